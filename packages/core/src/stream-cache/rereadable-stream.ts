import { RouteError } from '../errors/route-error.ts';
import { batches, isBatchSource, regroup, type BatchSource } from '../exchange/batch-source.ts';
import { isRawStream } from './one-shot.ts';
import { SpillFile } from './spill-file.ts';
import { readItems, weigh, writeItems } from './stored-items.ts';

/** Bytes that are kept in memory before they go to the file. */
export const memoryLimit = 131_072;

/** Items that were read together. Only the last block grows; one that is in the file has no items here. */
interface Block {
  items: unknown[] | undefined;
  at: number;
  length: number;
  ends: readonly number[] | undefined;
}

/**
 * A stream that can be read any number of times, by several readers at a time. What the first reader takes is kept for the
 * others, up to 128 KB in memory and then in a temporary file; the source is read no faster than its fastest reader reads.
 */
export class RereadableStream implements AsyncIterable<unknown> {
  readonly rereadable = true;
  /** Bytes or text, not items. */
  readonly raw: boolean;
  readonly #source: AsyncIterator<readonly unknown[]>;
  readonly #blocks: Block[] = [];
  #weight = 0;
  #file: SpillFile | undefined;
  #pulling: Promise<boolean> | undefined;
  #begun = false;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;
  #readers = 0;
  #holders = 0;
  #release: 'held' | 'when idle' | 'when read' | 'done' = 'held';

  constructor(source: AsyncIterable<unknown>) {
    this.raw = isRawStream(source);
    this.#source = isBatchSource(source) ? source[batches]()[Symbol.asyncIterator]() : single(source);
    // Only what came in batches says that it gives batches: for the rest items are all there is.
    if (isBatchSource(source)) {
      const own: BatchSource[typeof batches] = (size) =>
        size === undefined ? this.#read() : regroup(this.#read(), size);
      Object.defineProperty(this, batches, { value: own });
    }
  }

  /** Whether anything of it was read. */
  get begun(): boolean {
    return this.#begun;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for await (const items of this.#read()) yield* items;
  }

  /** Somebody else may read it. */
  hold(): void {
    this.#holders++;
  }

  /**
   * One who held it is done. After the last one the file goes: at once, or when it was read to its end if the message that
   * leaves the route may still be read.
   */
  letGo(mayBeRead: boolean): void {
    if (--this.#holders > 0 || this.#release === 'done') return;
    this.#release = mayBeRead ? 'when read' : 'when idle';
    if (!mayBeRead && this.#readers === 0) this.#dispose();
  }

  async *#read(): AsyncGenerator<readonly unknown[]> {
    const closed = this.#release === 'done' && this.#begun && (this.#file !== undefined || !this.#ended);
    if (closed) throw new RouteError('ROUTE_STREAM_GONE', {});
    this.#begun = true;
    this.#readers++;
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
      this.#readers--;
      const over = this.#release === 'when idle' || (this.#release === 'when read' && complete);
      if (over && this.#readers === 0) this.#dispose();
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
      this.#blocks.push({ items: [], at: 0, length: 0, ends: undefined });
      this.#weight = 0;
    }
    const open = this.#blocks.at(-1)!.items!;
    for (const item of items) {
      open.push(item);
      this.#weight += weigh(item) || 0;
    }
  }

  /** What holds live objects stays in memory: a file would not give them back. */
  async #spill(block: Block | undefined): Promise<void> {
    if (!block?.items || block.items.some((item) => Number.isNaN(weigh(item)))) return;
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

  #dispose(): void {
    this.#release = 'done';
    this.#file?.close();
    if (this.#ended || !this.#begun) return;
    void this.#source.return?.()?.catch(() => undefined);
  }
}

async function* single(source: AsyncIterable<unknown>): AsyncGenerator<readonly unknown[]> {
  for await (const item of source) yield [item];
}
