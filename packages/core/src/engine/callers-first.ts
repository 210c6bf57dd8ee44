import type { RouteModel } from '../model/route-model.ts';

/**
 * Routes in the order in which they may stop: who sends to another goes before it, so that what is under way still finds its
 * way, and before those that are there for it alone. Otherwise the last comes first. Endpoints that are computed are not
 * seen.
 */
export function callersFirst<Route>(
  routes: readonly Route[],
  modelOf: (route: Route) => Pick<RouteModel, 'from' | 'steps' | 'scoped' | 'errorHandler'>,
  ownedBy: (route: Route) => readonly Route[] = () => [],
): readonly Route[] {
  const bySource = new Map<string, Route>();
  for (const route of routes) bySource.set(bare(modelOf(route).from.uri), route);
  const done = new Set<Route>();
  const ordered: Route[] = [];
  const visit = (route: Route) => {
    if (done.has(route)) return;
    done.add(route);
    const { steps, scoped, errorHandler } = modelOf(route);
    for (const text of texts([steps, scoped, errorHandler])) {
      const callee = bySource.get(bare(text));
      if (callee !== undefined) visit(callee);
    }
    for (const owned of ownedBy(route)) visit(owned);
    ordered.unshift(route);
  };
  for (const route of routes) visit(route);
  return ordered;
}

/** A URI without its options and slashes. */
function bare(uri: string): string {
  return uri.trim().replace(/\?.*$/s, '').replace('://', ':');
}

/** All text in a part of a model; of lists with commas each. */
function* texts(part: unknown): Generator<string> {
  if (typeof part === 'string') yield* part.split(',');
  else if (typeof part === 'object' && part !== null && isModel(part)) {
    for (const value of Object.values(part)) yield* texts(value);
  }
}

/** Live objects may be endless. */
function isModel(part: object): boolean {
  return Array.isArray(part) || Object.getPrototypeOf(part) === Object.prototype;
}
