import type { DataValueSetsApi } from '../data-values/data-value-sets-api.ts';
import type { DataValueImportParameters } from '../data-values/import-options.ts';
import { isDhis2Error, type Dhis2Error } from '../errors/dhis2-error.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { Clock } from '../http/clock.ts';
import { isWebMessage } from '../http/web-message.ts';
import { explainCode } from '../outcome/code-catalogue.ts';
import type { ImportOutcome, Rejection } from '../outcome/import-outcome.ts';
import { ChunkRecord } from './chunk-record.ts';
import type { Chunk, PlannedRow } from './plan-chunks.ts';
import { storedRows } from './read-back.ts';
import type { ChunkEnd } from './run-chunks.ts';
import { suspects } from './suspects.ts';

/** What the delivery of a chunk works with. */
export interface ChunkContext {
  readonly api: DataValueSetsApi;
  readonly clock: Clock;
  readonly parameters: DataValueImportParameters;
  readonly call: CallOptions;
  readonly maxRequests: number;
  readonly onlyChanges: boolean;
  readonly settleIntervalMs: number;
  readonly settleDeadlineMs: number;
  /** Told after the request of the whole chunk. */
  readonly onRequest: (ms: number, answered: boolean) => void;
}

/** A lost answer is sent again so many times before its rows are left pending. */
const maxTries = 3;

/** Brings one chunk to its end: sends, reads what was refused, divides what failed as a whole, settles what was lost. */
export async function deliverChunk<Item>(
  chunk: Chunk<Item>,
  sequence: number,
  context: ChunkContext,
): Promise<ChunkEnd<Item>> {
  const delivery = new ChunkDelivery<Item>(context);
  delivery.rejectDuplicates(chunk.duplicates);
  const started = context.clock.now();
  let fatal: Dhis2Error | undefined;
  try {
    await delivery.send(context.onlyChanges ? await delivery.changes(chunk.rows) : chunk.rows, 1);
    fatal = delivery.record.nothingAccepted();
  } catch (error) {
    if (!isDhis2Error(error)) throw error;
    fatal = error;
    delivery.record.leavePending(chunk.rows, error.code);
  }
  const rows = chunk.rows.length + chunk.duplicates.length;
  return { result: delivery.record.result(sequence, rows, context.clock.now() - started), fatal };
}

class ChunkDelivery<Item> {
  readonly record: ChunkRecord<Item, PlannedRow<Item>>;
  readonly #context: ChunkContext;

  constructor(context: ChunkContext) {
    this.#context = context;
    this.record = new ChunkRecord(context.maxRequests);
  }

  rejectDuplicates(rows: readonly PlannedRow<Item>[]): void {
    const duplicate = { code: 'DUPLICATE', message: 'same key as an earlier row', ...explainCode('DUPLICATE') };
    for (const row of rows) this.record.reject(row, duplicate);
  }

  /** Rows that are not stored as they are; the others are accepted. */
  async changes(rows: readonly PlannedRow<Item>[]): Promise<readonly PlannedRow<Item>[]> {
    const { api, parameters, call } = this.#context;
    const stored = await storedRows(api, rows, parameters, call);
    if (stored.size === 0) return rows;
    this.record.accept(rows.filter((row) => stored.has(row)));
    return rows.filter((row) => !stored.has(row));
  }

  async send(rows: readonly PlannedRow<Item>[], attempt: number): Promise<void> {
    if (rows.length === 0) return;
    if (this.record.isExhausted(rows)) return;
    const outcome = await this.#import(rows);
    if (outcome === 'too large') return this.#divide(rows, 'DHIS2_TOO_LARGE');
    switch (outcome.status) {
      case 'ok':
        return this.record.accept(rows);
      case 'unknown':
        return this.#settle(rows, outcome, attempt);
      default:
        return this.#sort(rows, outcome);
    }
  }

  async #import(rows: readonly PlannedRow<Item>[]): Promise<ImportOutcome | 'too large'> {
    const { api, clock, parameters, call, onRequest } = this.#context;
    const started = clock.now();
    const first = this.record.request();
    try {
      const values = rows.map(({ value }) => value);
      const outcome = await api.import(values, { ...parameters, ...call, rowAt: (index) => rows[index]?.row });
      if (first) onRequest(clock.now() - started, outcome.status !== 'unknown');
      this.record.answered(outcome);
      return outcome;
    } catch (error) {
      if (first) onRequest(clock.now() - started, false);
      if (isDhis2Error(error, 'DHIS2_TOO_LARGE')) return 'too large';
      throw error;
    }
  }

  /** Some or all rows were refused: those named are rejected, the others accepted or sent again. */
  async #sort(rows: readonly PlannedRow<Item>[], outcome: ImportOutcome): Promise<void> {
    const whole = outcome.rejected.filter(({ index }) => index === undefined);
    const again: PlannedRow<Item>[] = [];
    const toDivide: (readonly PlannedRow<Item>[])[] = [];
    const refused = new Set<PlannedRow<Item>>();
    for (const group of conflictGroups(outcome.rejected)) {
      const named = group.flatMap(({ index }) => (rows[index!] ? [rows[index!]!] : []));
      const members = outcome.status === 'failed' ? withSameKey(group[0]!, named, rows) : named;
      for (const row of members) refused.add(row);
      const guilty = guiltyRows(group[0]!, members);
      if (guilty === undefined) toDivide.push(members);
      else {
        members.forEach((row, at) => {
          if (guilty.has(at)) this.record.reject(row, group[0]!);
          else again.push(row);
        });
      }
    }
    const others = rows.filter((row) => !refused.has(row));
    if (outcome.status === 'partial') this.record.accept(others);
    else if (refused.size > 0) again.push(...others);
    else if (whole.some(({ code }) => code !== 'NONE') || rows.length === 1) this.#rejectAll(rows, whole);
    else toDivide.push(others);
    const rest = again.filter((row) => !this.record.isDone(row));
    await this.send(rest, 1);
    for (const part of toDivide)
      await this.#divide(
        part.filter((row) => !this.record.isDone(row)),
        outcome.message,
      );
  }

  /** Two halves, each on its own, until the bad rows stand alone. */
  async #divide(rows: readonly PlannedRow<Item>[], reason: string): Promise<void> {
    if (rows.length <= 1) {
      for (const row of rows)
        this.record.reject(row, { code: 'SERVER_ERROR', message: reason, ...explainCode('SERVER_ERROR') });
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    await this.send(rows.slice(0, middle), 1);
    await this.send(rows.slice(middle), 1);
  }

  /** Reads back what a lost or unclear import stored, and sends the rest again. */
  async #settle(rows: readonly PlannedRow<Item>[], outcome: ImportOutcome, attempt: number): Promise<void> {
    // An answer of DHIS2 itself says that the import has ended; without one it may still be running.
    const ended = isWebMessage(outcome.raw);
    const stored = await this.#stored(rows, ended);
    this.record.accept(rows.filter((row) => stored.has(row)));
    const missing = rows.filter((row) => !stored.has(row));
    if (missing.length === 0) return;
    if (!ended && attempt >= maxTries) return this.record.leavePending(missing, 'the answer was lost');
    if (ended && (attempt > 1 || !isCollision(outcome))) return this.#divide(missing, outcome.message);
    return this.send(missing, attempt + 1);
  }

  async #stored(rows: readonly PlannedRow<Item>[], ended: boolean): Promise<ReadonlySet<PlannedRow<Item>>> {
    const { api, clock, parameters, call, settleIntervalMs, settleDeadlineMs } = this.#context;
    const deadline = clock.now() + settleDeadlineMs;
    let before = -1;
    for (;;) {
      if (!ended) await clock.sleep(settleIntervalMs, call.signal);
      const stored = await storedRows(api, rows, parameters, call);
      // All there, or nothing new since the last reading: the import is over.
      if (
        ended ||
        stored.size === rows.length ||
        (stored.size === before && stored.size > 0) ||
        clock.now() >= deadline
      )
        return stored;
      if (stored.size === before && clock.now() >= deadline - settleDeadlineMs + 3 * settleIntervalMs) return stored;
      before = stored.size;
    }
  }

  #rejectAll(rows: readonly PlannedRow<Item>[], reasons: readonly Rejection[]): void {
    for (const row of rows) for (const reason of reasons) this.record.reject(row, reason);
  }
}

/** Rejections that come from one conflict: the server gives one sentence with all its positions. */
function conflictGroups(rejected: readonly Rejection[]): readonly Rejection[][] {
  const groups = new Map<string, Rejection[]>();
  for (const rejection of rejected) {
    if (rejection.index === undefined) continue;
    const key = `${rejection.code}\n${rejection.message}`;
    const group = groups.get(key);
    if (group) group.push(rejection);
    else groups.set(key, [rejection]);
  }
  return [...groups.values()];
}

/** Positions within `members` that are at fault; undefined when that has to be found by dividing. */
function guiltyRows<Item>(conflict: Rejection, members: readonly PlannedRow<Item>[]): ReadonlySet<number> | undefined {
  const all = new Set(members.keys());
  // Up to 2.42 each position stands for its own fault, and a doubled key is the fault of all of them.
  if (members.length <= 1 || !conflict.code.startsWith('E8') || conflict.code === 'E8128' || isDecodeError(conflict))
    return all;
  const named = suspects(
    conflict.message,
    members.map(({ value }) => value),
  );
  return named.size > 0 ? named : undefined;
}

/**
 * 2.43 stops at the first key that it cannot decode and names one position; all rows with that key have the same fault, and
 * finding them one request at a time would take as many requests.
 */
function withSameKey<Item>(
  conflict: Rejection,
  named: readonly PlannedRow<Item>[],
  rows: readonly PlannedRow<Item>[],
): readonly PlannedRow<Item>[] {
  const key = isDecodeError(conflict) ? /`([^`]+)`$/.exec(conflict.message)?.[1] : undefined;
  const [first] = named;
  if (key === undefined || named.length !== 1 || !first) return named;
  const field = keyFields.find((name) => first.value[name] === key);
  return field === undefined ? named : rows.filter(({ value }) => value[field] === key);
}

const keyFields = ['dataElement', 'orgUnit', 'period', 'categoryOptionCombo', 'attributeOptionCombo'] as const;

function isDecodeError({ code }: Rejection): boolean {
  return /^E81[01]\d$/.test(code);
}

/** Imports that met in the database: the same rows, sent again, go through. */
function isCollision(outcome: ImportOutcome): boolean {
  return /flush|duplicate key|deadlock|could not serialize|rolled? ?back/i.test(outcome.message);
}
