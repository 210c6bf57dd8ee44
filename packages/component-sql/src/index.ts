import type { EndpointRef, OptionsOf } from '@dhow/core/component';
import type { sqlOptions } from './sql/sql-spec.ts';

/** `sql:` and `jdbc:` for SQLite and PostgreSQL, with transactions. */
export { connectorPackage } from './connector-package.ts';
export { sqlComponent } from './sql/sql-component.ts';
export { sqlSpec } from './sql/sql-spec.ts';
export { jdbcComponent } from './jdbc/jdbc-component.ts';
export { jdbcSpec } from './jdbc/jdbc-spec.ts';
export { sqliteDataSource, type SqliteOptions } from './sqlite/sqlite-data-source.ts';
export { postgresDataSource, type PostgresOptions } from './postgres/postgres-data-source.ts';
export type { DataSource, Row, RowStream, Statement, StatementOptions, StatementResult } from './data-source.ts';
export { isSqlError, SqlError, type SqlErrorDetails } from './sql-error.ts';
export { sqlErrorCatalogue, type SqlErrorCode } from './sql-errors.ts';

/**
 * A statement as a target, or a query as a source. `Result` is what it leaves in the body.
 *
 * @example
 * ```ts
 * import { route } from '@dhow/core';
 * import { sql } from '@dhow/component-sql';
 *
 * route('reports')
 *   .from(sql<{ id: number; text: string }>('select id, text from report where not sent', {
 *     onConsume: 'update report set sent = true where id = :#id',
 *   }))
 *   .process(({ body }) => void body.id);
 * ```
 */
export function sql<Result = unknown>(
  query: string,
  options: OptionsOf<typeof sqlOptions> = {},
): EndpointRef<unknown, Result> {
  return { uri: 'sql', parameters: { query, ...options } };
}
