import { RouteError } from '../errors/route-error.ts';

/** What is done with routes while versions of them are exchanged. */
export interface RouteSwapping<Route> {
  idOf(route: Route): string;
  isRunning(route: Route): boolean;
  /** Waits for messages under way. */
  stop(route: Route): Promise<void>;
  /** Stops without waiting. */
  abandon(route: Route): Promise<void>;
  start(route: Route): Promise<void>;
  /** Makes it the route of its id. */
  put(route: Route): void;
  /** There is no route of that id afterwards. */
  take(route: Route): void;
}

/** A compiled route and the one whose place it takes. */
export interface RouteSwap<Route> {
  readonly next: Route;
  readonly old: Route | undefined;
  /** Whether one that is there for the first time starts. */
  readonly autoStarts: boolean;
}

/**
 * Stops routes that are there no more, then puts each new version in its place. When one does not start, all are put back
 * as they were.
 *
 * @throws RouteError ROUTE_RELOAD_FAILED
 */
export async function swapRoutes<Route>(
  swaps: readonly RouteSwap<Route>[],
  vanished: readonly Route[],
  routes: RouteSwapping<Route>,
): Promise<void> {
  const undo: (() => Promise<void>)[] = [];
  const putBack = async (route: Route, ran: boolean) => {
    routes.put(route);
    if (ran) await routes.start(route);
  };
  for (const route of vanished) {
    const ran = routes.isRunning(route);
    await routes.stop(route);
    routes.take(route);
    undo.unshift(() => putBack(route, ran));
  }
  for (const { next, old, autoStarts } of swaps) {
    const runs = old === undefined ? autoStarts : routes.isRunning(old);
    if (old !== undefined) await routes.stop(old);
    undo.unshift(async () => {
      await routes.abandon(next);
      if (old === undefined) routes.take(next);
      else await putBack(old, runs);
    });
    try {
      routes.put(next);
      if (runs) await routes.start(next);
    } catch (error) {
      for (const step of undo) await step();
      const reason = error instanceof Error ? error.message : String(error);
      throw new RouteError('ROUTE_RELOAD_FAILED', { route: routes.idOf(next), reason }, { cause: error });
    }
  }
}
