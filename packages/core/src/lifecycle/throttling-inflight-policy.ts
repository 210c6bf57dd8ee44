import type { RouteRuntime } from '../engine/route-runtime.ts';
import type { RouteControl, RoutePolicy } from './route-policy.ts';

/**
 * Suspends a route while too many of its messages are under way, and resumes it when few enough are.
 * `resumeAt` is seven tenths of the limit when it is absent.
 */
export function throttlingInflightPolicy(most: number, resumeAt = Math.floor(most * 0.7)): RoutePolicy {
  const controls = new WeakMap<RouteRuntime, RouteControl>();
  return {
    onInit(route, control) {
      controls.set(route, control);
    },
    onExchangeBegin(_exchange, route) {
      if (route.inflight >= most && route.state === 'Started') void controls.get(route)?.suspend();
    },
    onExchangeDone(_exchange, route) {
      // The message that is done still counts.
      if (route.state === 'Suspended' && route.inflight - 1 <= resumeAt) void controls.get(route)?.resume();
    },
  };
}
