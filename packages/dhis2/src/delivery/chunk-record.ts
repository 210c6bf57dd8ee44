import { Dhis2Error } from '../errors/dhis2-error.ts';
import { noCounts, type ImportCounts, type ImportOutcome, type Rejection } from '../outcome/import-outcome.ts';
import type { DeliveredChunk, DeliveryRow, PendingRow, RejectedRow } from './delivery-result.ts';

/** Keeps book of one chunk: what became of each row, and what it took. */
export class ChunkRecord<Item, Row extends DeliveryRow<Item>> {
  readonly #maxRequests: number;
  readonly #rejected = new Map<Row, Rejection[]>();
  readonly #pending: PendingRow<Item>[] = [];
  readonly #done = new Set<Row>();
  #accepted: readonly Row[] = [];
  #counts: ImportCounts = noCounts;
  #requests = 0;
  #exhausted = false;
  #lastMessage = '';

  constructor(maxRequests: number) {
    this.#maxRequests = maxRequests;
  }

  /** Counts a request; true for the first one. */
  request(): boolean {
    return ++this.#requests === 1;
  }

  answered({ counts, httpStatus, status }: ImportOutcome): void {
    const sum = this.#counts;
    this.#counts = {
      created: sum.created + counts.created,
      updated: sum.updated + counts.updated,
      deleted: sum.deleted + counts.deleted,
      ignored: sum.ignored + counts.ignored,
    };
    this.#lastMessage = `HTTP ${httpStatus ?? 'none'}, ${status}`;
  }

  isDone(row: Row): boolean {
    return this.#done.has(row);
  }

  accept(rows: readonly Row[]): void {
    // The usual way of a chunk: one request, nothing to sort and nothing to copy.
    if (this.#requests === 1 && this.#done.size === 0 && this.#accepted.length === 0) {
      this.#accepted = rows;
      return;
    }
    for (const row of this.#accepted) this.#done.add(row);
    const fresh = rows.filter((row) => !this.#done.has(row));
    for (const row of fresh) this.#done.add(row);
    this.#accepted = [...this.#accepted, ...fresh];
  }

  reject(row: Row, rejection: Rejection): void {
    this.#done.add(row);
    const reasons = this.#rejected.get(row);
    const reason = { ...rejection, row: row.row };
    if (reasons) reasons.push(reason);
    else this.#rejected.set(row, [reason]);
  }

  leavePending(rows: readonly Row[], reason: string): void {
    for (const row of this.#accepted) this.#done.add(row);
    for (const row of rows) {
      if (this.#done.has(row)) continue;
      this.#done.add(row);
      this.#pending.push({ row: row.row, item: row.item, reason });
    }
  }

  /** True when the chunk has had all its requests; `rows` are pending then. */
  isExhausted(rows: readonly Row[]): boolean {
    if (this.#requests < this.#maxRequests) return false;
    this.#exhausted = true;
    this.leavePending(rows, 'too many requests for one chunk');
    return true;
  }

  /** Dividing did not help: the server refuses everything, and would refuse the next chunk too. */
  nothingAccepted(): Dhis2Error | undefined {
    if (!this.#exhausted || this.#accepted.length > 0) return undefined;
    const [requests, reason] = [this.#requests, this.#lastMessage];
    return new Dhis2Error('DHIS2_NOTHING_ACCEPTED', { requests, reason });
  }

  result(sequence: number, rows: number, ms: number): DeliveredChunk<Item> {
    const rejected = [...this.#rejected].map(([{ row, item }, [first, ...others]]): RejectedRow<Item> => ({
      ...first!,
      row,
      item,
      others,
    }));
    rejected.sort((a, b) => a.row - b.row);
    const [accepted, pending] = [this.#accepted, this.#pending];
    return { sequence, rows, accepted, rejected, pending, counts: this.#counts, requests: this.#requests, ms };
  }
}
