import type { DhowContext } from '../engine/dhow-context.ts';
import type { Channel } from '../engine/channel.ts';
import type { ObserverSlot, StepObserver } from '../engine/step-observer.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** Several observers of a route as one. */
class Observers implements StepObserver {
  readonly #all: readonly StepObserver[];

  constructor(all: readonly StepObserver[]) {
    this.#all = all;
  }

  with(observer: StepObserver): Observers {
    return new Observers([...this.#all, observer]);
  }

  without(observer: StepObserver): Observers | undefined {
    const rest = this.#all.filter((each) => each !== observer);
    return rest.length === 0 ? undefined : new Observers(rest);
  }

  before(exchange: Exchange, channel: Channel, routeId: string): void | Promise<void> {
    for (let i = 0; i < this.#all.length; i++) {
      const held = this.#all[i]!.before?.(exchange, channel, routeId);
      if (held !== undefined) return this.#beforeLater(held, i + 1, exchange, channel, routeId);
    }
  }

  async #beforeLater(
    held: Promise<void>,
    next: number,
    exchange: Exchange,
    channel: Channel,
    routeId: string,
  ): Promise<void> {
    await held;
    for (const observer of this.#all.slice(next)) await observer.before?.(exchange, channel, routeId);
  }

  after(exchange: Exchange, channel: Channel, routeId: string, durationMs: number): void {
    for (const observer of this.#all) observer.after?.(exchange, channel, routeId, durationMs);
  }
}

/** Lets an observer see the steps of a route while it runs; the function returned ends that. */
export function observe({ slot }: { readonly slot: ObserverSlot }, observer: StepObserver): () => void {
  const { observer: before } = slot;
  if (before instanceof Observers) slot.observer = before.with(observer);
  else slot.observer = new Observers(before ? [before, observer] : [observer]);
  return () => {
    const now = slot.observer;
    if (now instanceof Observers) slot.observer = now.without(observer);
    else if (now === observer) slot.observer = undefined;
  };
}

/**
 * Lets an observer see the steps of routes while they run, those too that are added later and new versions of the present
 * ones; the function returned ends that.
 */
export function observeRoutes(
  context: DhowContext,
  observer: StepObserver,
  isWanted: (routeId: string) => boolean = () => true,
): () => void {
  const ends = new Map<object, () => void>();
  const start = (route: { readonly routeId: string; readonly slot: ObserverSlot }): void => {
    if (!ends.has(route) && isWanted(route.routeId)) ends.set(route, observe(route, observer));
  };
  for (const route of context.routes.list()) start(route);
  const unlisten = context.events.listenToRouteStarts((starting) => {
    const present = new Set<object>(context.routes.list());
    for (const gone of ends.keys()) if (!present.has(gone)) ends.delete(gone);
    const route = context.routes.list().find(({ routeId }) => routeId === starting);
    if (route !== undefined) start(route);
  });
  return () => {
    unlisten();
    for (const end of ends.values()) end();
    ends.clear();
  };
}
