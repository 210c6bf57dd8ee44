import type { Compiler } from '../engine/compiler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import type { StepModel } from '../model/route-model.ts';
import { allParts, partsOfValue } from './parts-of-value.ts';
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
  const { watermarkKey, watermarkExpression, delimiter } = step.options as {
    readonly watermarkKey?: string;
    readonly watermarkExpression?: string;
    readonly delimiter: string;
  };
  if (watermarkKey === undefined) return undefined;
  const store = compiler.bean<WatermarkStore>(step.options['resumeStrategy'], 'resumeStrategy of split');
  const valueOf =
    watermarkExpression === undefined
      ? undefined
      : await compiler.expression({ language: 'simple', expression: watermarkExpression });
  return (expression, run) => async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    const last = await store.get(watermarkKey);
    const items = await allParts(partsOfValue(value, delimiter));
    const marks: unknown[] = [];
    for (const [index, item] of items.entries()) {
      if (valueOf === undefined) marks.push(index);
      else {
        const probe = exchange.copy();
        probe.body = item;
        marks.push(await valueOf.evaluate(probe, signal));
      }
    }
    const first = last === undefined || last === null ? 0 : marks.findIndex((mark) => isAfter(mark, last));
    if (last !== undefined && last !== null) exchange.properties.set('CamelSplitWatermark', last);
    if (first < 0 || items.length === 0) return;
    await run(items.slice(first), exchange, signal);
    if (exchange.exception !== undefined) return;
    const mark = marks.at(-1);
    await store.set(watermarkKey, mark);
    exchange.properties.set('CamelSplitWatermark', mark);
  };
}

function isAfter(mark: unknown, last: unknown): boolean {
  const [a, b] = [Number(mark), Number(last)];
  return Number.isNaN(a) || Number.isNaN(b) ? String(mark as string) > String(last as string) : a > b;
}
