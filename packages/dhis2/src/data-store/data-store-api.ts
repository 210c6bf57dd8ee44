import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import { callOptions, type CallOptions } from '../http/call-options.ts';
import type { HttpClient } from '../http/http-client.ts';
import { segment, type Query } from '../http/query.ts';
import type { Page, Pager } from '../metadata/page.ts';

/** An entry of a query: its key, and the fields that were asked for. */
export type DataStoreEntry<Value> = { readonly key: string } & Value;

export interface DataStoreQuery extends CallOptions {
  /** Paths to give: `['name', 'nested.x']`; `['.']` gives whole values under `value`. */
  readonly fields: readonly string[];
  /** `path:operator:value`; `_` stands for the key. */
  readonly filter?: string | readonly string[];
  readonly order?: string;
  readonly rootJunction?: 'AND' | 'OR';
  readonly pageSize?: number;
}

/** The data store (`/api/dataStore`) or the user's own (`/api/userDataStore`): JSON values under namespace and key. */
export class DataStoreApi {
  readonly #http: HttpClient;
  readonly #path: string;

  constructor(http: HttpClient, path: '/api/dataStore' | '/api/userDataStore') {
    this.#http = http;
    this.#path = path;
  }

  /** Namespaces that hold keys the user may read. */
  namespaces(options: CallOptions = {}): Promise<readonly string[]> {
    return this.#http.json({ method: 'GET', path: this.#path, ...options });
  }

  /** Keys of a namespace; none for one that does not exist. */
  async keys(namespace: string, options: CallOptions = {}): Promise<readonly string[]> {
    const path = this.#of(namespace);
    return (await ifFound(this.#http.json<readonly string[]>({ method: 'GET', path, ...options }))) ?? [];
  }

  /** A value, or undefined when there is none. */
  get<Value = unknown>(namespace: string, key: string, options: CallOptions = {}): Promise<Value | undefined> {
    return ifFound(this.#http.json<Value>({ method: 'GET', path: this.#of(namespace, key), ...options }));
  }

  /** Stores a value, new or not. */
  async set(
    namespace: string,
    key: string,
    value: unknown,
    options: CallOptions & { readonly encrypt?: boolean } = {},
  ): Promise<void> {
    const { encrypt, ...call } = options;
    // Since 2.41 a PUT creates as well; before it is 404, and a POST is needed.
    const path = this.#of(namespace, key);
    const request = { path, query: { encrypt }, body: json(value), repeatable: true, ...call } as const;
    try {
      await this.#http.read({ method: 'PUT', ...request });
    } catch (error) {
      if (!isDhis2Error(error, 'DHIS2_NOT_FOUND')) throw error;
      await this.#http.read({ method: 'POST', ...request });
    }
  }

  /** Stores a value only if there is none. False when there was one: an atomic "first one wins". */
  async create(namespace: string, key: string, value: unknown, options: CallOptions = {}): Promise<boolean> {
    try {
      await this.#http.read({ method: 'POST', path: this.#of(namespace, key), body: json(value), ...options });
      return true;
    } catch (error) {
      if (isDhis2Error(error, 'DHIS2_CONFLICT')) return false;
      throw error;
    }
  }

  /** Changes a part of a value; with `roll` the path is a list that keeps its last entries. */
  async setPath(
    namespace: string,
    key: string,
    path: string,
    value: unknown,
    options: CallOptions & { readonly roll?: number } = {},
  ): Promise<void> {
    const { roll, ...call } = options;
    const query = { path, roll };
    await this.#http.read({ method: 'PUT', path: this.#of(namespace, key), query, body: json(value), ...call });
  }

  /** Deletes a key, or a namespace. What is not there is no error. */
  async delete(namespace: string, key?: string, options: CallOptions = {}): Promise<void> {
    await ifFound(this.#http.read({ method: 'DELETE', path: this.#of(namespace, key), repeatable: true, ...options }));
  }

  /** One page of a query over the values of a namespace. */
  async page<Value = Record<string, unknown>>(
    namespace: string,
    query: DataStoreQuery & { readonly page?: number },
  ): Promise<Page<DataStoreEntry<Value>>> {
    const { fields, filter, order, rootJunction, page = 1, pageSize = 50 } = query;
    const parameters: Query = { fields: fields.join(','), filter, order, rootJunction, page, pageSize };
    const answer = await this.#http.json<{ pager: Pager; entries: DataStoreEntry<Value>[] }>({
      method: 'GET',
      path: this.#of(namespace),
      query: parameters,
      ...callOptions(query),
    });
    return { items: answer.entries, pager: answer.pager };
  }

  /** All entries of a query, page by page. */
  async *query<Value = Record<string, unknown>>(
    namespace: string,
    query: DataStoreQuery,
  ): AsyncGenerator<DataStoreEntry<Value>, void, undefined> {
    const pageSize = query.pageSize ?? 200;
    for (let page = 1; ; page++) {
      const { items } = await this.page<Value>(namespace, { ...query, page, pageSize });
      yield* items;
      if (items.length < pageSize) return;
    }
  }

  #of(namespace: string, key?: string): string {
    if (namespace === '' || key === '') {
      const option = namespace === '' ? 'namespace' : 'key';
      throw new Dhis2Error('DHIS2_INVALID_OPTION', { option, reason: 'is empty' });
    }
    return `${this.#path}/${segment(namespace)}${key === undefined ? '' : `/${segment(key)}`}`;
  }
}

function json(value: unknown): string {
  return JSON.stringify(value ?? null);
}

async function ifFound<T>(run: Promise<T>): Promise<T | undefined> {
  try {
    return await run;
  } catch (error) {
    if (isDhis2Error(error, 'DHIS2_NOT_FOUND')) return undefined;
    throw error;
  }
}
