import type { BatchSource, TransactionSource } from '@dhow/core/component';

/** A row by the names of its columns, in their order. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * A statement with its parameters cut out: between each two of `text` stands one of `values`. Values are always bound, never
 * written into the text, whatever the database's own sign for parameters is.
 */
export interface Statement {
  readonly text: readonly string[];
  readonly values: readonly unknown[];
}

export interface StatementOptions {
  /** For messages: the endpoint. */
  readonly place: string;
  readonly signal: AbortSignal;
  /** What `inTransaction` gave its work; without it the statement is committed by itself. */
  readonly transaction?: unknown;
}

/** What a statement did. */
export interface StatementResult {
  /** Names of the columns; empty when it gives no rows. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** Rows inserted, updated or deleted; 0 for a select. */
  readonly updateCount: number;
}

/** Rows as they come. Read once; `close` ends the query before its end. */
export interface RowStream extends BatchSource<Row> {
  readonly columns: readonly string[];
  close(): Promise<void>;
}

/** A database: the bean that `sql:`, `jdbc:` and `transacted` find by its name. */
export interface DataSource extends TransactionSource {
  readonly kind: 'sqlite' | 'postgresql';
  execute(statement: Statement, options: StatementOptions): Promise<StatementResult>;
  /**
   * Runs statements one after the other in a transaction; the first that fails ends them, and its error tells which it was by
   * `item`, counted from 0. Answers how many rows they inserted, updated or deleted. Where there is none, `execute` is called
   * for each.
   */
  executeAll?(statements: readonly Statement[], options: StatementOptions): Promise<number>;
  /** Throws when what it was told to connect to cannot be. */
  check?(): void;
  /** Reads rows in pieces of `fetchSize`, within constant memory. */
  stream(statement: Statement, options: StatementOptions & { readonly fetchSize: number }): Promise<RowStream>;
  /** Ends its connections. */
  close(): Promise<void>;
}

export function isDataSource(bean: unknown): bean is DataSource {
  const some = bean as Partial<DataSource> | null | undefined;
  return typeof some?.execute === 'function' && typeof some.inTransaction === 'function';
}
