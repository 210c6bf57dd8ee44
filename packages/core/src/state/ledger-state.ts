import { RowRanges, type StoredRange } from './row-ranges.ts';
import type { JsonValue } from './state-store.ts';

/** Why rows were rejected. `reason` and `remedy` name no values of persons. */
export interface RejectedRows {
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string | undefined;
  readonly rows: RowRanges;
}

/** What became of rows. A row that is named here leaves what it was before. */
export interface LedgerChange {
  readonly pending?: RowRanges;
  readonly accepted?: RowRanges;
  readonly rejected?: readonly RejectedRows[];
}

interface StoredRejection {
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string;
  readonly rows: readonly StoredRange[];
}

interface StoredState {
  readonly pending?: readonly StoredRange[];
  readonly accepted?: readonly StoredRange[];
  readonly rejected?: readonly StoredRejection[];
}

/** Where each row of a source stands. */
export class LedgerState {
  readonly pending: RowRanges = new RowRanges();
  readonly accepted: RowRanges = new RowRanges();
  readonly rejected: RowRanges = new RowRanges();
  readonly #reasons = new Map<string, RejectedRows>();

  static from(stored: JsonValue): LedgerState {
    const state = new LedgerState();
    state.applyStored(stored);
    return state;
  }

  static toStored(change: LedgerChange): JsonValue {
    const stored: Record<string, JsonValue> = {};
    if (change.pending?.size) stored['pending'] = change.pending.toJSON();
    if (change.accepted?.size) stored['accepted'] = change.accepted.toJSON();
    if (change.rejected?.length) stored['rejected'] = change.rejected.map(storedRejection);
    return stored;
  }

  /** Rejections by code and reason, most rows first. */
  get reasons(): readonly RejectedRows[] {
    return [...this.#reasons.values()].sort((a, b) => b.rows.size - a.rows.size);
  }

  /** Rows that are accounted for, pending ones included. */
  get size(): number {
    return this.pending.size + this.accepted.size + this.rejected.size;
  }

  /** True when nothing more is to be done for the row. */
  isSettled(row: number): boolean {
    return this.accepted.has(row) || this.rejected.has(row);
  }

  apply(change: LedgerChange): void {
    if (change.pending) this.#move(change.pending, this.pending);
    if (change.accepted) this.#move(change.accepted, this.accepted);
    for (const { code, reason, remedy, rows } of change.rejected ?? []) {
      this.#move(rows, this.rejected);
      const key = JSON.stringify([code, reason]);
      let known = this.#reasons.get(key);
      if (!known) this.#reasons.set(key, (known = { code, reason, remedy, rows: new RowRanges() }));
      known.rows.addAll(rows);
    }
  }

  applyStored(stored: JsonValue): void {
    const { pending, accepted, rejected } = stored as StoredState;
    this.apply({
      ...(pending && { pending: RowRanges.from(pending) }),
      ...(accepted && { accepted: RowRanges.from(accepted) }),
      ...(rejected && { rejected: rejected.map((one) => ({ ...one, rows: RowRanges.from(one.rows) })) }),
    });
  }

  toJSON(): JsonValue {
    return LedgerState.toStored({ pending: this.pending, accepted: this.accepted, rejected: this.reasons });
  }

  #move(rows: RowRanges, target: RowRanges): void {
    for (const set of [this.pending, this.accepted, this.rejected]) if (set !== target) set.deleteAll(rows);
    // A row that is rejected again for another reason, or accepted now, leaves its old reason.
    for (const [key, { rows: rejected }] of this.#reasons) {
      rejected.deleteAll(rows);
      if (rejected.size === 0) this.#reasons.delete(key);
    }
    target.addAll(rows);
  }
}

function storedRejection({ code, reason, remedy, rows }: RejectedRows): JsonValue {
  return { code, reason, ...(remedy !== undefined && { remedy }), rows: rows.toJSON() };
}
