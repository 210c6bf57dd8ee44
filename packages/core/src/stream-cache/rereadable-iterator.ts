import { RouteError } from '../errors/route-error.ts';
import { KeptStream } from './kept-stream.ts';
import { SpillFile } from './spill-file.ts';
import { memoryLimit, mayBeStored, newBlock, readItems, weigh, writeItems, type Block } from './stored-items.ts';

/**
 * An iterator (a generator's, a cursor's) whose items can be gone through any number of times without waiting. They are
 * kept as those of a stream, up to 128 KB in memory and then in a temporary file.
 */
export class RereadableIterator extends KeptStream implements IterableIterator<unknown> {
  readonly #source: Iterator<unknown>;
  readonly #blocks: Block[] = [];
  #weight = 0;
  #file: SpillFile | undefined;
  #ended = false;
  /** Of those who take it for the iterator itself. */
  #own: Iterator<unknown> | undefined;

  constructor(source: Iterator<unknown>) {
    super();
    this.#source = source;
  }

  next(): IteratorResult<unknown> {
    return (this.#own ??= this.#read()).next();
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.#read();
  }

  protected override dispose(): void {
    this.#file?.close();
    if (!this.#ended && this.begun) this.#source.return?.();
  }

  *#read(): Generator<unknown> {
    if (this.passing) {
      this.enter();
      return yield* { [Symbol.iterator]: () => this.#source };
    }
    const closed = this.isGone && this.begun && (this.#file !== undefined || !this.#ended);
    if (closed) throw new RouteError('ROUTE_STREAM_GONE', {});
    this.enter();
    let complete = false;
    try {
      for (let index = 0; index < this.#blocks.length || this.#take(); index++) {
        const block = this.#blocks[index]!;
        const items = block.items ?? this.#load(block);
        for (let at = 0; at < items.length || (index === this.#blocks.length - 1 && this.#take()); at++) {
          // The next item may have begun a new block.
          if (at >= items.length) break;
          yield items[at];
        }
      }
      complete = true;
    } finally {
      this.leave(complete);
    }
  }

  /** Takes one more item from the source; false at its end. */
  #take(): boolean {
    if (this.#ended) return false;
    const next = this.#source.next();
    if (next.done) {
      this.#ended = true;
      return false;
    }
    if (this.#blocks.length === 0 || this.#weight >= memoryLimit) {
      this.#spill(this.#blocks.at(-1));
      this.#blocks.push(newBlock());
      this.#weight = 0;
    }
    this.#blocks.at(-1)!.items!.push(next.value);
    this.#weight += weigh(next.value) || 0;
    return true;
  }

  #spill(block: Block | undefined): void {
    if (!block?.items || !mayBeStored(block.items)) return;
    const { bytes, ends } = writeItems(block.items);
    this.#file ??= SpillFile.openNow();
    block.at = this.#file.appendNow(bytes);
    block.length = bytes.length;
    block.ends = ends;
    block.items = undefined;
  }

  #load({ at, length, ends }: Block): unknown[] {
    return readItems({ bytes: this.#file!.readNow(at, length), ends });
  }
}
