import type { Exchange } from '../exchange/exchange.ts';
import type { Completion } from '../exchange/unit-of-work.ts';
import { KeptStream } from './kept-stream.ts';
import { isOneShot, isStreamed, type OneShot } from './one-shot.ts';
import { RereadableIterator } from './rereadable-iterator.ts';
import { RereadableStream } from './rereadable-stream.ts';

/** One cache for each stream, whoever comes upon it: the original message has the same body as the message. */
const caches = new WeakMap<object, KeptStream>();

/**
 * Makes a body that can be read once readable again, until the message's unit of work is done. Costs nothing before it is
 * read. For steps after which, or beside which, somebody else may read the body.
 */
export function keepReadable(exchange: Exchange): void {
  const { body } = exchange;
  if (!isOneShot(body)) return;
  const cache = caches.get(body) ?? newCache(body);
  caches.set(body, cache);
  exchange.body = cache;
  holdFor(exchange, cache);
}

/** Lets a copy that goes its own way read the body after the first message is done. */
export function holdForCopy(copy: Exchange): void {
  if (!(copy.body instanceof KeptStream)) return;
  copy.completions = [...(copy.completions ?? []), holdOf(copy.body)];
}

/** A copy that was to go its own way does not: nobody reads its body. */
export function dropHolds(copy: Exchange): void {
  const { completions } = copy;
  if (completions === undefined) return;
  copy.body = null;
  copy.completions = undefined;
  for (const completion of completions) void completion.onComplete?.(copy);
}

/**
 * Runs what may look into the body without meaning to use it up. A body that nobody looked into stays as it was, and what
 * was made of it to be read later reads it as if nothing had stood between.
 */
export function peek<T>(exchange: Exchange, look: () => T | Promise<T>): T | Promise<T> {
  const { body } = exchange;
  if (!isOneShot(body)) {
    holdAgain(exchange);
    return look();
  }
  const known = caches.get(body);
  const cache = known ?? newCache(body);
  exchange.body = cache;
  const settle = (value?: unknown) => {
    // A value that is the body itself is a second place from which it is read.
    const isKept = cache.begun || value === cache;
    const isReplaced = exchange.body !== cache;
    if (isKept) {
      caches.set(body, cache);
      holdFor(exchange, cache);
    } else {
      if (known === undefined) cache.passOn();
      if (!isReplaced) exchange.body = body;
    }
  };
  let looking: T | Promise<T>;
  try {
    looking = look();
  } catch (error) {
    settle();
    throw error;
  }
  if (!(looking instanceof Promise)) {
    settle(looking);
    return looking;
  }
  return looking.then(
    (value: T) => {
      settle(value);
      return value;
    },
    (error: unknown) => {
      settle();
      throw error;
    },
  );
}

/** A cache whose first message is done (it went into a group) is held for the message that looks into it now. */
function holdAgain(exchange: Exchange): void {
  const { body } = exchange;
  if (body instanceof KeptStream && !body.isHeld && !body.passing) holdFor(exchange, body);
}

function newCache(body: OneShot): KeptStream {
  return Symbol.asyncIterator in body ? new RereadableStream(body) : new RereadableIterator(body);
}

function holdFor({ unitOfWork }: Exchange, cache: KeptStream): void {
  unitOfWork?.addCompletion(holdOf(cache));
}

function holdOf(cache: KeptStream): Completion {
  cache.hold();
  const letGo = ({ body }: Exchange) => cache.letGo(isStreamed(body));
  return { onComplete: letGo, onFailure: letGo };
}
