import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ComponentError } from '../../component-error.ts';

/** A rejected row as it is written down. */
export interface RejectedLine {
  readonly row: number;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string | undefined;
  /** The row as it stood in the source, by column; undefined when the source could be read only once. */
  readonly values: readonly (string | null)[] | undefined;
}

const ownColumns = ['row', 'code', 'reason', 'remedy'];

/**
 * Writes the rejected rows of a source as CSV: its own columns, so that the corrected file can go the same way again, and
 * behind them the row's number, the code, the reason and what to do. The name appears only when the file is whole.
 */
export async function writeRejects(
  path: string,
  columns: readonly string[],
  pages: AsyncIterable<readonly RejectedLine[]>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.dhow-partial`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(record([...columns, ...ownColumns]));
      for await (const page of pages) await file.writeFile(page.map((line) => lineText(columns, line)).join(''));
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new ComponentError('DHIS2_REJECTS_NOT_WRITTEN', { file: path, reason: (error as Error).message }, error);
  }
}

function lineText(columns: readonly string[], { row, code, reason, remedy, values }: RejectedLine): string {
  return record([...columns.map((_, index) => values?.[index] ?? ''), String(row), code, reason, remedy ?? '']);
}

/** A row as a file of its own: what a route that reads such files takes, when the row is sent again. */
export function rowText(columns: readonly string[], values: readonly (string | null)[]): string {
  const row = record(values.map((value) => value ?? ''));
  return columns.length === 0 ? row : record([...columns]) + row;
}

function record(values: readonly string[]): string {
  return `${values.map(quoted).join(',')}\r\n`;
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
