import type { Clock } from '../clock/clock.ts';
import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { StateStore } from '../state/state-store.ts';

/** What a policy may do with its route, and by which clock and store. */
export interface RouteControl {
  suspend(): Promise<void>;
  resume(): Promise<void>;
  readonly clock: Clock;
  readonly state: StateStore;
}

/** Watches a route and operates it. One object may serve several routes. */
export interface RoutePolicy {
  /** When the route is ready to start. */
  onInit?(route: RouteRuntime, control: RouteControl): void | Promise<void>;
  /** Asked before the source starts. On `false` the route waits, suspended, until the policy resumes it. */
  mayStart?(route: RouteRuntime, control: RouteControl): boolean | Promise<boolean>;
  /** Asked before the source takes something and before it acknowledges it; see `ConsumerRoute.mayAcknowledge`. */
  mayAcknowledge?(route: RouteRuntime): boolean;
  onStart?(route: RouteRuntime, control: RouteControl): void | Promise<void>;
  onStop?(route: RouteRuntime): void;
  /** When the last message is done. */
  onStopped?(route: RouteRuntime): void | Promise<void>;
  onExchangeBegin?(exchange: Exchange, route: RouteRuntime): void;
  onExchangeDone?(exchange: Exchange, route: RouteRuntime): void | Promise<void>;
}
