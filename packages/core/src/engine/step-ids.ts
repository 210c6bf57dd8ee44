import type { RouteModel, StepModel } from '../model/route-model.ts';

/** The steps of a route that were given an id, clauses and nested ones too. */
export function* stepsWithId({ steps }: Pick<RouteModel, 'steps'>): Generator<StepModel & { readonly id: string }> {
  for (const step of steps) yield* within(step);
}

function* within(step: StepModel): Generator<StepModel & { readonly id: string }> {
  if (step.id !== undefined) yield step as StepModel & { readonly id: string };
  for (const child of step.steps ?? []) yield* within(child);
  for (const value of Object.values(step.options)) {
    for (const clause of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isStep(clause)) yield* within(clause);
  }
}

function isStep(value: unknown): value is StepModel {
  return typeof value === 'object' && value !== null && 'kind' in value && 'options' in value;
}
