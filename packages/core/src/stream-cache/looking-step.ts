import type { Processor } from '../eip/processor.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { StepModel } from '../model/route-model.ts';
import { peek } from './keep-readable.ts';
import { isStreamed } from './one-shot.ts';
import { keepsPlatformStream, standInFor } from './platform-stream.ts';
import { RereadableStream } from './rereadable-stream.ts';

/**
 * A step written by the user (`process`, `bean`) that may look into the body, which the steps after it find as it was. The
 * last step of a message's way may use it up. A Node.js or web stream comes as one, with the methods of its kind.
 */
export function lookingStep(look: Processor, step: StepModel, compiler: Compiler): Processor {
  if (compiler.streamCaching === 'never') return look;
  const isLast = compiler.endsRoute(step);
  return (exchange, signal) => {
    const { body } = exchange;
    if (!isStreamed(body)) return look(exchange, signal);
    if (isLast && !hasCaller(exchange) && !(body instanceof RereadableStream)) return look(exchange, signal);
    return peekAtKept(exchange, signal, look);
  };
}

function peekAtKept(exchange: Exchange, signal: AbortSignal, look: Processor): void | Promise<void> {
  return peek<void>(exchange, () => lookAtKept(exchange, signal, look));
}

/** Of streams of the platform the step gets one like it, which reads what is kept. */
function lookAtKept(exchange: Exchange, signal: AbortSignal, look: Processor): void | Promise<void> {
  const kept = exchange.body;
  if (!(kept instanceof RereadableStream) || !keepsPlatformStream(kept)) return look(exchange, signal);
  const standIn = standInFor(kept);
  exchange.body = standIn;
  const restore = () => {
    if (exchange.body === standIn) exchange.body = kept;
  };
  let looking: void | Promise<void>;
  try {
    looking = look(exchange, signal);
  } catch (error) {
    restore();
    throw error;
  }
  if (looking === undefined) return restore();
  return looking.finally(restore);
}

const hasCaller = ({ pattern, unitOfWork }: Exchange) => pattern === 'InOut' || (unitOfWork?.routes.length ?? 0) > 1;
