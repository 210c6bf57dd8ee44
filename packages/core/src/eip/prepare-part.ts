import type { Exchange } from '../exchange/exchange.ts';
import { contain } from '../engine/pipeline.ts';
import type { Processor } from './processor.ts';

/** Prepares a part by `onPrepare`. What that throws is a failure of the part, for the error handler around its steps. */
export function preparePart(
  part: Exchange,
  onPrepare: Processor | undefined,
  signal: AbortSignal,
): Exchange | Promise<Exchange> {
  const preparing = onPrepare && contain(onPrepare)(part, signal);
  return preparing === undefined ? part : preparing.then(() => part);
}
