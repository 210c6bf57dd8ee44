import type { DhowContext } from '../engine/dhow-context.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { HistoryPolicy, HistoryStep, MessageHistoryStore } from '../state/message-history-store.ts';
import { observe } from './observers.ts';
import { changeSince, messageBefore, type MessageBefore } from './step-change.ts';

/**
 * Keeps the way of each message through its steps in the history store. Off until it is called; `policyOf` says for each
 * route what of the payload is kept, and undefined leaves a route out. The function returned ends it.
 */
export function recordHistory(
  context: DhowContext,
  store: Pick<MessageHistoryStore, 'add'>,
  policyOf: (routeId: string) => HistoryPolicy | undefined,
): () => void {
  const ways = new WeakMap<Exchange, HistoryStep[]>();
  /** Steps stand in steps: the last one is the innermost. */
  const entered = new WeakMap<Exchange, MessageBefore[]>();
  const observer: StepObserver = {
    before(exchange) {
      const before = messageBefore(exchange);
      const stack = entered.get(exchange);
      if (stack === undefined) entered.set(exchange, [before]);
      else stack.push(before);
    },
    after(exchange, { id, step }, _routeId, durationMs) {
      const way = ways.get(exchange) ?? [];
      const failed = exchange.exception === undefined ? {} : { code: exceptionTypeOf(exchange.exception) };
      const before = entered.get(exchange)?.pop();
      const changed = before && changeSince(before, exchange);
      way.push({ stepId: id, kind: step.kind, elapsedMs: durationMs, ...failed, ...(changed && { changed }) });
      ways.set(exchange, way);
    },
  };
  const ends = context.routes
    .list()
    .filter(({ routeId }) => policyOf(routeId) !== undefined)
    .map((route) => observe(route, observer));
  const log = context.core.logger('history');
  const unlisten = context.events.listen((event) => {
    if (event.type !== 'ExchangeCompleted' && event.type !== 'ExchangeFailed') return;
    const { exchange } = event;
    const steps = ways.get(exchange);
    const policy = exchange.fromRouteId === undefined ? undefined : policyOf(exchange.fromRouteId);
    if (!steps || !policy) return;
    ways.delete(exchange);
    const work = () => store.add(recordOf(exchange, steps, event.type === 'ExchangeFailed'), policy);
    context.core.runAside(work, log);
  });
  return () => {
    for (const end of ends) end();
    unlisten();
  };
}

function recordOf(exchange: Exchange, steps: readonly HistoryStep[], failed: boolean) {
  const code = failed ? { code: exceptionTypeOf(exchange.exception) } : {};
  return {
    routeId: exchange.fromRouteId!,
    exchangeId: exchange.id,
    outcome: failed ? ('failed' as const) : exchange.failureHandled ? ('handled' as const) : ('completed' as const),
    elapsedMs: steps.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0),
    steps,
    body: exchange.body,
    ...code,
  };
}
