import pg, { type Connection, type Submittable } from 'pg';
import type { Statement } from '../data-source.ts';
import { numbered, postgresValue } from './postgres-values.ts';

/** How the driver writes values; its types do not say that it gives it. */
const driver = pg as unknown as { readonly utils: { prepareValue(value: unknown): string | Buffer | null } };

/**
 * Statements that go to the server one behind the other, without waiting for an answer between them: one round trip instead of
 * one for each. The server leaves out what stands behind one that fails, so they belong into a transaction. See "Pipelining" in
 * the chapter "Frontend/Backend Protocol" of PostgreSQL's manual.
 */
export class StatementBatch implements Submittable {
  readonly #statements: readonly Statement[];
  readonly #ended = Promise.withResolvers<number>();
  #completed = 0;
  #updateCount = 0;

  constructor(statements: readonly Statement[]) {
    this.#statements = statements;
    // Who never waits for it has given up the connection.
    this.#ended.promise.catch(() => undefined);
  }

  /** Rows inserted, updated or deleted by all of them. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  /** How many the server is done with: the next one is the one that failed. */
  get completed(): number {
    return this.#completed;
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    stream.cork();
    try {
      let parsed: string | undefined;
      for (const { text, values } of this.#statements) {
        const sql = numbered(text);
        if (sql !== parsed) connection.parse({ name: '', text: sql, types: [] }, true);
        parsed = sql;
        const bound = values.map((value) => driver.utils.prepareValue(postgresValue(value)));
        connection.bind({ portal: '', statement: '', binary: '', values: bound }, true);
        connection.execute({ portal: '', rows: '' }, true);
      }
    } finally {
      connection.sync();
      stream.uncork();
    }
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#completed++;
    if (!text.startsWith('SELECT')) this.#updateCount += Number(/\d+$/.exec(text)?.[0] ?? 0);
  }

  handleEmptyQuery(): void {
    this.#completed++;
  }

  handleError(error: unknown): void {
    this.#ended.reject(error);
  }

  handleReadyForQuery(): void {
    this.#ended.resolve(this.#updateCount);
  }

  handleCopyInResponse(connection: { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail('there is nothing to copy in a batch');
  }

  // Rows of `returning` are not asked for.
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
}
