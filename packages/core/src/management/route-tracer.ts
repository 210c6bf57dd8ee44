import type { Channel } from '../engine/channel.ts';
import type { DhowContext } from '../engine/dhow-context.ts';
import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { observe } from './observers.ts';

/** A message on its way to an endpoint. */
export interface TracedSend {
  readonly exchange: Exchange;
  /** The endpoint's own URI: secrets may be in it. */
  readonly uri: string;
  /** Whether an expression of the route gave the URI: parts of the message may be in it. */
  readonly isComputed: boolean;
}

/** A message in a route: from its source, or from another route that called it. */
export interface TracedRoute {
  readonly exchange: Exchange;
  readonly route: RouteRuntime;
}

/** Stands around each send to an endpoint. */
export interface SendTracer {
  /** Calls `work` once and gives back what it gave; `work` may fail both ways, and leave a failure in the exchange too. */
  send(sent: TracedSend, work: () => void | Promise<void>): void | Promise<void>;
}

/** Told of each step of a route. */
export interface StepTracer {
  began(exchange: Exchange, channel: Channel): void;
  done(exchange: Exchange, channel: Channel): void;
}

/**
 * What a tracer learns of a context. It keeps its spans with the exchange (`exchange.trace`), which copies take along: the
 * engine holds no state for it. What it throws at the beginning or end of a step is dropped.
 */
export interface RouteTracer extends SendTracer {
  /**
   * Calls `work` once and gives back what it gave: the message's way through the steps, and what is done for its source
   * after them when the message came from one. A failure is in the exchange afterwards.
   */
  route(traced: TracedRoute, work: () => void | Promise<void>): void | Promise<void>;
  /** With these, each step is told too. */
  readonly steps?: StepTracer | undefined;
}

/**
 * Lets a tracer see a context: the routes that it has, and those that are added while it runs. One at a time; the function
 * returned ends that. Without a tracer nothing of it is on a message's way.
 *
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { traceContext } from '@dhow/core/management';
 *
 * const context = createContext({ components: [] });
 * const end = traceContext(context, {
 *   route({ route }, work) {
 *     console.log('into', route.routeId);
 *     return work();
 *   },
 *   send: (_sent, work) => work(),
 * });
 * end();
 * ```
 */
export function traceContext(context: DhowContext, tracer: RouteTracer): () => void {
  const { events } = context;
  const ends = new Map<RouteRuntime, () => void>();
  const attach = () => {
    const present = new Set(context.routes.list());
    for (const [route, end] of ends) {
      if (present.has(route)) continue;
      end();
      ends.delete(route);
    }
    for (const route of present) if (!ends.has(route)) ends.set(route, traceRoute(route, tracer));
  };
  attach();
  events.tracer = tracer;
  const unlisten = events.listen(({ type }) => {
    if (type === 'RouteAdded' || type === 'RouteReloaded') attach();
  });
  return () => {
    unlisten();
    if (events.tracer === tracer) events.tracer = undefined;
    for (const end of ends.values()) end();
    ends.clear();
  };
}

function traceRoute(route: RouteRuntime, tracer: RouteTracer): () => void {
  const { steps } = tracer;
  route.tracer = tracer;
  const unobserve = steps && observe(route, observerOf(steps));
  return () => {
    unobserve?.();
    if (route.tracer === tracer) route.tracer = undefined;
  };
}

function observerOf(steps: StepTracer): StepObserver {
  return {
    before: (exchange, channel) => quietly(() => steps.began(exchange, channel)),
    after: (exchange, channel) => quietly(() => steps.done(exchange, channel)),
  };
}

/** A tracer watches; what it throws must not change what it watches. */
function quietly(tell: () => void): void {
  try {
    tell();
  } catch {
    // As above.
  }
}
