import { standardEips, type RoutesModel, type SourceLocation, type StepModel } from '@dhow/core';

/** A route, its source, or a part of it, with what takes its place so that the rest can be looked at. */
interface Part {
  readonly node: object;
  readonly instead: object | undefined;
}

const kinds = new Set(standardEips.map(({ name }) => name));
const clauses = new Set(standardEips.filter(({ shape }) => shape === 'clause').map(({ name }) => name));

/**
 * Models without the part that a mistake at this place is in, the smallest part first: its step, a step around that, the source,
 * the whole route. Which of them is enough only shows when what is left is compiled.
 */
export function* withoutPart(
  models: readonly RoutesModel[],
  place: SourceLocation,
  routeId: string | undefined,
): Generator<readonly RoutesModel[]> {
  for (const { node, instead } of partsAt(models, place, routeId)) {
    yield models.map((model) => replaced(model, node, instead) as RoutesModel);
  }
}

/** Models without the route of this id, for mistakes that have no place; undefined when there is none. */
export function withoutRoute(models: readonly RoutesModel[], routeId: string): readonly RoutesModel[] | undefined {
  const route = models.flatMap(({ routes }) => routes).find(({ id }) => id === routeId);
  return route && models.map((model) => replaced(model, route, undefined) as RoutesModel);
}

function* partsAt(models: readonly RoutesModel[], place: SourceLocation, routeId: string | undefined): Generator<Part> {
  const holders = models.flatMap(({ routes, routeTemplates, routeConfigurations, templatedRoutes, rests, scoped }) => [
    ...routes.map((node) => ({ node, route: node })),
    ...routeTemplates.map(({ route }) => ({ node: route, route })),
    ...[...routeConfigurations, ...templatedRoutes, ...rests, ...scoped].map((node) => ({ node, route: undefined })),
  ]);
  const holder = lastBefore(holders, place, ({ node }) => node.source ?? firstPlace(node));
  if (holder === undefined) return;
  const { node, route } = holder;
  for (const step of stepsAround(node, place)) {
    if (!clauses.has(step.kind)) {
      if ((step.steps ?? []).length > 0) yield { node: step, instead: { ...idle(step), steps: step.steps } };
      yield { node: step, instead: idle(step) };
    } else if (route === undefined || (route.scoped ?? []).includes(step)) yield { node: step, instead: undefined };
  }
  if (route?.from.source) yield { node: route.from, instead: { uri: `stub:left-out-${routeId ?? 'route'}` } };
  const isTemplate = models.some(({ routeTemplates }) => routeTemplates.some((each) => each.route === route));
  // Without its template, each use of it would be a mistake too.
  if (!isTemplate) yield { node, instead: undefined };
}

/** A step that does nothing, so that a block with it is not empty. */
function idle({ id, source }: StepModel): StepModel {
  return {
    kind: 'pipeline',
    ...(id !== undefined && { id }),
    ...(source && { source }),
    options: {},
    steps: [nothing],
  };
}

const nothing: StepModel = { kind: 'log', options: { message: 'left out' } };

/** The last step that begins before the place, and the steps that it stands in, from the inside out. */
function stepsAround(holder: object, place: SourceLocation): readonly StepModel[] {
  const all: { readonly step: StepModel; readonly around: readonly StepModel[] }[] = [];
  const visit = (value: unknown, around: readonly StepModel[]): void => {
    if (Array.isArray(value)) for (const item of value as unknown[]) visit(item, around);
    if (!isPlain(value)) return;
    const isStep = kinds.has(value['kind'] as string) && 'options' in value && value['source'] !== undefined;
    const step = value as unknown as StepModel;
    if (isStep) all.push({ step, around });
    for (const [name, child] of Object.entries(value)) {
      // A data format looks like a step, and may have the name of one.
      if (name !== 'source' && name !== 'dataFormat') visit(child, isStep ? [step, ...around] : around);
    }
  };
  visit(holder, []);
  const last = lastBefore(all, place, ({ step }) => step.source);
  return last === undefined ? [] : [last.step, ...last.around];
}

function lastBefore<Item>(
  items: readonly Item[],
  place: SourceLocation,
  sourceOf: (item: Item) => SourceLocation | undefined,
): Item | undefined {
  let last: Item | undefined;
  let lastAt: SourceLocation | undefined;
  for (const item of items) {
    const at = sourceOf(item);
    if (at === undefined || at.file !== place.file || isBefore(place, at)) continue;
    if (lastAt === undefined || !isBefore(at, lastAt)) [last, lastAt] = [item, at];
  }
  return last;
}

const isBefore = (a: SourceLocation, b: SourceLocation): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);

/** Of what has no place of its own, that of its first part. */
function firstPlace(node: object): SourceLocation | undefined {
  const { from } = node as { readonly from?: { readonly source?: SourceLocation } };
  return from?.source;
}

/** The same value with a part of it replaced or left out; what does not hold it stays the same object. */
function replaced(value: unknown, node: object, instead: object | undefined): unknown {
  if (value === node) return instead;
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => replaced(item, node, instead));
    const isSame = items.every((item, i) => item === value[i]);
    return isSame ? value : items.filter((item) => item !== undefined);
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, child]) => [
    name,
    name === 'source' ? child : replaced(child, node, instead),
  ]);
  const isSame = entries.every(([name, child]) => value[name as string] === child);
  return isSame ? value : Object.fromEntries(entries);
}

/** Live objects of TypeScript routes are not looked into. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
