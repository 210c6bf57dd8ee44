import { convertTo } from '../convert/convert.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';

/** By what a group is complete, as the property `CamelAggregatedCompletedBy` has it. */
export type CompletedBy = 'consumer' | 'predicate' | 'size' | 'timeout' | 'interval' | 'force' | 'strategy';

interface Rules {
  readonly predicate: Expression | undefined;
  readonly sizeExpression: Expression | undefined;
  readonly size: number | undefined;
  readonly fromBatchConsumer: boolean;
}

/** The rules that look at the messages of a group; time-outs are the aggregator's. */
export class CompletionRules {
  readonly #rules: Rules;
  /** Whether no other rule counts than the size. */
  readonly #onlySize: boolean;
  readonly #size: number;
  #batchCount = 0;

  constructor(rules: Rules) {
    const { predicate, sizeExpression, size, fromBatchConsumer } = rules;
    this.#rules = rules;
    this.#onlySize = predicate === undefined && sizeExpression === undefined && !fromBatchConsumer;
    this.#size = size !== undefined && size > 0 ? size : Number.POSITIVE_INFINITY;
  }

  /** Which rule completes the group, if any. A promise only when an expression waits. */
  check(
    exchange: Exchange,
    size: number,
    signal: AbortSignal,
  ): CompletedBy | undefined | Promise<CompletedBy | undefined> {
    if (this.#onlySize) return this.#bySize(size);
    if (this.#rules.fromBatchConsumer && this.#batchIsDone(exchange)) return 'consumer';
    const { predicate, sizeExpression } = this.#rules;
    const holds = predicate?.test(exchange, signal) ?? false;
    if (holds === true) return 'predicate';
    if (holds === false && sizeExpression === undefined) return this.#bySize(size);
    return this.#checkLater(holds, exchange, size, signal);
  }

  async #checkLater(
    holds: boolean | Promise<boolean>,
    exchange: Exchange,
    size: number,
    signal: AbortSignal,
  ): Promise<CompletedBy | undefined> {
    if (await holds) return 'predicate';
    const { sizeExpression } = this.#rules;
    if (sizeExpression === undefined) return this.#bySize(size);
    const wanted = await sizeExpression.evaluate(exchange, signal);
    const most = wanted === null || wanted === undefined ? 0 : Number(convertTo(wanted, 'java.lang.Integer'));
    if (most > 0) return size >= most ? 'size' : undefined;
    return this.#bySize(size);
  }

  #bySize(size: number): CompletedBy | undefined {
    return size >= this.#size ? 'size' : undefined;
  }

  #batchIsDone(exchange: Exchange): boolean {
    this.#batchCount++;
    const size = Number(exchange.property('CamelBatchSize') ?? 0);
    if (!(size > 0 && this.#batchCount >= size)) return false;
    this.#batchCount = 0;
    return true;
  }
}
