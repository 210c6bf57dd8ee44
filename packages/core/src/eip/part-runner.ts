import type { Compiler } from '../engine/compiler.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runParallel } from './parallel-parts.ts';
import { PartLoop } from './part-loop.ts';
import type { PartResults } from './part-results.ts';
import type { Processor } from './processor.ts';

/** Gives the parts one after the other; undefined at the end. */
export interface PartSource {
  /** Number of the parts, where it is known. */
  readonly size?: number | undefined;
  next(): Exchange | undefined | Promise<Exchange | undefined>;
  /** Releases the source when the rest is not wanted. */
  close?(): void | Promise<void>;
}

/** Works on a part. */
export interface PartWorker {
  process(part: Exchange, index: number, signal: AbortSignal): void | Promise<void>;
}

export interface PartRun {
  readonly source: PartSource;
  readonly worker: PartWorker;
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
  const loop = new PartLoop(run, compiler.host.time, signal);
  return run.source.close === undefined ? runInTurn(loop) : closedWhenBroken(run.source, loop);
}

/** What breaks the run off, a strategy that throws, leaves no open file behind. */
function closedWhenBroken(source: PartSource, loop: PartLoop): void | Promise<void> {
  const broken = async (error: unknown): Promise<never> => {
    try {
      await source.close!();
    } catch {
      // What broke it off tells more.
    }
    throw error;
  };
  try {
    return runInTurn(loop)?.catch(broken);
  } catch (error) {
    return broken(error);
  }
}

function runInTurn(loop: PartLoop): void | Promise<void> {
  const waiting = loop.start();
  return waiting === undefined ? loop.end() : runLater(loop, waiting);
}

async function runLater(loop: PartLoop, first: Promise<unknown>): Promise<void> {
  let waiting: Promise<unknown> | undefined = first;
  while (waiting !== undefined) waiting = loop.goOn(await waiting);
  await loop.end();
}

/**
 * A processor that runs a part in a unit of work of its own, as a child of the message's when they share. It stays in the
 * transaction of the unit of work that its exchange came with: whoever runs parts side by side takes that away before.
 */
export function asPart(process: Processor, compiler: Compiler, parent: ExchangeUnitOfWork | undefined): Processor {
  const { host, routeId } = compiler;
  const routes = [routeId];
  return (exchange, signal) => {
    const transaction = exchange.unitOfWork?.transaction;
    exchange.unitOfWork = undefined;
    const unit = host.beginUnitOfWork(exchange, parent);
    unit.transaction = transaction;
    if (parent?.original) unit.original = parent.original;
    unit.routes = routes;
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
