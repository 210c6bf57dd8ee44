import type { DataSource, Statement, StatementOptions } from '../data-source.ts';
import { inItem, SqlError } from '../sql-error.ts';

/** So many statements go to the database together, or as many as hold this much text. */
const longestPiece = 1000;
const largestPiece = 1_000_000;

/** Runs statements in a transaction, in pieces; how many rows they changed. The error of one says which it is. */
export async function runAll(
  statements: AsyncIterable<Statement>,
  source: DataSource,
  options: StatementOptions,
): Promise<number> {
  let count = 0;
  let before = 0;
  let size = 0;
  let piece: Statement[] = [];
  const flush = async () => {
    count += await runPiece(piece, source, options).catch((error: unknown) => {
      throw shifted(error, before);
    });
    before += piece.length;
    size = 0;
    piece = [];
  };
  for await (const statement of statements) {
    piece.push(statement);
    size += sizeOf(statement);
    if (piece.length >= longestPiece || size >= largestPiece) await flush();
  }
  if (piece.length > 0) await flush();
  return count;
}

/** One after the other, each committed by itself where there is no transaction. */
export async function runEach(
  statements: AsyncIterable<Statement>,
  source: DataSource,
  options: StatementOptions,
): Promise<number> {
  let count = 0;
  let item = 0;
  for await (const statement of statements) count += await runOne(statement, item++, source, options);
  return count;
}

/** Together where the database can. */
export async function runPiece(
  statements: readonly Statement[],
  source: DataSource,
  options: StatementOptions,
): Promise<number> {
  if (source.executeAll !== undefined) return source.executeAll(statements, options);
  let count = 0;
  for (const [item, statement] of statements.entries()) count += await runOne(statement, item, source, options);
  return count;
}

async function runOne(
  statement: Statement,
  item: number,
  source: DataSource,
  options: StatementOptions,
): Promise<number> {
  try {
    return (await source.execute(statement, options)).updateCount;
  } catch (error) {
    throw inItem(error, item);
  }
}

function shifted(error: unknown, before: number): unknown {
  return error instanceof SqlError && error.item !== undefined ? inItem(error, before + error.item) : error;
}

function sizeOf({ values }: Statement): number {
  let size = 0;
  for (const value of values) {
    if (typeof value === 'string') size += value.length;
    else if (value instanceof Uint8Array) size += value.byteLength;
    else size += 8;
  }
  return size;
}
