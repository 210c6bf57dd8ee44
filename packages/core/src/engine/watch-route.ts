import { LogTracer } from '../management/log-tracer.ts';
import { observe } from '../management/observers.ts';
import { HistoryKeeper } from '../management/history-keeper.ts';
import type { RouteHost } from './route-host.ts';
import type { RouteRuntime } from './route-runtime.ts';

/** Attaches what the options of a route ask for that looks at its steps: `delayer`, `trace`, `messageHistory`. */
export function watchRoute(route: RouteRuntime, host: RouteHost): void {
  const { delayer, trace, messageHistory } = route.settings;
  const { clock } = host.context;
  if (delayer !== undefined && delayer > 0)
    // A forced stop ends the wait; the step's own signal says the rest.
    observe(route, { before: () => clock.sleep(delayer, route.signal).catch(() => undefined) });
  if (messageHistory) observe(route, new HistoryKeeper(clock));
  if (trace) {
    const tracer = new LogTracer(host.context.logger('tracing'), clock);
    observe(route, tracer);
    route.hooks.unshift(tracer.hooksOf(route));
  }
}
