import { isDhis2Error, type Dhis2Error } from '../errors/dhis2-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { Clock } from '../http/clock.ts';
import { isWebMessage } from '../http/web-message.ts';
import { explainCode } from '../outcome/code-catalogue.ts';
import type { ImportOutcome, Rejection } from '../outcome/import-outcome.ts';
import type { TrackerApi } from '../tracker/tracker-api.ts';
import type { TrackerPayload } from '../tracker/tracker-models.ts';
import type { TrackerImportOptions } from '../tracker/tracker-options.ts';
import { ChunkRecord } from './chunk-record.ts';
import type { TrackerRow } from './plan-tracker-chunks.ts';
import type { ChunkEnd } from './run-chunks.ts';

/** What the delivery of a chunk of tracker objects works with. */
export interface TrackerChunkContext {
  readonly api: TrackerApi;
  readonly clock: Clock;
  readonly parameters: Omit<TrackerImportOptions, 'atomic' | 'rowOfUid'>;
  readonly call: CallOptions;
  readonly maxRequests: number;
  readonly settleIntervalMs: number;
  readonly onRequest: (ms: number, answered: boolean) => void;
}

/** A lost answer is sent again so many times before its items are left pending. */
const maxTries = 4;

/** What a second import says of objects that the first one, whose answer was lost, has dealt with. */
const doneBefore = {
  CREATE: new Set(['E1002', 'E1030', 'E1080', 'E4015']),
  DELETE: new Set(['E1032', 'E1063', 'E1081', 'E1082', 'E1113', 'E1114', 'E4016', 'E4017']),
};

export async function deliverTrackerChunk<Item>(
  rows: readonly TrackerRow<Item>[],
  sequence: number,
  context: TrackerChunkContext,
): Promise<ChunkEnd<Item>> {
  const delivery = new TrackerChunkDelivery<Item>(context);
  const started = context.clock.now();
  let fatal: Dhis2Error | undefined;
  try {
    await delivery.send(rows, 1);
    fatal = delivery.record.nothingAccepted();
  } catch (error) {
    if (!isDhis2Error(error)) throw error;
    fatal = error;
    delivery.record.leavePending(rows, error.code);
  }
  return { result: delivery.record.result(sequence, rows.length, context.clock.now() - started), fatal };
}

class TrackerChunkDelivery<Item> {
  readonly record: ChunkRecord<Item, TrackerRow<Item>>;
  readonly #context: TrackerChunkContext;

  constructor(context: TrackerChunkContext) {
    this.#context = context;
    this.record = new ChunkRecord(context.maxRequests);
  }

  async send(rows: readonly TrackerRow<Item>[], attempt: number): Promise<void> {
    if (rows.length === 0) return;
    if (this.record.isExhausted(rows)) return;
    const outcome = await this.#import(rows);
    if (outcome === 'too large') return this.#divide(rows, 'DHIS2_TOO_LARGE');
    if (outcome.status === 'ok') return this.record.accept(rows);
    if (outcome.status === 'unknown') return this.#settle(rows, outcome, attempt);
    return this.#sort(rows, outcome, attempt);
  }

  async #import(rows: readonly TrackerRow<Item>[]): Promise<ImportOutcome | 'too large'> {
    const { api, clock, parameters, call, onRequest } = this.#context;
    const started = clock.now();
    const first = this.record.request();
    try {
      const outcome = await api.import(together(rows), { ...parameters, ...call, atomic: false });
      if (first) onRequest(clock.now() - started, outcome.status !== 'unknown');
      this.record.answered(outcome);
      return outcome;
    } catch (error) {
      if (first) onRequest(clock.now() - started, false);
      if (isDhis2Error(error, 'DHIS2_TOO_LARGE')) return 'too large';
      throw error;
    }
  }

  /** Items with a refused object are rejected, the others accepted or, if nothing was stored, sent again. */
  async #sort(rows: readonly TrackerRow<Item>[], outcome: ImportOutcome, attempt: number): Promise<void> {
    const rowOfUid = new Map(rows.flatMap((row) => row.uids.map((uid) => [uid, row] as const)));
    const reasons = new Map<TrackerRow<Item>, Rejection[]>();
    const unnamed: Rejection[] = [];
    for (const rejection of outcome.rejected) {
      const row = rejection.object === undefined ? undefined : rowOfUid.get(rejection.object);
      if (row) reasons.set(row, [...(reasons.get(row) ?? []), rejection]);
      // A relationship that is there already is counted as ignored, without a name.
      else if (rejection.code !== 'IGNORED') unnamed.push(rejection);
    }
    const done = attempt > 1 ? this.#doneBefore : undefined;
    for (const [row, given] of reasons) {
      if (done && given.every(({ code }) => done.has(code))) this.record.accept([row]);
      else for (const reason of given) this.record.reject(row, reason);
    }
    const others = rows.filter((row) => !reasons.has(row));
    const stored = outcome.status === 'partial';
    if (unnamed.length === 0 && (stored || reasons.size === 0)) return this.record.accept(others);
    if (unnamed.length === 0) return this.send(others, attempt);
    if (others.length === 1) {
      for (const reason of unnamed) this.record.reject(others[0]!, reason);
      return;
    }
    // Something was refused that has no name: the others tell it apart one by one. What is stored already stays so.
    return this.#divide(others, outcome.message, stored ? 2 : 1);
  }

  get #doneBefore(): ReadonlySet<string> | undefined {
    const strategy = this.#context.parameters.importStrategy;
    return strategy === 'CREATE' || strategy === 'DELETE' ? doneBefore[strategy] : undefined;
  }

  async #divide(rows: readonly TrackerRow<Item>[], reason: string, attempt = 1): Promise<void> {
    if (rows.length <= 1) {
      for (const row of rows)
        this.record.reject(row, { code: 'SERVER_ERROR', message: reason, ...explainCode('SERVER_ERROR') });
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    await this.send(rows.slice(0, middle), attempt);
    await this.send(rows.slice(middle), attempt);
  }

  /**
   * The same objects once more: all have uids, and an import is one transaction, so it stores what is missing and changes
   * nothing else. While the lost one still runs, the two meet in the database and one of them is undone.
   */
  async #settle(rows: readonly TrackerRow<Item>[], outcome: ImportOutcome, attempt: number): Promise<void> {
    // An answer of DHIS2 itself says that the import has ended, and was undone.
    const ended = isWebMessage(outcome.raw);
    if (ended && attempt > 1) return this.#divide(rows, outcome.message);
    if (attempt >= maxTries) return this.record.leavePending(rows, 'the answer was lost');
    const { clock, settleIntervalMs, call } = this.#context;
    if (!ended) await clock.sleep(settleIntervalMs * 2 ** (attempt - 1), call.signal);
    return this.send(rows, attempt + 1);
  }
}

/** The objects of all rows, as one payload. */
function together(rows: readonly TrackerRow<unknown>[]): TrackerPayload {
  const all: Record<string, unknown[]> = {};
  for (const { payload } of rows) {
    for (const [key, objects] of Object.entries(payload) as [string, readonly unknown[]][]) {
      const list = (all[key] ??= []);
      for (const object of objects) list.push(object);
    }
  }
  return all as TrackerPayload;
}
