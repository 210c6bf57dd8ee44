import { thrown } from '../errors/thrown.ts';
import { mayContinue } from '../engine/pipeline.ts';
import { RouteError } from '../errors/route-error.ts';
import { copyResults } from '../exchange/copy-results.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { AggregationStrategy } from './aggregation-strategy.ts';
import type { FailureLimit } from './failure-limit.ts';

/** Joins the parts of a split or multicast as they are done, and ends the whole. */
export class PartResults {
  readonly original: Exchange;
  readonly strategy: AggregationStrategy;
  readonly #stopOnException: boolean;
  readonly #limit: FailureLimit | undefined;
  #result: Exchange | undefined = undefined;
  #stopped = false;
  #broken = false;

  constructor(
    original: Exchange,
    strategy: AggregationStrategy,
    stopOnException: boolean,
    limit: FailureLimit | undefined,
  ) {
    this.original = original;
    this.strategy = strategy;
    this.#stopOnException = stopOnException;
    this.#limit = limit;
  }

  get result(): Exchange | undefined {
    return this.#result;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Takes a part that is done. After it, {@link stopped} says whether the rest is not wanted any more. */
  add(part: Exchange, index: number): void | Promise<void> {
    if (this.#limit) {
      if (this.#limit.exceeded(part.exception, index)) return this.#stopAt(part, index);
      // Below the limit a part that failed is only counted.
      part.exception = undefined;
    }
    if (this.#stopOnException && !mayContinue(part)) return this.#stopAt(part, index);
    const joined = this.strategy.aggregate(this.#result, part, this.original);
    if (joined === this.#result) return;
    if (joined instanceof Promise) return this.#joinLater(joined);
    this.#result = joined ?? undefined;
  }

  /** The strategy failed: that is a failure of the step, and what was joined so far is given up. */
  fail(error: unknown): void {
    this.original.exception = thrown(error);
    this.#stopped = true;
    this.#broken = true;
  }

  timeout(index: number, total: number, timeoutMs: number): void {
    this.strategy.timeout?.(this.#result, index, total, timeoutMs);
  }

  /** Ends the whole: the result becomes the message, a failure of a part that of the whole. */
  finish(): void {
    if (this.#broken) return;
    const { original } = this;
    const result = this.#result;
    this.strategy.onCompletion?.(result, original);
    const exhausted =
      this.#stopped || (result !== undefined && (result.exception !== undefined || result.redeliveryExhausted));
    const failed = original.exception !== undefined || result?.exception !== undefined;
    if (result !== undefined) {
      if (failed && this.#stopOnException) original.exception = result.exception;
      else copyResults(original, result);
    }
    // The parts were redelivered by themselves: the step around must not do it again.
    if (failed) original.redeliveryExhausted = exhausted;
  }

  async #joinLater(joining: Promise<Exchange | null | undefined>): Promise<void> {
    this.#result = (await joining) ?? undefined;
  }

  #stopAt(part: Exchange, index: number): void {
    this.#stopped = true;
    if (part.exception !== undefined) {
      part.exception = new RouteError(
        'ROUTE_MULTICAST_PART_FAILED',
        { index, exchange: String(part) },
        { cause: part.exception },
      );
    }
    this.#result = part;
  }
}
