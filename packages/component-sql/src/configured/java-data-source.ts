import type { DataSource, RowStream, Statement, StatementOptions, StatementResult } from '../data-source.ts';
import { SqlError } from '../sql-error.ts';
import { runPiece } from '../sql/statement-run.ts';
import { databaseUrls, dataSourceOf } from './database-url.ts';

/** Classes that routes written for Camel name in their `beans:`, with what stands for them here. */
const names = [
  'org.postgresql.ds.PGSimpleDataSource',
  'org.postgresql.ds.PGPoolingDataSource',
  'org.sqlite.SQLiteDataSource',
  'com.zaxxer.hikari.HikariDataSource',
  'org.apache.commons.dbcp2.BasicDataSource',
  'org.apache.tomcat.jdbc.pool.DataSource',
  'org.springframework.jdbc.datasource.DriverManagerDataSource',
  'org.springframework.jdbc.datasource.SimpleDriverDataSource',
  'org.springframework.jdbc.datasource.SingleConnectionDataSource',
] as const;

/** Makers of data sources by the names of Java's classes, for a folder that names of files start from. */
export function javaDataSources(baseFolder: string): Readonly<Record<string, unknown>> {
  class JavaDataSourceHere extends JavaDataSource {
    protected readonly baseFolder = baseFolder;
  }
  return Object.fromEntries(names.map((name) => [name, JavaDataSourceHere]));
}

/**
 * A data source that is described by the properties of Java's classes, which are set one after the other: it is made at its
 * first use. Properties of pools that this one settles by itself are taken and count for nothing.
 */
abstract class JavaDataSource implements DataSource {
  protected abstract readonly baseFolder: string;
  url: string | undefined;
  username: string | undefined;
  password: string | undefined;
  serverName: string | undefined;
  serverNames: string | readonly string[] | undefined;
  portNumber = 0;
  portNumbers: unknown;
  databaseName: string | undefined;
  ssl = false;
  sslMode: string | undefined;
  currentSchema: string | undefined;
  maximumPoolSize = 0;
  connectionTimeout = 0;
  driverClassName: unknown;
  driverClass: unknown;
  dataSourceClassName: unknown;
  poolName: unknown;
  minimumIdle: unknown;
  idleTimeout: unknown;
  maxLifetime: unknown;
  keepaliveTime: unknown;
  leakDetectionThreshold: unknown;
  connectionTestQuery: unknown;
  connectionInitSql: unknown;
  validationQuery: unknown;
  testOnBorrow: unknown;
  testWhileIdle: unknown;
  initialSize: unknown;
  maxIdle: unknown;
  minIdle: unknown;
  autoCommit: unknown;
  defaultAutoCommit: unknown;
  suppressClose: unknown;
  applicationName: unknown;
  #made: DataSource | undefined;

  constructor(url?: unknown, username?: unknown, password?: unknown) {
    this.url = text(url);
    this.username = text(username);
    this.password = text(password);
  }

  // The names that other classes have for the same.
  setJdbcUrl(url: unknown): void {
    this.url = text(url);
  }
  setURL(url: unknown): void {
    this.url = text(url);
  }
  setUser(user: unknown): void {
    this.username = text(user);
  }
  setSchema(schema: unknown): void {
    this.currentSchema = text(schema);
  }
  setMaxTotal(count: unknown): void {
    this.maximumPoolSize = Number(count);
  }
  setMaxActive(count: unknown): void {
    this.maximumPoolSize = Number(count);
  }
  setMaxConnections(count: unknown): void {
    this.maximumPoolSize = Number(count);
  }
  setMaxWaitMillis(time: unknown): void {
    this.connectionTimeout = Number(time);
  }
  setMaxWait(time: unknown): void {
    this.connectionTimeout = Number(time);
  }

  get kind(): DataSource['kind'] {
    return this.#source.kind;
  }

  get oneAtATime(): boolean {
    return this.#source.oneAtATime === true;
  }

  /** Its settings are looked at; nothing is connected to. */
  check(): void {
    void this.#source;
  }

  execute(statement: Statement, options: StatementOptions): Promise<StatementResult> {
    return this.#source.execute(statement, options);
  }

  async executeAll(statements: readonly Statement[], options: StatementOptions): Promise<number> {
    return runPiece(statements, this.#source, options);
  }

  stream(statement: Statement, options: StatementOptions & { readonly fetchSize: number }): Promise<RowStream> {
    return this.#source.stream(statement, options);
  }

  inTransaction(work: (transaction: unknown) => Promise<boolean>, signal: AbortSignal): Promise<void> {
    return this.#source.inTransaction(work, signal);
  }

  async close(): Promise<void> {
    await this.#made?.close();
  }

  get #source(): DataSource {
    return (this.#made ??= this.#make());
  }

  #make(): DataSource {
    const { username, password, baseFolder } = this;
    const source = dataSourceOf(this.#address(), {
      username,
      password,
      maxConnections: this.maximumPoolSize > 0 ? this.maximumPoolSize : undefined,
      connectionTimeoutMs: this.connectionTimeout > 0 ? this.connectionTimeout : undefined,
      baseFolder,
    });
    if (source !== undefined) return source;
    throw new SqlError('SQL_BAD_URL', { expected: databaseUrls.join(', '), reason: 'there is no driver for it' });
  }

  #address(): string {
    const more = new URLSearchParams();
    if (this.sslMode !== undefined) more.set('sslmode', this.sslMode);
    else if (this.ssl) more.set('ssl', 'true');
    if (this.currentSchema !== undefined) more.set('currentSchema', this.currentSchema);
    const query = String(more);
    if (this.url !== undefined)
      return query === '' ? this.url : `${this.url}${this.url.includes('?') ? '&' : '?'}${query}`;
    const server = this.serverName ?? [this.serverNames].flat()[0] ?? 'localhost';
    const port = this.portNumber || Number([this.portNumbers].flat()[0] ?? 0);
    const database = encodeURIComponent(this.databaseName ?? '');
    return `postgresql://${server}${port > 0 ? `:${port}` : ''}/${database}${query === '' ? '' : `?${query}`}`;
  }
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value as string);
}
