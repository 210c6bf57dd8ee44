import { EventEmitter } from 'node:events';
import { Duplex, PassThrough, Readable, Stream, Transform, Writable } from 'node:stream';
import { arrayBuffer, blob, json, text } from 'node:stream/consumers';
import { ReadableStream } from 'node:stream/web';
import { isPlatformStream, type OneShot } from './one-shot.ts';
import type { RereadableStream } from './rereadable-stream.ts';

/**
 * A stream of the platform in the place of one that others may read too: of the same kind, with the methods of its kind, but
 * reading what is kept. Nothing is read before somebody reads it.
 */
export function standInFor(kept: RereadableStream): OneShot {
  const { origin } = kept;
  return isNodeStream(origin) ? nodeStream(kept, origin) : webStream(kept, origin as unknown as ReadableStream);
}

/** Whether it keeps a Node.js or web stream. */
export function keepsPlatformStream({ origin }: RereadableStream): boolean {
  return isPlatformStream(origin);
}

const isNodeStream = (stream: object): stream is Readable => typeof (stream as Readable).pipe === 'function';

function nodeStream(kept: RereadableStream, origin: Readable): OneShot {
  const read = () => ownBytes(kept, (bytes) => Buffer.from(bytes));
  const stream = Readable.from(read(), { objectMode: origin.readableObjectMode });
  if (origin.readableEncoding !== null) stream.setEncoding(origin.readableEncoding);
  Object.assign(stream, consumersLike(origin, stream));
  addOthers(stream, origin);
  return againAndAgain(stream, read);
}

/** Who goes through it once more in the same step begins anew. */
function againAndAgain<S extends Readable | ReadableStream>(stream: S, read: () => AsyncGenerator<unknown>): S {
  const first = stream[Symbol.asyncIterator] as () => AsyncIterableIterator<unknown>;
  const value = () => (Readable.isDisturbed(stream as Readable) ? read() : first.call(stream));
  return Object.defineProperty(stream, Symbol.asyncIterator, { value, configurable: true });
}

const classesOfNode = new Set<object>([EventEmitter, Stream, Readable, Writable, Duplex, Transform, PassThrough]);

/** What the class of the stream has beside (the status of a response, the path of a file) is that of the stream itself. */
function addOthers(stream: Readable, origin: Readable): void {
  for (
    let holder: object = origin;
    holder !== Object.prototype && !classesOfNode.has(holder.constructor);
    holder = Object.getPrototypeOf(holder) as object
  ) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (name in stream || name.startsWith('_') || name in Duplex.prototype || name === 'allowHalfOpen') continue;
      const get = () => {
        const value = origin[name as keyof Readable] as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(origin) : value;
      };
      Object.defineProperty(stream, name, { get, enumerable: false, configurable: true });
    }
  }
}

/** A reader may do with bytes what it likes: web streams even hand their memory on, which buffers of a pool cannot. */
async function* ownBytes(kept: RereadableStream, copy: (bytes: Uint8Array) => Uint8Array): AsyncGenerator<unknown> {
  for await (const item of kept) yield item instanceof Uint8Array ? copy(item) : item;
}

/** Bodies of HTTP responses can be read as a whole by one call. */
function consumersLike(origin: object, stream: Readable): Readonly<Record<string, unknown>> {
  const consumers: Readonly<Record<string, () => unknown>> = {
    text: () => text(stream),
    json: () => json(stream),
    blob: () => blob(stream),
    arrayBuffer: () => arrayBuffer(stream),
    bytes: async () => new Uint8Array(await arrayBuffer(stream)),
  };
  return Object.fromEntries(Object.entries(consumers).filter(([name]) => name in origin));
}

function webStream(kept: RereadableStream, origin: ReadableStream): OneShot {
  const read = () => ownBytes(kept, (bytes) => new Uint8Array(bytes));
  const items = read();
  const source = {
    async pull(controller: {
      enqueue(item: never): void;
      close(): void;
      byobRequest?: { respond(n: 0): void } | null;
    }) {
      const { done, value } = await items.next();
      if (done !== true) return controller.enqueue(value as never);
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel: async () => void (await items.return?.(undefined)),
  };
  const stream = isOfBytes(origin)
    ? new ReadableStream({ ...source, type: 'bytes' }, { highWaterMark: 0 })
    : new ReadableStream(source, { highWaterMark: 0 });
  return againAndAgain(stream as ReadableStream, read) as unknown as OneShot;
}

/** Only streams of bytes have readers that bring a buffer of their own. */
function isOfBytes(stream: ReadableStream): boolean {
  if (stream.locked) return false;
  try {
    stream.getReader({ mode: 'byob' }).releaseLock();
    return true;
  } catch {
    return false;
  }
}
