import type { DhowContext } from '../engine/dhow-context.ts';
import { nearestHint } from '../errors/nearest-name.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { EngineEvent } from '../management/engine-events.ts';

/** Waits for messages to be done: `notify(context).fromRoute('report').done(3)`. Counts from when it is made. */
export class NotifyBuilder {
  readonly #context: DhowContext;
  readonly #filter: (exchange: Exchange) => boolean;

  constructor(context: DhowContext, filter: (exchange: Exchange) => boolean = () => true) {
    this.#context = context;
    this.#filter = filter;
  }

  /**
   * Only messages that came in by this route.
   *
   * @throws RouteError ROUTE_NO_SUCH_ROUTE with the nearest id, once the context has routes
   */
  fromRoute(routeId: string): NotifyBuilder {
    const { ids } = this.#context.routes;
    if (ids.length > 0 && !ids.includes(routeId))
      throw new RouteError('ROUTE_NO_SUCH_ROUTE', { found: routeId, nearest: nearestHint(routeId, ids) });
    return this.filter((exchange) => exchange.fromRouteId === routeId);
  }

  /** Only messages that meet a condition at their end. */
  filter(condition: (exchange: Exchange) => boolean): NotifyBuilder {
    return new NotifyBuilder(this.#context, (exchange) => this.#filter(exchange) && condition(exchange));
  }

  /** Resolves with the messages when so many are done, well or not. */
  done(count: number): Promise<readonly Exchange[]> {
    return this.#collect(count, ['ExchangeCompleted', 'ExchangeFailed']);
  }

  completed(count: number): Promise<readonly Exchange[]> {
    return this.#collect(count, ['ExchangeCompleted']);
  }

  failed(count: number): Promise<readonly Exchange[]> {
    return this.#collect(count, ['ExchangeFailed']);
  }

  #collect(count: number, types: readonly EngineEvent['type'][]): Promise<readonly Exchange[]> {
    return new Promise((resolve) => {
      const found: Exchange[] = [];
      const end = this.#context.events.listen((event) => {
        if (!types.includes(event.type) || !('exchange' in event) || !this.#filter(event.exchange)) return;
        found.push(event.exchange);
        if (found.length < count) return;
        end();
        resolve(found);
      });
    });
  }
}

export function notify(context: DhowContext): NotifyBuilder {
  return new NotifyBuilder(context);
}
