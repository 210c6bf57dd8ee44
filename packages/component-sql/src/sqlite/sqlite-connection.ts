import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { JavaNumber } from '@dhow/core/component';
import type { Row, Statement, StatementResult } from '../data-source.ts';
import type { RowFeed } from '../row-reader.ts';
import { boundValue } from '../statement/bound-value.ts';

const keptStatements = 200;

/** One connection to a file; its calls do not wait. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  /** Compiled statements, the one used last at the end. */
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(sql: string): void {
    this.#database.exec(sql);
  }

  execute({ text, values }: Statement): StatementResult {
    const statement = this.#prepared(text.join('?'));
    const columns = columnsOf(statement);
    const bound = values.map(sqliteValue);
    if (columns.length === 0)
      return {
        columns,
        rows: [],
        updateCount: isChange(text[0]!) ? Number(statement.run(...bound).changes) : ran(statement, bound),
      };
    const rows = statement.all(...bound).map((row) => plainRow(row as Record<string, unknown>));
    return { columns, rows, updateCount: isChange(text[0]!) ? rows.length : 0 };
  }

  /** Statements that are read in pieces are not kept: one may be open several times. */
  feed({ text, values }: Statement, fetchSize: number): RowFeed {
    const statement = this.#database.prepare(text.join('?'));
    statement.setReadBigInts(true);
    const rows = statement.iterate(...values.map(sqliteValue))[Symbol.iterator]();
    return {
      columns: columnsOf(statement),
      async read() {
        const piece: Row[] = [];
        while (piece.length < fetchSize) {
          const next = rows.next();
          if (next.done === true) break;
          piece.push(plainRow(next.value as Record<string, unknown>));
        }
        return piece;
      },
      async close() {
        rows.return?.();
      },
    };
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      statement.setReadBigInts(true);
      if (this.#statements.size >= keptStatements) this.#statements.delete(this.#statements.keys().next().value!);
    } else this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function ran(statement: StatementSync, bound: readonly SQLInputValue[]): 0 {
  statement.run(...bound);
  return 0;
}

/** SQLite goes on telling the changes of the statement before when one changes no rows by nature (`create table`). */
function isChange(start: string): boolean {
  return !/^\s*(?:create|drop|alter|pragma|select|values|explain|begin|commit|rollback|vacuum|analyze)\b/i.test(start);
}

function columnsOf(statement: StatementSync): string[] {
  return statement.columns().map(({ name }) => name);
}

function sqliteValue(value: unknown): SQLInputValue {
  const bound = boundValue(value);
  if (typeof bound === 'boolean') return bound ? 1 : 0;
  return bound instanceof Date ? bound.toISOString() : (bound as SQLInputValue);
}

/** Whole numbers come as bigints, so that large ones keep their digits; most become plain numbers. */
function plainRow(row: Record<string, unknown>): Row {
  const plain: Record<string, unknown> = {};
  for (const name in row) {
    const value = row[name];
    plain[name] = typeof value === 'bigint' ? plainInteger(value) : value;
  }
  return plain;
}

export function plainInteger(value: bigint): number | JavaNumber {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new JavaNumber('Long', value.toString());
}
