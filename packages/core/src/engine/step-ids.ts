import { RouteError } from '../errors/route-error.ts';
import type { RouteModel, StepModel } from '../model/route-model.ts';
import type { PreparedRoute } from './route-factory.ts';

/** Steps, and all that stand inside of them: nested ones and clauses. */
export function* allSteps(steps: readonly StepModel[]): Generator<StepModel> {
  for (const step of steps) {
    yield step;
    yield* allSteps(childrenOf(step));
  }
}

/** The steps and clauses of a step. */
export function childrenOf({ steps = [], options }: StepModel): readonly StepModel[] {
  return [...steps, ...Object.values(options).flat().filter(isStep)];
}

/** The steps of a route that were given an id, clauses and nested ones too. */
export function* stepsWithId({ steps }: Pick<RouteModel, 'steps'>): Generator<StepModel & { readonly id: string }> {
  for (const step of allSteps(steps)) if (step.id !== undefined) yield step as StepModel & { readonly id: string };
}

function isStep(value: unknown): value is StepModel {
  return typeof value === 'object' && value !== null && 'kind' in value && 'options' in value;
}

/**
 * Ids of steps are unique among all routes, and among the ids of these; routes made of templates share those of their template.
 *
 * @throws RouteError ROUTE_DUPLICATE_STEP_ID
 */
export function refuseDuplicateStepIds(added: readonly PreparedRoute[], present: readonly PreparedRoute[]): void {
  const ids = new Set([...present, ...added].map(({ id }) => id));
  for (const { id } of present.filter(isOwn).flatMap(namedSteps)) ids.add(id);
  for (const { id, step } of added.filter(isOwn).flatMap(namedSteps)) {
    if (ids.has(id)) throw new RouteError('ROUTE_DUPLICATE_STEP_ID', { found: id }, step);
    ids.add(id);
  }
}

/** Steps with the ids that they have in the context. */
function namedSteps({ model }: PreparedRoute): { readonly id: string; readonly step: StepModel }[] {
  const prefix = (model.options?.['nodePrefixId'] as string | undefined) ?? '';
  return [...stepsWithId(model)].map((step) => ({ id: prefix + step.id, step }));
}

function isOwn({ properties }: PreparedRoute): boolean {
  return properties === undefined;
}
