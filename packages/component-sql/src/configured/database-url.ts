import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { resolve } from 'node:path';
import type { DataSource } from '../data-source.ts';
import { postgresDataSource, type PostgresOptions } from '../postgres/postgres-data-source.ts';
import { sqliteDataSource } from '../sqlite/sqlite-data-source.ts';
import { SqlError } from '../sql-error.ts';

/** What stands beside an address. */
export interface Access {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly maxConnections?: number | undefined;
  readonly connectionTimeoutMs?: number | undefined;
  /** Folder that names of SQLite files and certificates start from. */
  readonly baseFolder: string;
}

/** What addresses begin with, as they are told when one begins otherwise. */
export const databaseUrls: readonly string[] = [
  'postgresql://host/database',
  'sqlite:file.db',
  'the same with jdbc: before it',
];

/**
 * The data source of an address; undefined when it is of another database.
 *
 * @throws SqlError SQL_BAD_URL
 */
export function dataSourceOf(url: string, access: Access): DataSource | undefined {
  const [, scheme, rest] = /^(?:jdbc:)?([a-z][a-z0-9]*):(.*)$/is.exec(url) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'postgresql':
    case 'postgres':
      return postgresDataSource(postgresOptions(rest!, access));
    case 'sqlite':
      return sqliteOf(rest!, access);
    default:
      return undefined;
  }
}

/** `file.db`, `:memory:`, nothing for memory too; `?busy_timeout=5000` behind it. */
function sqliteOf(rest: string, { baseFolder }: Access): DataSource {
  const [place = '', query] = rest.split('?', 2);
  const name = place.replace(/^file:/, '').replace(/^\/\/(?=\/)/, '');
  const file = name === '' || name === ':memory:' ? ':memory:' : resolve(baseFolder, name);
  const wait = Number(new URLSearchParams(query).get('busy_timeout') ?? Number.NaN);
  return sqliteDataSource(file, Number.isNaN(wait) ? {} : { busyTimeoutMs: wait });
}

/** `//user:password@host:port/database?sslmode=…`, or only `database`, as the driver of Java takes it. */
function postgresOptions(rest: string, access: Access): PostgresOptions {
  const [, authority = '', path = '', query] = /^(?:\/\/([^/?]*))?\/?([^?]*)(?:\?(.*))?$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [user, password] = at < 0 ? [] : splitOnce(authority.slice(0, at), ':').map(decodeURIComponent);
  const server = /^(\[[^\]]*\]|[^:,]*)(?::(\d+))?$/.exec(authority.slice(at + 1));
  if (server === null) {
    const reason = 'it names one server, host or host:port';
    throw new SqlError('SQL_BAD_URL', { expected: 'postgresql://host:5432/database', reason });
  }
  const parameters = new URLSearchParams(query);
  const found: Record<string, unknown> = {
    host: server[1]?.replace(/^\[|\]$/g, '') || undefined,
    port: server[2] === undefined ? undefined : Number(server[2]),
    database: decodeURIComponent(path) || undefined,
    user: access.username ?? user ?? parameters.get('user') ?? undefined,
    password: access.password ?? password ?? parameters.get('password') ?? undefined,
    ssl: sslOf(parameters, access.baseFolder),
    max: access.maxConnections,
    connectionTimeoutMs: access.connectionTimeoutMs,
    application_name: parameters.get('ApplicationName') ?? undefined,
    options: schemaOf(parameters),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The modes of PostgreSQL's own library; only `verify-full`, which is Java's `ssl=true` too, is sure of the server. */
function sslOf(parameters: URLSearchParams, baseFolder: string): boolean | ConnectionOptions | undefined {
  const mode = parameters.get('sslmode') ?? (parameters.get('ssl') === 'true' ? 'verify-full' : 'disable');
  const certificate = parameters.get('sslrootcert');
  const ca = certificate === null ? {} : { ca: readFileSync(resolve(baseFolder, certificate)) };
  switch (mode) {
    case 'disable':
    case 'allow':
    case 'prefer':
      return undefined;
    case 'require':
      return { ...ca, rejectUnauthorized: false };
    case 'verify-ca':
      return { ...ca, checkServerIdentity: () => undefined };
    case 'verify-full':
      return certificate === null ? true : ca;
    default: {
      const reason = `there is no sslmode "${mode}"`;
      throw new SqlError('SQL_BAD_URL', { expected: 'disable, require, verify-ca or verify-full', reason });
    }
  }
}

function schemaOf(parameters: URLSearchParams): string | undefined {
  const schema = parameters.get('currentSchema');
  return schema === null ? undefined : `-c search_path=${schema.replace(/[\\ ]/g, '\\$&')}`;
}

function splitOnce(text: string, sign: string): string[] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
