import type { Compiler } from '../engine/compiler.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runParallel } from './parallel-parts.ts';
import type { PartResults } from './part-results.ts';
import type { Processor } from './processor.ts';

/** One part: a copy of the message and where it goes. */
export interface Part {
  readonly exchange: Exchange;
  readonly process: Processor;
}

/** Gives the parts one after the other; undefined at the end. */
export interface PartSource {
  next(): Part | undefined | Promise<Part | undefined>;
  /** Releases the source when the rest is not wanted. */
  close?(): void | Promise<void>;
}

export interface PartRun {
  readonly source: PartSource;
  readonly results: PartResults;
  /** Parts under way at a time; 1 is one after the other. */
  readonly parallel: number;
  /** Joins in the order of arrival instead of the order of the parts. */
  readonly unordered: boolean;
  /** 0 waits for ever. */
  readonly timeoutMs: number;
}

/** Runs all parts and ends the whole. Synchronous as long as no part waits. */
export function runParts(run: PartRun, compiler: Compiler, signal: AbortSignal): void | Promise<void> {
  if (run.parallel > 1 || run.timeoutMs > 0) return runParallel(run, compiler.clock, signal);
  return runInTurn(run, signal);
}

function runInTurn(run: PartRun, signal: AbortSignal): void | Promise<void> {
  const { source, results } = run;
  for (let index = 0; ; index++) {
    const part = source.next();
    if (part instanceof Promise) return runLater(run, signal, index, part, undefined);
    if (part === undefined) break;
    const waiting = part.process(part.exchange, signal);
    if (waiting !== undefined) return runLater(run, signal, index, part, waiting);
    const joining = results.add(part.exchange, index);
    if (joining !== undefined) return runLater(run, signal, index + 1, undefined, joining);
    if (results.stopped) return closeThenFinish(run);
  }
  results.finish();
}

async function runLater(
  run: PartRun,
  signal: AbortSignal,
  first: number,
  pending: Part | undefined | Promise<Part | undefined>,
  waiting: Promise<void> | undefined,
): Promise<void> {
  const { source, results } = run;
  let index = first;
  if (waiting && pending === undefined) await waiting;
  let part =
    pending instanceof Promise ? await pending : (pending ?? (results.stopped ? undefined : await source.next()));
  let inProgress = pending !== undefined && !(pending instanceof Promise) ? waiting : undefined;
  while (part !== undefined) {
    const working = inProgress ?? part.process(part.exchange, signal);
    inProgress = undefined;
    if (working !== undefined) await working;
    const joining = results.add(part.exchange, index++);
    if (joining !== undefined) await joining;
    if (results.stopped) break;
    const next = source.next();
    part = next instanceof Promise ? await next : next;
  }
  if (results.stopped) await source.close?.();
  results.finish();
}

function closeThenFinish(run: PartRun): void | Promise<void> {
  const closing = run.source.close?.();
  if (closing !== undefined) return closing.then(() => run.results.finish());
  run.results.finish();
}

/**
 * A processor that runs a part in a unit of work of its own, as a child of the message's when they share. Parts that run one
 * after the other hand the reading of the clock on by `base`: the end of one is the beginning of the next.
 */
export function asPart(
  process: Processor,
  compiler: Compiler,
  parent: ExchangeUnitOfWork | undefined,
  base?: Exchange,
): Processor {
  const { host, routeId } = compiler;
  const end = (exchange: Exchange, unit: ExchangeUnitOfWork): void | Promise<void> => {
    if (base !== undefined) base.readAt = exchange.readAt;
    return host.endUnitOfWork(exchange, unit);
  };
  return (exchange, signal) => {
    exchange.unitOfWork = undefined;
    const unit = host.beginUnitOfWork(exchange, parent, base?.readAt);
    if (parent?.original) unit.original = parent.original;
    unit.routes = [routeId];
    const waiting = process(exchange, signal);
    if (waiting !== undefined) return waiting.then(() => end(exchange, unit));
    return end(exchange, unit);
  };
}
