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
  try {
    await Promise.race([pump(run, joiner, abort.signal, () => timedOut), late.promise]);
  } finally {
    cancel?.();
    outer.removeEventListener('abort', forward);
  }
  if (timedOut) joiner.giveUpMissing(run.timeoutMs);
  else if (run.results.stopped) abort.abort(new RouteError('ROUTE_TIMED_OUT', { what: 'A part', timeoutMs: 0 }));
  joiner.close();
  if (timedOut || run.results.stopped) await run.source.close?.();
  run.results.finish();
}

async function pump(run: PartRun, joiner: OrderedJoiner, signal: AbortSignal, ended: () => boolean): Promise<void> {
  const active = new Set<Promise<void>>();
  let index = 0;
  while (!run.results.stopped && !ended()) {
    const part = await run.source.next();
    if (part === undefined) break;
    const at = index++;
    joiner.expect(index);
    const working = Promise.resolve(run.source.process(part, signal))
      .then(() => joiner.arrived(at, part))
      .catch((error: unknown) => run.results.fail(error))
      .finally(() => active.delete(working));
    active.add(working);
    if (active.size >= run.parallel) await Promise.race(active);
  }
  while (active.size > 0 && !run.results.stopped && !ended()) await Promise.race(active);
}

/** Hands parts to the results one at a time, in order unless the run says otherwise. */
class OrderedJoiner {
  readonly #run: PartRun;
  readonly #waiting = new Map<number, Exchange>();
  #next = 0;
  #expected = 0;
  #closed = false;
  #queue: Promise<void> = Promise.resolve();

  constructor(run: PartRun) {
    this.#run = run;
  }

  expect(count: number): void {
    this.#expected = count;
  }

  arrived(index: number, exchange: Exchange): Promise<void> {
    this.#waiting.set(index, exchange);
    this.#queue = this.#queue.then(() => this.#join());
    return this.#queue;
  }

  close(): void {
    this.#closed = true;
  }

  /** After the time-out: joins what has arrived behind gaps, and tells the strategy of the gaps. */
  giveUpMissing(timeoutMs: number): void {
    const { results } = this.#run;
    for (let index = this.#next; index < this.#expected; index++) {
      const exchange = this.#waiting.get(index);
      if (exchange === undefined) results.timeout(index, this.#expected, timeoutMs);
      else void results.add(exchange, index);
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
