import type { CodeCount, ImportCounts, Rejection } from '../outcome/import-outcome.ts';

/** A row on its way: where it came from, what it was, and the data value that it became. */
export interface DeliveryRow<Item> {
  readonly row: number;
  readonly item: Item;
}

/** A row that DHIS2 refused. Further reasons of the same row stand in `others`. */
export interface RejectedRow<Item> extends Rejection, DeliveryRow<Item> {
  readonly row: number;
  readonly others: readonly Rejection[];
}

/** A row whose fate is not known, or that was not sent: to be delivered again. Sending it twice does no harm. */
export interface PendingRow<Item> extends DeliveryRow<Item> {
  /** Why, as the code of a {@link Dhis2Error} or a word. */
  readonly reason: string;
}

/** What became of one chunk. Every row of it is accepted, rejected or pending. */
export interface DeliveredChunk<Item> {
  /** Counts chunks from 1. */
  readonly sequence: number;
  readonly rows: number;
  readonly accepted: readonly DeliveryRow<Item>[];
  readonly rejected: readonly RejectedRow<Item>[];
  readonly pending: readonly PendingRow<Item>[];
  /** Sum of the server's counts over the requests of the chunk. */
  readonly counts: ImportCounts;
  /** Requests that the chunk took: 1, or more when it had to be divided, settled or sent again. */
  readonly requests: number;
  /** Milliseconds from the first to the last. */
  readonly ms: number;
}

/** What became of one row. */
export type RowOutcome<Item> =
  | (DeliveryRow<Item> & { readonly status: 'accepted' })
  | (RejectedRow<Item> & { readonly status: 'rejected' })
  | (PendingRow<Item> & { readonly status: 'pending' });

/** The rows of a chunk, one by one. */
export function* rowOutcomes<Item>(chunk: DeliveredChunk<Item>): Generator<RowOutcome<Item>> {
  for (const row of chunk.accepted) yield { ...row, status: 'accepted' };
  for (const row of chunk.rejected) yield { ...row, status: 'rejected' };
  for (const row of chunk.pending) yield { ...row, status: 'pending' };
}

/** Adds chunks up, in constant memory. */
export class DeliverySummary {
  rows = 0;
  accepted = 0;
  rejected = 0;
  pending = 0;
  requests = 0;
  readonly #codes = new Map<string, CodeCount & { count: number; firstRow: number }>();

  add(chunk: DeliveredChunk<unknown>): void {
    this.rows += chunk.rows;
    this.accepted += chunk.accepted.length;
    this.rejected += chunk.rejected.length;
    this.pending += chunk.pending.length;
    this.requests += chunk.requests;
    for (const { code, reason, remedy, row } of chunk.rejected) {
      const entry = this.#codes.get(code);
      if (!entry) this.#codes.set(code, { code, count: 1, reason, remedy, firstRow: row });
      else {
        entry.count++;
        entry.firstRow = Math.min(entry.firstRow, row);
      }
    }
  }

  /** Codes of the rejected rows, most frequent first, with the first row of each. */
  get codes(): readonly (CodeCount & { readonly firstRow: number })[] {
    return [...this.#codes.values()].sort((a, b) => b.count - a.count);
  }
}
