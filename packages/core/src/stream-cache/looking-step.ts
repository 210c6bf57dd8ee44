import type { Processor } from '../eip/processor.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { StepModel } from '../model/route-model.ts';
import { peek } from './keep-readable.ts';
import { isPlatformStream, isStreamed } from './one-shot.ts';

/**
 * A step written by the user (`process`, `bean`) that may look into the body, which the steps after it find as it was. The
 * last step of a message's way may use it up, and streams of the platform stay what they are, for their own methods.
 */
export function lookingStep(look: Processor, step: StepModel, compiler: Compiler): Processor {
  if (compiler.streamCaching === 'never') return look;
  const isLast = compiler.endsRoute(step);
  return (exchange, signal) => {
    const { body } = exchange;
    if (!isStreamed(body) || isPlatformStream(body)) return look(exchange, signal);
    if (isLast && !hasCaller(exchange)) return look(exchange, signal);
    return peek<void>(exchange, () => look(exchange, signal));
  };
}

const hasCaller = ({ pattern, unitOfWork }: Exchange) => pattern === 'InOut' || (unitOfWork?.routes.length ?? 0) > 1;
