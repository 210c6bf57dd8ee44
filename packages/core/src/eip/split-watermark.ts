import type { Compiler } from '../engine/compiler.ts';
import { mayContinue } from '../engine/pipeline.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import type { JsonValue } from '../state/state-store.ts';
import { WatermarkStore as StoredWatermarks } from '../state/watermark-store.ts';
import { placeInState } from './state-ref.ts';
import { allParts, isAsyncIterable, partsOfValue, type ValueParts } from './parts-of-value.ts';
import type { Processor } from './processor.ts';

/** Where a watermark is kept: the bean of `resumeStrategy`. */
export interface WatermarkStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void | Promise<void>;
}

type Run = (value: unknown, exchange: Exchange, signal: AbortSignal) => void | Promise<void>;

/**
 * `watermarkKey`: the split begins after the last part that an earlier, successful run worked on. The watermark is the
 * part's index, or the value of `watermarkExpression`, whose parts up to the last one are skipped.
 */
export async function watermarkOf(
  step: StepModel,
  compiler: Compiler,
): Promise<((expression: Expression, run: Run) => Processor) | undefined> {
  const { watermarkKey, watermarkExpression, delimiter, streaming } = step.options as {
    readonly watermarkKey?: string;
    readonly watermarkExpression?: string;
    readonly delimiter: string;
    readonly streaming: boolean;
  };
  if (watermarkKey === undefined) return undefined;
  const store = storeOf(step.options['resumeStrategy'], compiler);
  const valueOf =
    watermarkExpression === undefined
      ? undefined
      : await compiler.expression({ language: 'simple', expression: watermarkExpression });
  return (expression, run) => async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    const last = (await store.get(watermarkKey)) ?? undefined;
    if (last !== undefined) exchange.properties.set('CamelSplitWatermark', last);
    const markOf = async (item: unknown, index: number) => {
      if (valueOf === undefined) return index;
      const probe = exchange.copy();
      probe.body = item;
      return valueOf.evaluate(probe, signal);
    };
    const rest = new PartsAfter(partsOfValue(value, delimiter), last, markOf);
    const parts = rest.parts();
    const first = await parts.next();
    if (first.done) return;
    // Streams are gone through part by part, whatever their length; of lists the number of parts is known.
    const isLazy = isAsyncIterable(value) || streaming;
    await run(
      isLazy ? startingWith(first.value, parts) : await allParts(startingWith(first.value, parts)),
      exchange,
      signal,
    );
    // A failure that was handled may have ended it early: what was not worked on comes again.
    if (!mayContinue(exchange)) return;
    await store.set(watermarkKey, rest.mark);
    exchange.properties.set('CamelSplitWatermark', rest.mark);
  };
}

/** The parts behind the watermark; of these all, whatever their marks. */
class PartsAfter {
  /** That of the part given last. */
  mark: unknown = undefined;
  readonly #all: ValueParts;
  readonly #last: unknown;
  readonly #markOf: (item: unknown, index: number) => Promise<unknown>;

  constructor(all: ValueParts, last: unknown, markOf: (item: unknown, index: number) => Promise<unknown>) {
    this.#all = all;
    this.#last = last;
    this.#markOf = markOf;
  }

  async *parts(): AsyncGenerator<unknown> {
    let index = 0;
    let isBehind = this.#last === undefined;
    for await (const item of this.#all) {
      const mark = await this.#markOf(item, index++);
      isBehind ||= isAfter(mark, this.#last);
      if (!isBehind) continue;
      this.mark = mark;
      yield item;
    }
  }
}

async function* startingWith(first: unknown, rest: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function storeOf(ref: unknown, compiler: Compiler): WatermarkStore {
  const place = placeInState(ref, '', compiler);
  if (place === undefined) return compiler.bean<WatermarkStore>(ref, 'resumeStrategy of split');
  const marks = new StoredWatermarks(compiler.context.state);
  const prefix = place === '' ? '' : `${place}/`;
  return {
    get: (key) => marks.get(`${prefix}${key}`),
    set: (key, value) => marks.set(`${prefix}${key}`, value as JsonValue),
  };
}

function isAfter(mark: unknown, last: unknown): boolean {
  const [a, b] = [Number(mark), Number(last)];
  return Number.isNaN(a) || Number.isNaN(b) ? String(mark as string) > String(last as string) : a > b;
}
