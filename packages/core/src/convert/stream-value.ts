/** Bodies that are read bit by bit: Java's InputStream and Reader. */

/** Text to be read once: Java's Reader. */
export class TextReader {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    yield await Promise.resolve(this.text);
  }
}

export function isTextReader(value: unknown): value is TextReader {
  return value instanceof TextReader;
}

/** Anything that can be read by `for await` and is no text or array: a file's bytes, a web stream. */
export function isByteStream(value: unknown): value is AsyncIterable<Uint8Array | string> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && !isTextReader(value);
}

/** A stream kept whole in memory, which may be read any number of times without waiting. */
export class CachedStream {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(this.bytes);
  }
}

/** Reads a stream to its end. */
export async function readBytes(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const encoder = new TextEncoder();
