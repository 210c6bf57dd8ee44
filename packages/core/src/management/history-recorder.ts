import type { DhowContext } from '../engine/dhow-context.ts';
import type { StepObserver } from '../engine/step-observer.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { HistoryPolicy, HistoryStep, MessageHistoryStore } from '../state/message-history-store.ts';
import { observeRoutes } from './observers.ts';
import { changeSince, messageBefore, type MessageBefore } from './step-change.ts';

type WrittenStep = { -readonly [Key in keyof HistoryStep]: HistoryStep[Key] };

interface Entered {
  readonly written: WrittenStep;
  readonly before: MessageBefore;
}

/** Finer than that the clock is not. */
const microseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

/**
 * Keeps the way of each message through its steps in the history store. Off until it is called; `policyOf` says for each
 * route what of the payload is kept, and undefined leaves a route out. The function returned ends it.
 */
export function recordHistory(
  context: DhowContext,
  store: Pick<MessageHistoryStore, 'add'>,
  policyOf: (routeId: string) => HistoryPolicy | undefined,
): () => void {
  const ways = new WeakMap<Exchange, WrittenStep[]>();
  /** Steps stand in steps: the last one is the innermost. */
  const entered = new WeakMap<Exchange, Entered[]>();
  const observer: StepObserver = {
    before(exchange, { id, step }, routeId) {
      const stack = entered.get(exchange) ?? [];
      const way = ways.get(exchange) ?? [];
      const written: WrittenStep = {
        stepId: id,
        kind: step.kind,
        elapsedMs: 0,
        ...(routeId !== exchange.fromRouteId && { routeId }),
        ...(stack.length > 0 && { depth: stack.length }),
      };
      way.push(written);
      stack.push({ written, before: messageBefore(exchange) });
      ways.set(exchange, way);
      entered.set(exchange, stack);
    },
    after(exchange, _channel, _routeId, durationMs) {
      const last = entered.get(exchange)?.pop();
      if (last === undefined) return;
      const { written, before } = last;
      const changed = changeSince(before, exchange);
      written.elapsedMs = microseconds(durationMs);
      if (exchange.exception !== undefined) written.code = exceptionTypeOf(exchange.exception);
      if (changed !== undefined) written.changed = changed;
    },
  };
  const unobserve = observeRoutes(context, observer, (routeId) => policyOf(routeId) !== undefined);
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
    unobserve();
    unlisten();
  };
}

function recordOf(exchange: Exchange, steps: readonly HistoryStep[], failed: boolean) {
  const code = failed ? { code: exceptionTypeOf(exchange.exception) } : {};
  return {
    routeId: exchange.fromRouteId!,
    exchangeId: exchange.id,
    outcome: failed ? ('failed' as const) : exchange.failureHandled ? ('handled' as const) : ('completed' as const),
    // Steps within steps are in the time of those.
    elapsedMs: microseconds(steps.reduce((sum, { elapsedMs, depth = 0 }) => (depth === 0 ? sum + elapsedMs : sum), 0)),
    steps,
    body: exchange.body,
    ...code,
  };
}
