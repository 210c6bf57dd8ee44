import type { Compiler } from '../engine/compiler.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { eventLoopTurn } from '../engine/event-loop-turn.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runParallel } from './parallel-parts.ts';
import type { PartResults } from './part-results.ts';
import type { Processor } from './processor.ts';

/** Gives the parts one after the other; undefined at the end. */
export interface PartSource {
  /** Where the part given last goes. */
  readonly process: Processor;
  next(): Exchange | undefined | Promise<Exchange | undefined>;
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
  if (run.source.close === undefined) return runInTurn(run, compiler.host.time, signal);
  return closedWhenBroken(run, compiler.host.time, signal);
}

/** What breaks the run off, a strategy that throws, leaves no open file behind. */
function closedWhenBroken(run: PartRun, time: ClockReading, signal: AbortSignal): void | Promise<void> {
  const broken = async (error: unknown): Promise<never> => {
    try {
      await run.source.close!();
    } catch {
      // What broke it off tells more.
    }
    throw error;
  };
  try {
    return runInTurn(run, time, signal)?.catch(broken);
  } catch (error) {
    return broken(error);
  }
}

/** Parts between two looks at the clock, and how long they may keep everybody else from their turn. */
const lookEvery = 1024;
const longestTurnMs = 100;

function runInTurn(run: PartRun, time: ClockReading, signal: AbortSignal): void | Promise<void> {
  const { source, results } = run;
  const begun = time.last;
  for (let index = 0; ; index++) {
    if (index % lookEvery === lookEvery - 1 && time.last - begun > longestTurnMs)
      return runLater(run, time, signal, index, undefined, eventLoopTurn());
    const part = source.next();
    if (part instanceof Promise) return runLater(run, time, signal, index, part, undefined);
    if (part === undefined) break;
    const waiting = source.process(part, signal);
    if (waiting !== undefined) return runLater(run, time, signal, index, part, waiting);
    const joining = results.add(part, index);
    if (joining !== undefined) return runLater(run, time, signal, index + 1, undefined, joining);
    if (results.stopped) return closeThenFinish(run);
  }
  results.finish();
}

async function runLater(
  run: PartRun,
  time: ClockReading,
  signal: AbortSignal,
  first: number,
  pending: Exchange | undefined | Promise<Exchange | undefined>,
  waiting: Promise<void> | undefined,
): Promise<void> {
  const { source, results } = run;
  let index = first;
  if (waiting && pending === undefined) await waiting;
  let part =
    pending instanceof Promise ? await pending : (pending ?? (results.stopped ? undefined : await source.next()));
  time.read();
  let begun = time.last;
  let inProgress = pending !== undefined && !(pending instanceof Promise) ? waiting : undefined;
  while (part !== undefined) {
    const working = inProgress ?? source.process(part, signal);
    inProgress = undefined;
    if (working !== undefined) {
      await working;
      time.read();
    }
    const joining = results.add(part, index++);
    if (joining !== undefined) await joining;
    if (results.stopped) break;
    if (index % lookEvery === 0 && time.last - begun > longestTurnMs) {
      await eventLoopTurn();
      begun = time.read();
    }
    const next = source.next();
    if (next instanceof Promise) {
      part = await next;
      time.read();
    } else part = next;
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
 * A processor that runs a part in a unit of work of its own, as a child of the message's when they share. It stays in the
 * transaction of the unit of work that its exchange came with: whoever runs parts side by side takes that away before.
 */
export function asPart(process: Processor, compiler: Compiler, parent: ExchangeUnitOfWork | undefined): Processor {
  const { host, routeId } = compiler;
  return (exchange, signal) => {
    const transaction = exchange.unitOfWork?.transaction;
    exchange.unitOfWork = undefined;
    const unit = host.beginUnitOfWork(exchange, parent);
    unit.transaction = transaction;
    if (parent?.original) unit.original = parent.original;
    unit.routes = [routeId];
    const waiting = process(exchange, signal);
    return waiting === undefined ? host.endUnitOfWork(exchange, unit) : endLater(waiting, exchange, unit, compiler);
  };
}

async function endLater(
  waiting: Promise<void>,
  exchange: Exchange,
  unit: ExchangeUnitOfWork,
  { host }: Compiler,
): Promise<void> {
  await waiting;
  const ending = host.endUnitOfWork(exchange, unit);
  if (ending !== undefined) await ending;
}
