import { deliverDataValueChunks, explainCode, type DeliveredChunk } from '@dhow/dhis2';
import { batches, batchesOf, type BatchSource } from '@dhow/core/component';
import { RowLedger, RowRanges, type LedgerChange, type RejectedRows, type SourceLedger } from '@dhow/core/state';
import { deliveryItem, valueKey, type DeliveryItem, type RefusedItem, type SetFields } from './delivery-item.ts';
import { ReportBuilder, type DeliveryReport } from './delivery-report.ts';
import type { DeliverySettings } from './delivery-settings.ts';
import { DuplicateIndex } from './duplicate-index.ts';
import type { RowRejection } from './row-rejection.ts';
import { RowTally } from './row-tally.ts';

/** Items of a body. */
export type DeliveryBody = AsyncIterable<unknown> | Iterable<unknown>;

/**
 * The delivery of one source: all bodies that come from it, one after another. Accounts for every row in the ledger, so
 * that a run that broke off goes on where it was: settled rows are not sent again, pending ones are, which does no harm.
 */
export class DeliverySession {
  readonly #settings: DeliverySettings;
  readonly #ledger: SourceLedger | undefined;
  readonly #duplicates = new DuplicateIndex();
  readonly #total = new ReportBuilder();
  /** Rejections when there is no ledger to keep them. */
  readonly #rejected = new Map<string, RejectedRows>();
  #ordinal = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(settings: DeliverySettings, ledger: SourceLedger | undefined) {
    this.#settings = settings;
    this.#ledger = ledger;
  }

  /** `key` names the source again after a restart; without one there is no ledger. */
  static async open(settings: DeliverySettings, key: string | undefined): Promise<DeliverySession> {
    const ledger = key === undefined ? undefined : await new RowLedger(settings.context.state).open(key);
    return new DeliverySession(settings, ledger);
  }

  /** What became of all bodies so far. */
  report(): DeliveryReport {
    return this.#total.report();
  }

  /** The rejected rows of the source, by reason, those of earlier runs included. */
  get rejected(): readonly RejectedRows[] {
    return this.#ledger ? this.#ledger.state.reasons : [...this.#rejected.values()];
  }

  /** Makes the account compact; for the end. */
  async close(): Promise<void> {
    await this.#ledger?.fold();
  }

  /** Delivers a body. Imports of one source never run side by side: bodies wait for each other. */
  deliver(body: DeliveryBody, shared: SetFields | undefined, signal: AbortSignal): Promise<DeliveryReport> {
    const delivery = this.#turn.catch(() => undefined).then(() => this.#deliver(body, shared, signal));
    this.#turn = delivery;
    return delivery;
  }

  async #deliver(body: DeliveryBody, shared: SetFields | undefined, signal: AbortSignal): Promise<DeliveryReport> {
    const part = new BodyDelivery(this.#ledger, this.#duplicates, this.#settings);
    try {
      const source = part.items(body, shared, () => ++this.#ordinal);
      const { client, parameters, chunkSize, chunkBytes, concurrency, maxRequests, timeoutMs } = this.#settings;
      const chunks = deliverDataValueChunks(client(), source, {
        ...parameters,
        dataValueOf: ({ value }: DeliveryItem) => value,
        rowOf: ({ row }: DeliveryItem) => row,
        chunkSize,
        chunkBytes,
        concurrency,
        maxRequests,
        duplicates: 'later',
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        signal,
      });
      for await (const chunk of chunks) part.take(chunk);
    } finally {
      await part.finish();
      this.#add(part);
    }
    return part.report.report();
  }

  #add(part: BodyDelivery): void {
    this.#total.accepted += part.report.accepted;
    this.#total.pending += part.report.pending;
    this.#total.settledBefore += part.report.settledBefore;
    for (const { row, rejection } of part.ends) {
      this.#total.reject(row, { remedy: undefined, ...rejection });
      if (!this.#ledger) addReason(this.#rejected, row, rejection);
    }
  }
}

/** One body's way: which items go, and what became of them. */
class BodyDelivery {
  readonly report = new ReportBuilder();
  /** Rejected rows, for the session's own account. */
  readonly ends: { readonly row: number; readonly rejection: RowRejection }[] = [];
  readonly #ledger: SourceLedger | undefined;
  readonly #duplicates: DuplicateIndex;
  readonly #settings: DeliverySettings;
  readonly #tally = new RowTally((row, rejection) => this.#end(row, rejection));
  #accepted = new RowRanges();
  #rejected = new Map<string, RejectedRows>();
  readonly #open = new RowRanges();
  readonly #before = new RowRanges();
  #earlierReasons: readonly RejectedRows[] | undefined;

  constructor(ledger: SourceLedger | undefined, duplicates: DuplicateIndex, settings: DeliverySettings) {
    this.#ledger = ledger;
    this.#duplicates = duplicates;
    this.#settings = settings;
  }

  /** The items to send. Before a batch goes out, the ledger knows its rows as pending and what was settled till then. */
  items(body: DeliveryBody, shared: SetFields | undefined, ordinal: () => number): BatchSource<DeliveryItem> {
    const read = () => this.#items(body, shared, ordinal);
    return {
      [batches]: read,
      async *[Symbol.asyncIterator]() {
        for await (const items of read()) yield* items;
      },
    };
  }

  async *#items(
    body: DeliveryBody,
    shared: SetFields | undefined,
    ordinal: () => number,
  ): AsyncGenerator<readonly DeliveryItem[]> {
    for await (const batch of batchesOf(body, this.#settings.chunkSize)) {
      const admitted = batch.flatMap((mapped) => this.#admit(deliveryItem(mapped, ordinal(), shared)) ?? []);
      const items: DeliveryItem[] = [];
      const pending = new RowRanges();
      // All values of a row are known before one of them is through.
      for (const { row } of admitted) this.#tally.entered(row);
      for (const item of admitted) {
        if ('rejection' in item) this.#tally.through(item.row, item.rejection);
        else {
          items.push(item);
          pending.add(item.row);
        }
      }
      this.#open.addAll(pending);
      await this.#record(pending);
      if (items.length > 0) yield items;
    }
  }

  /** What is to be done with an item: nothing when an earlier run settled it, refusal when it is twice in the source. */
  #admit(item: DeliveryItem | RefusedItem): DeliveryItem | RefusedItem | undefined {
    const rejection = 'rejection' in item ? undefined : this.#duplicate(item);
    if (this.#ledger?.state.isSettled(item.row)) {
      this.#settledBefore(item.row);
      return undefined;
    }
    return rejection ? { row: item.row, rejection } : item;
  }

  #duplicate(item: DeliveryItem): RowRejection | undefined {
    if (this.#settings.duplicates !== 'reject') return undefined;
    const first = this.#duplicates.add(valueKey(item.value), item.row);
    if (first === undefined) return undefined;
    const { remedy } = explainCode('DUPLICATE');
    return { code: 'DUPLICATE', reason: `rows ${first} and ${item.row} are the same but for the value`, remedy };
  }

  /** Counts a row of an earlier run once, however many values it has. */
  #settledBefore(row: number): void {
    if (this.#before.has(row)) return;
    this.#before.add(row);
    this.report.settledBefore++;
    const { state } = this.#ledger!;
    if (state.accepted.has(row)) {
      this.report.accepted++;
      return;
    }
    this.#earlierReasons ??= state.reasons;
    const known = this.#earlierReasons.find(({ rows }) => rows.has(row));
    if (known) this.#reject(row, known);
  }

  take(chunk: DeliveredChunk<DeliveryItem>): void {
    for (const { row } of chunk.accepted) this.#tally.through(row);
    for (const { row, code, reason, remedy } of chunk.rejected) this.#tally.through(row, { code, reason, remedy });
  }

  async finish(): Promise<void> {
    this.#tally.close();
    this.report.pending = this.#open.size;
    await this.#record(new RowRanges());
  }

  #end(row: number, rejection: RowRejection | undefined): void {
    this.#open.delete(row);
    if (!rejection) {
      this.report.accepted++;
      this.#accepted.add(row);
      return;
    }
    this.#reject(row, rejection);
    addReason(this.#rejected, row, rejection);
  }

  #reject(row: number, rejection: RowRejection): void {
    this.report.reject(row, { remedy: undefined, ...rejection });
    this.ends.push({ row, rejection });
  }

  async #record(pending: RowRanges): Promise<void> {
    const change: LedgerChange = { pending, accepted: this.#accepted, rejected: [...this.#rejected.values()] };
    this.#accepted = new RowRanges();
    this.#rejected = new Map();
    if (!this.#ledger || (change.pending!.size === 0 && change.accepted!.size === 0 && change.rejected!.length === 0))
      return;
    await this.#ledger.record(change);
  }
}

function addReason(reasons: Map<string, RejectedRows>, row: number, { code, reason, remedy }: RowRejection): void {
  const key = `${code}\n${reason}`;
  let entry = reasons.get(key);
  if (!entry) reasons.set(key, (entry = { code, reason, remedy, rows: new RowRanges() }));
  entry.rows.add(row);
}
