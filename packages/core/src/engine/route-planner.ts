import { notePlace } from '../errors/error-place.ts';
import { RouteError } from '../errors/route-error.ts';
import type { RouteModel, RoutesModel, StepModel } from '../model/route-model.ts';
import { expandRests } from '../rest/expand-rests.ts';
import type { ContextCore } from './context-core.ts';
import { resolvePlaceholders } from './property-placeholders.ts';
import type { PreparedRoute } from './route-factory.ts';
import type { RouteIds } from './route-ids.ts';
import { templateSurroundings, withId } from './route-template.ts';
import { isTrue, type RoutesCollector } from './routes-collector.ts';
import { mentions, sameModel } from './same-model.ts';

/** A route that sources ask for. */
export interface PlannedRoute {
  readonly prepared: PreparedRoute;
  readonly source: RoutesModel;
  /** All that it is made of: when that says the same in a new version, the route may run on. */
  readonly basis: readonly unknown[];
  /** Made for the services of several sources, so that it is other whenever one of them is. */
  readonly isShared: boolean;
}

export interface PlanSurroundings {
  readonly core: ContextCore;
  readonly collector: RoutesCollector;
  readonly ids: RouteIds;
  /** Endpoints that routes outside of the sources take messages from. */
  readonly running: readonly RouteModel['from'][];
}

/**
 * The routes of sources in their order, ready to be compiled: their own, those of templates, and what services become.
 *
 * @throws RouteError ROUTE_NO_SUCH_TEMPLATE, ROUTE_TEMPLATE_PARAMETERS, ROUTE_DUPLICATE_ID and what services are refused with
 */
export async function planRoutes(
  sources: readonly RoutesModel[],
  { core, collector, ids, running }: PlanSurroundings,
): Promise<readonly PlannedRoute[]> {
  const { properties } = core;
  const resolve = (text: string) => resolvePlaceholders(text, properties) ?? '';
  const { restConfiguration } = collector;
  const rests = await expandRests(
    sources,
    restConfiguration,
    core,
    (text) => resolvePlaceholders(text, properties),
    running,
  );
  const planned: PlannedRoute[] = [];
  for (const source of sources) {
    const add = (prepared: PreparedRoute, basis: readonly unknown[], isShared = false) => {
      const { routeScoped, contextScoped, errorHandler } = prepared;
      planned.push({ prepared, source, basis: [...basis, routeScoped, contextScoped, errorHandler], isShared });
    };
    for (const model of source.routes) {
      if (rests.inlined.has(model) || !isWanted(model, resolve)) continue;
      const id = model.id === undefined ? ids.of(model) : resolve(model.id);
      add(collector.prepare(id, model, source, resolve), [model]);
    }
    for (const { model, isShared } of rests.routes.filter((rest) => rest.source === source)) {
      if (!isWanted(model, resolve)) continue;
      const id = model.id === undefined ? ids.of(model) : resolve(model.id);
      add(
        collector.prepare(id, model, source, resolve),
        [restConfiguration, model.from, writtenSteps(model)],
        isShared,
      );
    }
    const isUnnamed = ({ routeId, routeTemplateRef }: RoutesModel['templatedRoutes'][number]) =>
      (routeId ?? collector.template(routeTemplateRef).route.id) === undefined;
    ids.waste(source.templatedRoutes.filter(isUnnamed));
    for (const use of source.templatedRoutes) {
      const { template, prepared } = templatedRoute(use, source, { core, collector, ids });
      add(prepared, [use, template]);
    }
  }
  refuseDuplicates(planned);
  return planned;
}

/**
 * What is to be done so that the routes of a new plan run instead of those of the old one: routes of new sources, those that
 * are made of other things now, those that name a bean that changed, and those that a file was read for that changed.
 */
export function comparePlans(
  old: readonly PlannedRoute[],
  next: readonly PlannedRoute[],
  newSources: ReadonlySet<RoutesModel>,
  changedBeans: ReadonlySet<string>,
  isStale: (id: string) => boolean = () => false,
): { readonly prepared: readonly PreparedRoute[]; readonly vanished: readonly string[] } {
  const before = new Map(old.map((route) => [route.prepared.id, route]));
  const isOther = ({ prepared: { id }, source, basis, isShared }: PlannedRoute) => {
    const previous = before.get(id);
    return (
      previous === undefined ||
      isShared ||
      newSources.has(source) ||
      isStale(id) ||
      !sameModel(previous.basis, basis) ||
      mentions(basis, changedBeans)
    );
  };
  const kept = new Set(next.map(({ prepared }) => prepared.id));
  return {
    prepared: next.filter(isOther).map(({ prepared }) => prepared),
    vanished: [...before.keys()].filter((id) => !kept.has(id)),
  };
}

/** Less those that only carry a service: they are made anew each time. */
function writtenSteps({ id, steps }: RouteModel): readonly StepModel[] {
  return steps.filter((step) => !(step.kind === 'process' && step.id?.startsWith(`${id}-`) === true));
}

function isWanted({ options }: RouteModel, resolve: (text: string) => string): boolean {
  const { precondition } = options ?? {};
  return precondition === undefined || isTrue(resolve(String(precondition as string | boolean)));
}

/** A route made of a template; the template may stand behind its use or in another file. */
function templatedRoute(
  use: RoutesModel['templatedRoutes'][number],
  source: RoutesModel,
  { core, collector, ids }: Pick<PlanSurroundings, 'core' | 'collector' | 'ids'>,
) {
  const { template, around } = surroundingsOf(use, core, collector);
  const { prefixId, routeId } = use;
  const more = prefixId === undefined ? around : { ...around, nodePrefix: `${prefixId}-` };
  const resolve = (text: string) => resolvePlaceholders(text, around.properties) ?? '';
  const model = withId(template.route, routeId);
  const id = model.id === undefined ? ids.of(use) : resolve(model.id);
  // As in Camel, what stands around the routes of a file (onException, intercept) is not around those of templates.
  return { template, prepared: collector.prepare(id, model, { scoped: [] }, resolve, more) };
}

function surroundingsOf(
  { routeTemplateRef, parameters, beans, source }: RoutesModel['templatedRoutes'][number],
  core: ContextCore,
  collector: RoutesCollector,
) {
  try {
    const template = collector.template(routeTemplateRef);
    return { template, around: templateSurroundings({ template, parameters, beans }, core.beans, core.properties) };
  } catch (error) {
    notePlace(error, source);
    throw error;
  }
}

function refuseDuplicates(planned: readonly PlannedRoute[]): void {
  const seen = new Map<string, PlannedRoute>();
  for (const route of planned) {
    const { id, model } = route.prepared;
    const first = seen.get(id);
    if (first !== undefined) {
      const where = placeText(first) ?? 'another route';
      const place =
        model.source === undefined ? `by ${where} and ${placeText(route) ?? 'another one'}` : `first in ${where}`;
      throw new RouteError('ROUTE_DUPLICATE_ID', { found: id, place }, model);
    }
    seen.set(id, route);
  }
}

/** The place of a route, or its file. */
function placeText({ prepared: { model }, source }: PlannedRoute): string | undefined {
  return model.source === undefined ? source.file : `${model.source.file}:${model.source.line}`;
}
