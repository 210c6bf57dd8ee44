import type { Clock } from '../clock/clock.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { PartRun } from './part-runner.ts';

/** Runs up to `parallel` parts at a time; joins them in their order, or as they arrive. */
export async function runParallel(run: PartRun, clock: Clock, outer: AbortSignal): Promise<void> {
  const abort = new AbortController();
  const forward = () => abort.abort(outer.reason);
  outer.addEventListener('abort', forward, { once: true });
  if (outer.aborted) forward();
  let timedOut = false;
  const late = Promise.withResolvers<void>();
  const cancel =
    run.timeoutMs > 0
      ? clock.schedule(run.timeoutMs, () => {
          timedOut = true;
          abort.abort(new RouteError('ROUTE_TIMED_OUT', { what: 'A part', timeoutMs: run.timeoutMs }));
          late.resolve();
        })
      : undefined;
  const joiner = new OrderedJoiner(run);
  const stopped = Promise.withResolvers<void>();
  let pumping = true;
  const pumped = pump(run, joiner, abort.signal, { ended: () => timedOut, stopped: stopped.resolve });
  try {
    await Promise.race([pumped.finally(() => (pumping = false)), late.promise, stopped.promise]);
    if (timedOut) await joiner.giveUpMissing(run.timeoutMs);
    else if (run.results.stopped) abort.abort(new RouteError('ROUTE_TIMED_OUT', { what: 'A part', timeoutMs: 0 }));
  } catch (error) {
    // The source failed: what is under way belongs to a message that has failed.
    abort.abort(error);
    throw error;
  } finally {
    cancel?.();
    outer.removeEventListener('abort', forward);
    joiner.close();
  }
  if (timedOut || run.results.stopped) {
    const closing = Promise.resolve(run.source.close?.());
    // A source that is read just now closes when it answers, which may be never.
    if (pumping) closing.catch(() => undefined);
    else await closing;
  }
  run.results.finish();
}

interface PumpHost {
  ended(): boolean;
  stopped(): void;
}

async function pump(run: PartRun, joiner: OrderedJoiner, signal: AbortSignal, host: PumpHost): Promise<void> {
  const active = new Set<Promise<void>>();
  const isOver = () => run.results.stopped || host.ended();
  let index = 0;
  while (!isOver()) {
    const part = await run.source.next();
    if (part === undefined || isOver()) break;
    const at = index++;
    joiner.expect(at);
    const working = Promise.resolve(run.worker.process(part, at, signal))
      .then(() => joiner.arrived(at, part))
      .catch((error: unknown) => run.results.fail(error))
      .finally(() => {
        active.delete(working);
        if (run.results.stopped) host.stopped();
      });
    active.add(working);
    if (active.size >= run.parallel) await Promise.race(active);
  }
  while (active.size > 0 && !isOver()) await Promise.race(active);
}

/** Hands parts to the results one at a time, in order unless the run says otherwise. */
class OrderedJoiner {
  readonly #run: PartRun;
  readonly #waiting = new Map<number, Exchange>();
  #next = 0;
  /** Parts that were begun and have not arrived. */
  readonly #underWay = new Set<number>();
  #expected = 0;
  #closed = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(run: PartRun) {
    this.#run = run;
  }

  expect(index: number): void {
    this.#underWay.add(index);
    this.#expected = index + 1;
  }

  arrived(index: number, exchange: Exchange): Promise<void> {
    this.#underWay.delete(index);
    this.#waiting.set(index, exchange);
    this.#queue = this.#queue.then(() => this.#join());
    return this.#queue;
  }

  close(): void {
    this.#closed = true;
  }

  /** After the time-out: joins what has arrived behind gaps, and tells the strategy of the gaps. */
  async giveUpMissing(timeoutMs: number): Promise<void> {
    const { results } = this.#run;
    this.#closed = true;
    await this.#queue;
    const left = [...this.#waiting.keys(), ...this.#underWay].toSorted((a, b) => a - b);
    for (const index of left) {
      const exchange = this.#waiting.get(index);
      if (exchange === undefined) results.timeout(index, this.#expected, timeoutMs);
      else await results.add(exchange, index);
    }
    this.#waiting.clear();
  }

  async #join(): Promise<void> {
    const { results, unordered } = this.#run;
    if (unordered) {
      for (const [index, exchange] of this.#waiting) {
        this.#waiting.delete(index);
        if (this.#closed || results.stopped) return;
        await results.add(exchange, index);
      }
      return;
    }
    for (let exchange = this.#waiting.get(this.#next); exchange; exchange = this.#waiting.get(this.#next)) {
      if (this.#closed || results.stopped) return;
      this.#waiting.delete(this.#next);
      await results.add(exchange, this.#next++);
    }
  }
}
