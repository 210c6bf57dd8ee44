import { LedgerState, type LedgerChange } from './ledger-state.ts';
import type { JsonValue, StateStore, StoreWrite } from './state-store.ts';

/** What stands in the list of sources. */
export interface LedgerSummary {
  readonly source: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly pending: number;
}

const namespace = 'row-ledger';
/** Changes that a source may have before they are folded into one entry. */
const foldAfter = 200;

/**
 * Accounts for every row that entered: accepted, rejected with code and reason, or pending (sent, and not answered yet).
 * Rows are kept as ranges, changes are appended: a chunk of 5,000 rows costs one record, whatever became of them.
 *
 * A source is a text of the caller's choosing that names the same input again after a restart (path, size and time of a
 * file, or a hash of it).
 *
 * @example
 * ```ts
 * import { memoryStateStore, RowLedger, RowRanges } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const ledger = await new RowLedger(state).open('inbox/2026-10.csv:1890412');
 * await ledger.record({ pending: RowRanges.of([1, 2, 3]) });                 // before sending
 * await ledger.record({ accepted: RowRanges.of([1, 3]), rejected: [{ code: 'E7641', reason: '…', rows: RowRanges.of([2]) }] });
 * ```
 */
export class RowLedger {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  /** The account of a source as it was left, empty for a new one. One process works on a source at a time. */
  async open(source: string): Promise<SourceLedger> {
    const entry = await this.#state.get(namespace, source);
    const stored = entry?.value as { through: number; state: JsonValue } | undefined;
    const state = stored ? LedgerState.from(stored.state) : new LedgerState();
    const records = await this.#state.read(logOf(source), { after: stored?.through ?? 0 });
    for (const { value } of records) state.applyStored(value);
    return new SourceLedger(
      this.#state,
      source,
      state,
      records.at(-1)?.sequence ?? stored?.through ?? 0,
      records.length,
    );
  }

  /** Sources by name. Exact for folded sources; others are opened to count. */
  async list(options: { after?: string; limit?: number } = {}): Promise<readonly LedgerSummary[]> {
    const entries = await this.#state.list(namespace, options);
    return Promise.all(
      entries.map(async ({ key }) => {
        const { accepted, rejected, pending } = (await this.open(key)).state;
        return { source: key, accepted: accepted.size, rejected: rejected.size, pending: pending.size };
      }),
    );
  }

  /** Forgets a source: its rows would be new ones. */
  async forget(source: string): Promise<void> {
    await this.#state.delete(namespace, source);
    await this.#state.trim(logOf(source), { through: Number.MAX_SAFE_INTEGER });
  }
}

/** The account of one source. */
export class SourceLedger {
  readonly source: string;
  readonly state: LedgerState;
  readonly #store: StateStore;
  #through: number;
  #unfolded: number;

  constructor(store: StateStore, source: string, state: LedgerState, through: number, unfolded: number) {
    this.#store = store;
    this.source = source;
    this.state = state;
    this.#through = through;
    this.#unfolded = unfolded;
  }

  /** Writes what became of rows; durable when the promise resolves. `alongside` is written in the same transaction. */
  async record(change: LedgerChange, alongside: readonly StoreWrite[] = []): Promise<void> {
    const value = LedgerState.toStored(change);
    if (alongside.length === 0 && this.#unfolded > 0) await this.#store.append(logOf(this.source), [value]);
    else {
      await this.#store.transaction([
        ...(this.#unfolded === 0 ? this.#listed() : []),
        { op: 'append', log: logOf(this.source), value },
        ...alongside,
      ]);
    }
    this.state.apply(change);
    this.#unfolded++;
    if (this.#unfolded >= foldAfter) await this.fold();
  }

  /** Folds all changes so far into one entry: call when the source is done with. */
  async fold(): Promise<void> {
    const last = (await this.#store.read(logOf(this.source), { newestFirst: true, limit: 1 }))[0];
    this.#through = Math.max(this.#through, last?.sequence ?? 0);
    await this.#store.transaction([this.#entry()]);
    // Between these two writes the records are there twice, which `through` tells.
    await this.#store.trim(logOf(this.source), { through: this.#through });
    this.#unfolded = 0;
  }

  /** The first change of a source makes it appear in the list. */
  #listed(): StoreWrite[] {
    return this.#through === 0 ? [this.#entry()] : [];
  }

  #entry(): StoreWrite {
    const value = { through: this.#through, state: this.state.toJSON() };
    return { op: 'put', namespace, key: this.source, value };
  }
}

function logOf(source: string): string {
  return `row-ledger/${source}`;
}
