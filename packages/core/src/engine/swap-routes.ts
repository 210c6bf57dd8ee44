import { RouteError } from '../errors/route-error.ts';

/** What is done with routes while versions of them are exchanged. */
export interface RouteSwapping<Route> {
  idOf(route: Route): string;
  isRunning(route: Route): boolean;
  /** In the order in which they may stop. */
  inOrderOfStop(routes: readonly Route[]): readonly Route[];
  /** Waits for messages under way. */
  stop(route: Route): Promise<void>;
  /** Stops without waiting. */
  abandon(route: Route): Promise<void>;
  start(route: Route): Promise<void>;
  /** Makes it the route of its id. */
  put(route: Route): void;
  /** There is no route of that id afterwards. */
  take(route: Route): void;
  /** It never comes back. */
  forget(route: Route): void;
}

/** A compiled route and the one whose place it takes. */
export interface RouteSwap<Route> {
  readonly next: Route;
  readonly old: Route | undefined;
  /** Whether one that is there for the first time starts. */
  readonly autoStarts: boolean;
}

/**
 * Stops all routes that leave, then starts the new versions: so that these may take over paths and names from each other.
 * When one does not start, all are put back as they were.
 *
 * @throws RouteError ROUTE_RELOAD_FAILED
 */
export async function swapRoutes<Route>(
  swaps: readonly RouteSwap<Route>[],
  vanished: readonly Route[],
  routes: RouteSwapping<Route>,
): Promise<void> {
  const leaving = routes.inOrderOfStop([...vanished, ...swaps.flatMap(({ old }) => old ?? [])]);
  const ran = new Set(leaving.filter((route) => routes.isRunning(route)));
  const starting = new Set(
    swaps.filter(({ old, autoStarts }) => (old === undefined ? autoStarts : ran.has(old))).map(({ next }) => next),
  );
  let at: Route | undefined;
  try {
    for (const route of leaving) await routes.stop((at = route));
    for (const route of vanished) routes.take(route);
    for (const { next } of swaps) routes.put(next);
    for (const route of routes.inOrderOfStop([...starting]).toReversed()) await routes.start((at = route));
  } catch (error) {
    for (const { next } of swaps) {
      await routes.abandon(next);
      routes.take(next);
      routes.forget(next);
    }
    for (const route of leaving) routes.put(route);
    const stuck = await startAgain(
      leaving.toReversed().filter((route) => ran.has(route)),
      routes,
    );
    const reason = [error, ...stuck].map((each) => (each instanceof Error ? each.message : String(each))).join(' ');
    throw new RouteError('ROUTE_RELOAD_FAILED', { route: routes.idOf(at!), reason }, { cause: error });
  }
  for (const route of leaving) routes.forget(route);
}

/** One that does not start again does not keep the others from it. */
async function startAgain<Route>(old: readonly Route[], routes: RouteSwapping<Route>): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const route of old) {
    try {
      await routes.start(route);
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}
