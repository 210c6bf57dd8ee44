import { batches, regroup } from '@dhow/core/component';
import type { Row, RowStream } from './data-source.ts';

/** What a database gives its rows by. */
export interface RowFeed {
  readonly columns: readonly string[];
  /** The next rows; an empty list at the end. */
  read(): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Rows of a feed one by one or in pieces. The feed is closed at the end, on a failure, and when the reader leaves early. */
export class RowReader implements RowStream {
  readonly columns: readonly string[];
  readonly #feed: RowFeed;
  #closing: Promise<void> | undefined;

  constructor(feed: RowFeed) {
    this.columns = feed.columns;
    this.#feed = feed;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#feed.close());
  }

  [batches](size?: number): AsyncIterable<readonly Row[]> {
    return size === undefined ? this.#pieces() : regroup(this.#pieces(), size);
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Row> {
    for await (const piece of this.#pieces()) yield* piece;
  }

  async *#pieces(): AsyncGenerator<readonly Row[]> {
    try {
      while (this.#closing === undefined) {
        const rows = await this.#feed.read();
        if (rows.length === 0) return;
        yield rows;
      }
    } finally {
      await this.close();
    }
  }
}
