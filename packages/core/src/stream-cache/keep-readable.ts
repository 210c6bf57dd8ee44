import type { Exchange } from '../exchange/exchange.ts';
import type { Completion } from '../exchange/unit-of-work.ts';
import { isOneShot } from './one-shot.ts';
import { RereadableStream } from './rereadable-stream.ts';

/** One cache for each stream, whoever comes upon it: the original message has the same body as the message. */
const caches = new WeakMap<object, RereadableStream>();

/**
 * Makes a body that can be read once readable again, until the message's unit of work is done. Costs nothing before it is
 * read. For steps after which, or beside which, somebody else may read the body.
 */
export function keepReadable(exchange: Exchange): void {
  const { body } = exchange;
  if (!isOneShot(body)) return;
  let cache = caches.get(body);
  if (!cache) caches.set(body, (cache = new RereadableStream(body)));
  exchange.body = cache;
  exchange.unitOfWork?.addCompletion(holdOf(cache));
}

/** Lets a copy that goes its own way read the body after the first message is done. */
export function holdForCopy(copy: Exchange): void {
  if (!(copy.body instanceof RereadableStream)) return;
  copy.completions = [...(copy.completions ?? []), holdOf(copy.body)];
}

/** Runs what may look into the body without meaning to use it up. A body that nobody looked into stays as it was. */
export function peek<T>(exchange: Exchange, look: () => T | Promise<T>): T | Promise<T> {
  const { body } = exchange;
  if (!isOneShot(body)) return look();
  const cache = caches.get(body) ?? new RereadableStream(body);
  exchange.body = cache;
  const settle = () => {
    if (exchange.body !== cache) return;
    exchange.body = body;
    if (!cache.begun) return;
    caches.set(body, cache);
    keepReadable(exchange);
  };
  let looking: T | Promise<T>;
  try {
    looking = look();
  } catch (error) {
    settle();
    throw error;
  }
  if (looking instanceof Promise) return looking.finally(settle);
  settle();
  return looking;
}

function holdOf(cache: RereadableStream): Completion {
  cache.hold();
  const letGo = ({ body }: Exchange) =>
    cache.letGo(typeof body === 'object' && body !== null && Symbol.asyncIterator in body);
  return { onComplete: letGo, onFailure: letGo };
}
