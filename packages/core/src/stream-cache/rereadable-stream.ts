import { RouteError } from '../errors/route-error.ts';
import { batches, isBatchSource, regroup, type BatchSource } from '../exchange/batch-source.ts';
import { KeptStream } from './kept-stream.ts';
import { isRawStream } from './one-shot.ts';
import { SpillFile } from './spill-file.ts';
import { memoryLimit, mayBeStored, newBlock, readItems, weigh, writeItems, type Block } from './stored-items.ts';

/**
 * A stream that can be read any number of times, by several readers at a time. What the first reader takes is kept for the
 * others, up to 128 KB in memory and then in a temporary file; the source is read no faster than its fastest reader reads.
 */
export class RereadableStream extends KeptStream implements AsyncIterable<unknown> {
  /** Bytes or text, not items. */
  readonly raw: boolean;
  /** What is read, and must not be read by anybody else. */
  readonly origin: AsyncIterable<unknown>;
  readonly #source: AsyncIterator<readonly unknown[]>;
  readonly #blocks: Block[] = [];
  #weight = 0;
  #file: SpillFile | undefined;
  #pulling: Promise<boolean> | undefined;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: AsyncIterable<unknown>) {
    super();
    this.raw = isRawStream(source);
    this.origin = source;
    this.#source = isBatchSource(source) ? source[batches]()[Symbol.asyncIterator]() : single(source);
    // Only what came in batches says that it gives batches: for the rest items are all there is.
    if (isBatchSource(source)) {
      const own: BatchSource[typeof batches] = (size) =>
        size === undefined ? this.#read() : regroup(this.#read(), size);
      Object.defineProperty(this, batches, { value: own });
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for await (const items of this.#read()) yield* items;
  }

  protected override dispose(): void {
    this.#file?.close();
    if (this.#ended || !this.begun) return;
    void this.#source.return?.()?.catch(() => undefined);
  }

  async *#read(): AsyncGenerator<readonly unknown[]> {
    if (this.passing) {
      this.enter();
      return yield* { [Symbol.asyncIterator]: () => this.#source };
    }
    const closed = this.isGone && this.begun && (this.#file !== undefined || !this.#ended);
    if (closed) throw new RouteError('ROUTE_STREAM_GONE', {});
    this.enter();
    let complete = false;
    try {
      for (let index = 0; ; index++) {
        if (index >= this.#blocks.length && !(await this.#pull())) break;
        const block = this.#blocks[index]!;
        const items = block.items ?? (await this.#load(block));
        for (let from = 0; ;) {
          if (from < items.length) {
            const taken = items.slice(from);
            from = items.length;
            yield taken;
          } else if (index < this.#blocks.length - 1 || !(await this.#pull())) break;
        }
      }
      complete = true;
    } finally {
      this.leave(complete);
    }
  }

  /** Takes more from the source; false at its end. Readers that come to the end of what is kept wait for the same. */
  #pull(): Promise<boolean> {
    return (this.#pulling ??= this.#take().finally(() => {
      this.#pulling = undefined;
    }));
  }

  async #take(): Promise<boolean> {
    if (this.#failure) throw this.#failure.error;
    if (this.#ended) return false;
    try {
      const next = await this.#source.next();
      if (next.done) {
        this.#ended = true;
        return false;
      }
      await this.#keep(next.value);
      return true;
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  async #keep(items: readonly unknown[]): Promise<void> {
    if (this.#blocks.length === 0 || this.#weight >= memoryLimit) {
      await this.#spill(this.#blocks.at(-1));
      this.#blocks.push(newBlock());
      this.#weight = 0;
    }
    const open = this.#blocks.at(-1)!.items!;
    for (const item of items) {
      open.push(item);
      this.#weight += weigh(item) || 0;
    }
  }

  async #spill(block: Block | undefined): Promise<void> {
    if (!block?.items || !mayBeStored(block.items)) return;
    const { bytes, ends } = writeItems(block.items);
    this.#file ??= await SpillFile.open();
    block.at = await this.#file.append(bytes);
    block.length = bytes.length;
    block.ends = ends;
    block.items = undefined;
  }

  async #load({ at, length, ends }: Block): Promise<unknown[]> {
    return readItems({ bytes: await this.#file!.read(at, length), ends });
  }
}

async function* single(source: AsyncIterable<unknown>): AsyncGenerator<readonly unknown[]> {
  for await (const item of source) yield [item];
}
