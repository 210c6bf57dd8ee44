import { isExceptionOf } from '../error-handling/exception-types.ts';
import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { RouteControl, RoutePolicy } from './route-policy.ts';

export interface ThrottlingExceptionOptions {
  /** Failures within the window that suspend the route. */
  readonly failures: number;
  readonly windowMs: number;
  /** How long the route stays suspended before it tries again. */
  readonly openMs: number;
  /** Only these classes or codes count; all when absent. */
  readonly exceptions?: readonly string[];
}

/** Suspends a route that keeps failing, so that its source keeps the messages, and tries again after a while. */
export function throttlingExceptionPolicy(options: ThrottlingExceptionOptions): RoutePolicy {
  const { failures, windowMs, openMs, exceptions = [] } = options;
  const controls = new WeakMap<RouteRuntime, RouteControl>();
  const times = new WeakMap<RouteRuntime, number[]>();
  const counts = (error: unknown) => exceptions.length === 0 || exceptions.some((type) => isExceptionOf(error, type));
  return {
    onInit(route, control) {
      controls.set(route, control);
      times.set(route, []);
    },
    onExchangeDone(exchange, route) {
      if (exchange.exception === undefined || !counts(exchange.exception)) return;
      const control = controls.get(route);
      const seen = times.get(route);
      if (!control || !seen) return;
      const now = control.clock.elapsed();
      seen.push(now);
      while (seen.length > 0 && seen[0]! < now - windowMs) seen.shift();
      if (seen.length < failures || route.state !== 'Started') return;
      seen.length = 0;
      void control.suspend();
      control.clock.schedule(openMs, () => {
        if (route.state === 'Suspended') void control.resume();
      });
    },
  };
}
