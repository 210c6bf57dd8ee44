import type { RoutesModel, StepModel } from '../model/route-model.ts';

/**
 * All sources once new ones have come. Those of the files that the new ones name make room as a whole. A source without a file takes the place of routes with the same ids and of services with the same ids or paths,
 * wherever they are; routes of sources without a file make room for those of every new one.
 */
export function replaceSources(sources: readonly RoutesModel[], added: readonly RoutesModel[]): readonly RoutesModel[] {
  const files = new Set(added.flatMap(({ file }) => file ?? []));
  let place = -1;
  const left = sources.flatMap((source, index): readonly RoutesModel[] => {
    if (source.file !== undefined && files.has(source.file)) {
      if (place < 0) place = index;
      return [];
    }
    const others = source.file === undefined ? added : added.filter(({ file }) => file === undefined);
    const rest = withoutNames(source, others);
    if (rest !== source && isEmpty(rest)) {
      if (place < 0) place = index;
      return [];
    }
    return [rest];
  });
  // Nothing before the place was left out.
  return place < 0 ? [...left, ...added] : left.toSpliced(place, 0, ...added);
}

/** A source less what others bring under the same names. */
function withoutNames(source: RoutesModel, others: readonly RoutesModel[]): RoutesModel {
  const ids = new Set(others.flatMap(({ routes }) => routes.flatMap(({ id }) => id ?? [])));
  const uses = new Set(
    others.flatMap(({ templatedRoutes }) => templatedRoutes.flatMap(({ routeId }) => routeId ?? [])),
  );
  const services = new Set(others.flatMap(({ rests }) => rests.map(nameOf)));
  const templates = new Set(others.flatMap(({ routeTemplates }) => routeTemplates.map(({ id }) => id)));
  const configurations = new Set(
    others.flatMap(({ routeConfigurations }) => routeConfigurations.flatMap(({ id }) => id ?? [])),
  );
  const rest: RoutesModel = {
    ...source,
    routes: source.routes.filter(({ id }) => id === undefined || !ids.has(id)),
    templatedRoutes: source.templatedRoutes.filter(({ routeId }) => routeId === undefined || !uses.has(routeId)),
    rests: source.rests.filter((service) => !services.has(nameOf(service))),
    routeTemplates: source.routeTemplates.filter(({ id }) => !templates.has(id)),
    routeConfigurations: source.routeConfigurations.filter(({ id }) => id === undefined || !configurations.has(id)),
  };
  return parts.every((part) => rest[part].length === source[part].length) ? source : rest;
}

const parts = ['routes', 'templatedRoutes', 'rests', 'routeTemplates', 'routeConfigurations'] as const;

/** Nothing of it would run any more; what it said of routes in general goes with them. */
function isEmpty({ routes, templatedRoutes, rests, routeTemplates }: RoutesModel): boolean {
  return [routes, templatedRoutes, rests, routeTemplates].every((part) => part.length === 0);
}

const nameOf = ({ options: { id, path = '' } }: StepModel) => String((id ?? path) as string);
