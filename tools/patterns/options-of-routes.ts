import { standardEips } from '@dhow/core';
import type { EipDefinition, ErrorHandlerModel, RoutesModel, StepModel } from '@dhow/core';
import { anyErrorHandler, anyRestMethod, restMethods, setOptions, testedSpecs } from './pattern-options.ts';

const specs = new Map(testedSpecs().flatMap((each) => [...each.specs]));
const eips: readonly EipDefinition[] = standardEips;

/** The patterns of routes and the options that they set, in the words of {@link setOptions}. */
export function* optionsOf(model: RoutesModel): Generator<string> {
  yield* optionsOfRests(model);
  for (const scope of [model, ...model.routeConfigurations]) yield* optionsOfScope(scope);
  for (const route of [...model.routes, ...model.routeTemplates.map((template) => template.route)]) {
    yield* optionsOfScope({ ...route, scoped: route.scoped ?? [] });
    for (const step of route.steps) yield* optionsOfStep(step);
    const { id, group, description, options, from } = route;
    yield* own({ kind: 'route', options: { ...options, id, group, description } });
    yield* own({ kind: 'from', options: { ...from, variableReceive: options?.['variableReceive'] } });
  }
}

/** Services of the REST DSL: their operations are lists among their options. */
function* optionsOfRests({ rests, restConfiguration }: RoutesModel): Generator<string> {
  if (restConfiguration) yield* own({ ...restConfiguration, kind: 'restConfiguration' });
  for (const { options } of rests) {
    yield* own({ kind: 'rest', options });
    for (const method of restMethods)
      for (const operation of [options[method] ?? []].flat() as Readonly<Record<string, unknown>>[])
        yield* own({ kind: anyRestMethod, options: operation });
  }
}

interface Scope {
  readonly scoped: readonly StepModel[];
  readonly errorHandler?: ErrorHandlerModel;
}

function* optionsOfScope({ scoped, errorHandler }: Scope): Generator<string> {
  for (const step of scoped) yield* optionsOfStep(step);
  if (!errorHandler) return;
  yield* own(errorHandler);
  yield* own({ ...errorHandler, kind: anyErrorHandler });
}

function* optionsOfStep(step: StepModel): Generator<string> {
  yield* own(step);
  for (const child of step.steps ?? []) yield* optionsOfStep(child);
  const { clauses = {} } = eips.find(({ name }) => name === step.kind) ?? {};
  for (const name of Object.keys(clauses))
    for (const clause of [step.options[name] ?? []].flat() as StepModel[]) yield* optionsOfStep(clause);
}

function* own({ kind, options }: Pick<StepModel, 'kind' | 'options'>): Generator<string> {
  yield kind;
  yield* setOptions(kind, specs.get(kind) ?? {}, options);
}
