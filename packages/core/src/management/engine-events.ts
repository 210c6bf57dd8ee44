import type { Exchange } from '../exchange/exchange.ts';
import type { SendTracer } from './route-tracer.ts';

/** What happens in the engine, under Camel's names of its events. */
export type EngineEvent =
  | { readonly type: ContextEventType; readonly context: string; readonly error?: unknown }
  | { readonly type: RouteEventType; readonly routeId: string; readonly error?: unknown }
  | { readonly type: ExchangeEventType; readonly exchange: Exchange }
  | { readonly type: 'ExchangeSending'; readonly exchange: Exchange; readonly uri: string }
  | { readonly type: 'ExchangeSent'; readonly exchange: Exchange; readonly uri: string; readonly durationMs: number }
  | { readonly type: 'ExchangeRedelivery'; readonly exchange: Exchange; readonly attempt: number }
  | {
      readonly type: 'ExchangeFailureHandling' | 'ExchangeFailureHandled';
      readonly exchange: Exchange;
      readonly deadLetterUri: string | undefined;
    }
  | {
      readonly type: 'StepStarted' | 'StepCompleted' | 'StepFailed';
      readonly exchange: Exchange;
      readonly stepId: string;
    };

export type ContextEventType =
  | 'CamelContextInitializing'
  | 'CamelContextInitialized'
  | 'CamelContextStarting'
  | 'RoutesStarting'
  | 'RoutesStarted'
  | 'CamelContextStarted'
  | 'CamelContextStartupFailure'
  | 'CamelContextSuspending'
  | 'CamelContextSuspended'
  | 'CamelContextResuming'
  | 'CamelContextResumed'
  | 'RoutesStopping'
  | 'RoutesStopped'
  | 'CamelContextStopping'
  | 'CamelContextStopped';

export type RouteEventType =
  | 'RouteAdded'
  | 'RouteStarting'
  | 'RouteStarted'
  | 'RouteStopping'
  | 'RouteStopped'
  | 'RouteRemoved'
  | 'RouteReloaded';

export type ExchangeEventType = 'ExchangeCreated' | 'ExchangeCompleted' | 'ExchangeFailed';

export type EventListener = (event: EngineEvent) => void;

/** A failure that an error handler has dealt with, or that a message ended with. */
export interface EngineFailure {
  readonly exchange: Exchange;
  readonly error: unknown;
  /** Where it failed, as far as that is known. */
  readonly routeId: string | undefined;
  readonly stepId: string | undefined;
  /** Handled, continued or dead-lettered: nobody outside hears of it. */
  readonly handled: boolean;
}

export type FailureListener = (failure: EngineFailure) => void;

/** Events of a context. Without listeners nothing is made: ask {@link EngineEvents.active} on hot paths. */
export class EngineEvents {
  readonly #listeners = new Set<EventListener>();
  readonly #failureListeners = new Set<FailureListener>();
  readonly #routeStarts = new Set<(routeId: string) => void>();
  /** Stands around each send; see `traceContext`. */
  tracer: SendTracer | undefined = undefined;

  get active(): boolean {
    return this.#listeners.size > 0 || this.tracer !== undefined;
  }

  /** Calls back for each event; the function returned ends that. */
  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back for each failure and costs messages that go well nothing; the function returned ends that. */
  listenToFailures(listener: FailureListener): () => void {
    this.#failureListeners.add(listener);
    return () => this.#failureListeners.delete(listener);
  }

  /** Calls back before each start of a route and costs messages nothing; the function returned ends that. */
  listenToRouteStarts(listener: (routeId: string) => void): () => void {
    this.#routeStarts.add(listener);
    return () => this.#routeStarts.delete(listener);
  }

  tellFailure(failure: EngineFailure): void {
    for (const listener of this.#failureListeners) {
      try {
        listener(failure);
      } catch {
        // As below.
      }
    }
  }

  emit(event: EngineEvent): void {
    if (event.type === 'RouteStarting') for (const listener of this.#routeStarts) listener(event.routeId);
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch {
        // A listener watches; what it throws must not change what it watches.
      }
    }
  }
}
