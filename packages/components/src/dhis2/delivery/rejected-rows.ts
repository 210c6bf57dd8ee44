import { join } from 'node:path';
import { DeadLetterStore, RowRanges, type NewDeadLetter, type RejectedRows, type StoredRange } from '@dhow/core/state';
import type { StoreWrite } from '@dhow/core/component';
import type { RowSource } from '../../row-source.ts';
import type { DeliverySettings } from './delivery-settings.ts';
import { rowText, writeRejects, type RejectedLine } from './rejects-file.ts';

/** The rejected rows of a source, by reason. */
export type RejectedByReason = readonly RejectedRows[];

export interface RejectedOf {
  readonly source: RowSource;
  readonly routeId: string;
  readonly exchangeId: string;
}

const marks = 'dhis2-dead-letters';
/** Rows whose originals are held at a time. */
const pageOfRows = 20_000;

/**
 * Puts down what was rejected: each row as a dead letter, once, and all of them in the rejects file. Made from the ledger
 * and the source alone, so it can be done again after a crash.
 */
export async function putDownRejected(
  rejected: RejectedByReason,
  of: RejectedOf,
  settings: DeliverySettings,
): Promise<string | undefined> {
  const rows = sortedRows(rejected);
  if (rows.length === 0) return undefined;
  const pages = withOriginals(rows, of, settings);
  if (settings.rejects === undefined) {
    for await (const page of pages) void page;
    return undefined;
  }
  const name = of.source.name.replaceAll('\\', '/').split('/').filter(Boolean).at(-1) ?? 'rejects';
  const path = join(settings.rejects, name.endsWith('.csv') ? name : `${name}.csv`);
  await writeRejects(path, of.source.columns(), pages);
  return path;
}

/** The rejected rows with what they were in the source, page by page; each page's dead letters are kept on the way. */
async function* withOriginals(
  rows: readonly Rejected[],
  of: RejectedOf,
  settings: DeliverySettings,
): AsyncGenerator<readonly RejectedLine[]> {
  const letters = settings.deadLetters ? await LetterKeeper.open(of, settings) : undefined;
  for (let at = 0; at < rows.length; at += pageOfRows) {
    const page = rows.slice(at, at + pageOfRows);
    const found = await of.source.originals(new Set(page.map(({ row }) => row)));
    const lines = page.map((line) => ({ ...line, values: found.get(line.row) }));
    await letters?.keep(lines);
    yield lines;
  }
}

type Rejected = Omit<RejectedLine, 'values'>;

function sortedRows(rejected: RejectedByReason): Rejected[] {
  const all: Rejected[] = [];
  for (const { code, reason, remedy, rows } of rejected)
    for (const row of rows) all.push({ row, code, reason, remedy });
  return all.sort((a, b) => a.row - b.row);
}

/** Keeps a dead letter for each row, once: which rows have theirs is written with the letters, as one atom. */
class LetterKeeper {
  readonly #of: RejectedOf;
  readonly #settings: DeliverySettings;
  readonly #store: DeadLetterStore;
  readonly #mark: string;
  readonly #kept: RowRanges;

  private constructor(of: RejectedOf, settings: DeliverySettings, mark: string, kept: RowRanges) {
    this.#of = of;
    this.#settings = settings;
    this.#store = new DeadLetterStore(settings.context.state, settings.context.clock);
    this.#mark = mark;
    this.#kept = kept;
  }

  static async open(of: RejectedOf, settings: DeliverySettings): Promise<LetterKeeper> {
    const mark = `${of.source.key ?? of.exchangeId} ${of.routeId} ${settings.connection}`;
    const stored = (await settings.context.state.get(marks, mark))?.value as readonly StoredRange[] | undefined;
    return new LetterKeeper(of, settings, mark, RowRanges.from(stored ?? []));
  }

  async keep(lines: readonly RejectedLine[]): Promise<void> {
    const due = lines.filter(({ row }) => !this.#kept.has(row));
    if (due.length === 0) return;
    const { writes } = this.#store.prepare(due.map((line) => letterOf(line, this.#of, this.#settings)));
    for (const { row } of due) this.#kept.add(row);
    const marked: StoreWrite = { op: 'put', namespace: marks, key: this.#mark, value: this.#kept.toJSON() };
    await this.#settings.context.state.transaction([...writes, marked]);
  }
}

function letterOf(line: RejectedLine, of: RejectedOf, settings: DeliverySettings): NewDeadLetter {
  const { row, code, reason, remedy, values } = line;
  return {
    routeId: of.routeId,
    endpoint: settings.endpoint,
    exchangeId: of.exchangeId,
    code,
    reason,
    remedy,
    source: { name: of.source.name, row },
    replayTo: settings.replayTo,
    payloadPolicy: settings.payloadPolicy,
    body: values === undefined ? null : rowText(of.source.columns(), values),
  };
}
