import type { Compiler } from '../engine/compiler.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { asPart, runParts, type PartSource, type PartWorker } from './part-runner.ts';
import { PartResults } from './part-results.ts';
import { sharing, type PartSettings } from './part-settings.ts';
import { preparePart } from './prepare-part.ts';
import type { Processor } from './processor.ts';
import { useLatest } from './standard-strategies.ts';

/** Sends a copy of the message to each branch and joins the replies; the last one wins when there is no strategy. */
export function multicastTo(
  branches: readonly Processor[],
  exchange: Exchange,
  settings: PartSettings,
  compiler: Compiler,
  signal: AbortSignal,
  mark?: (part: Exchange, index: number) => void,
): void | Promise<void> {
  const own = settings.strategy?.forOriginal?.(exchange) ?? settings.strategy ?? useLatest;
  const strategy = settings.shareUnitOfWork ? sharing(own) : own;
  const results = new PartResults(exchange, strategy, settings.stopOnException, undefined);
  const parent = settings.shareUnitOfWork ? (exchange.unitOfWork as ExchangeUnitOfWork | undefined) : undefined;
  // A strategy may leave the message as it was, and its body to the steps that follow.
  const isReadAgain = branches.length > 1 || settings.strategy !== undefined;
  if (isReadAgain && compiler.streamCaching !== 'never') keepReadable(exchange);
  const base = exchange.copy();
  base.belongsTo(exchange);
  // Side by side, parts leave the transaction: it has one connection, and its end is one message's.
  if (settings.parallel > 1) base.unitOfWork = undefined;
  const make = (at: number) => {
    const part = base.copy();
    part.properties.set('CamelMulticastIndex', at);
    part.properties.set('CamelMulticastComplete', at === branches.length - 1);
    mark?.(part, at);
    return preparePart(part, settings.onPrepare, signal);
  };
  let index = 0;
  let prepared: (Exchange | Promise<Exchange>)[] | undefined;
  const source: PartSource = {
    next() {
      if (index >= branches.length) return undefined;
      if (settings.onPrepare === undefined) return make(index++);
      // As in Camel, all are prepared before the first is worked on.
      prepared ??= branches.map((_, at) => make(at));
      return prepared[index++];
    },
  };
  const worker: PartWorker = {
    process: (part, at, partSignal) => asPart(branches[at]!, compiler, parent)(part, partSignal),
  };
  const { parallel, streaming: unordered, timeoutMs } = settings;
  return runParts({ source, worker, results, parallel, unordered, timeoutMs }, compiler, signal);
}
