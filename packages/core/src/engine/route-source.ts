import type { RoutesModel } from '../model/route-model.ts';

/** Anything that answers a model of routes: the typed builder, a class of one's own. */
export interface RouteBuilder {
  toRoutes(): RoutesModel | Promise<RoutesModel>;
}

/** The models of sources. */
export async function modelsOf(sources: readonly (RoutesModel | RouteBuilder)[]): Promise<readonly RoutesModel[]> {
  const models: RoutesModel[] = [];
  for (const source of sources) models.push('toRoutes' in source ? await source.toRoutes() : source);
  return models;
}
