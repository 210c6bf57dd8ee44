import type { Clock } from '../clock/clock.ts';
import type { ClaimedItem, JsonValue, LogRecord, StateStore, StoredEntry, StoreWrite } from './state-store.ts';
import { checkName, toJson } from './store-input.ts';
import type { KeyRange, LogRange, StoreTables, WriteCondition } from './store-tables.ts';
import { expiry, prepareWrites } from './store-writes.ts';

/**
 * The asynchronous store over a backend's tables. A backend says how work runs: at once (memory), or gathered into the
 * transaction of this turn of the event loop (SQLite).
 */
export abstract class TablesStore implements StateStore {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs work that may write; resolves when it is durable. Work of one call is one atom. */
  protected abstract write<T>(operation: string, work: (tables: StoreTables) => T): Promise<T>;
  /** Runs work that only reads; sees every write that was asked for before it. */
  protected abstract look<T>(operation: string, work: (tables: StoreTables) => T): Promise<T>;
  abstract close(): Promise<void>;

  async get(namespace: string, key: string): Promise<StoredEntry | undefined> {
    checkPlace(namespace, key);
    return this.look('get', (tables) => tables.get(namespace, key, this.#clock.now()));
  }

  async put(namespace: string, key: string, value: JsonValue, options?: { ttlMs?: number }): Promise<StoredEntry> {
    checkPlace(namespace, key);
    const json = toJson(value, `${namespace}/${key}`);
    return this.write('put', (tables) => {
      const now = this.#clock.now();
      const expiresAt = expiry(options?.ttlMs, now);
      const version = tables.write(namespace, key, json, expiresAt, 'any', now)!;
      return { key, value: JSON.parse(json) as JsonValue, version, expiresAt };
    });
  }

  putIfAbsent(namespace: string, key: string, value: JsonValue, options?: { ttlMs?: number }): Promise<boolean> {
    return this.#writeIf('putIfAbsent', namespace, key, value, 'absent', options);
  }

  compareAndSet(
    namespace: string,
    key: string,
    version: number | undefined,
    value: JsonValue,
    options?: { ttlMs?: number },
  ): Promise<boolean> {
    return this.#writeIf('compareAndSet', namespace, key, value, version ?? 'absent', options);
  }

  async delete(namespace: string, key: string, version?: number): Promise<boolean> {
    checkPlace(namespace, key);
    return this.write('delete', (tables) => tables.delete(namespace, key, version, this.#clock.now()));
  }

  async list(namespace: string, options: KeyRange = {}): Promise<readonly StoredEntry[]> {
    checkName(namespace, 'A namespace');
    return this.look('list', (tables) => tables.list(namespace, options, this.#clock.now()));
  }

  async count(namespace: string): Promise<number> {
    checkName(namespace, 'A namespace');
    return this.look('count', (tables) => tables.count(namespace, this.#clock.now()));
  }

  async clear(namespace: string): Promise<void> {
    checkName(namespace, 'A namespace');
    await this.write('clear', (tables) => tables.clear(namespace));
  }

  async append(log: string, values: readonly JsonValue[]): Promise<readonly number[]> {
    checkName(log, 'A log');
    const jsons = values.map((value) => toJson(value, `log ${log}`));
    return this.write('append', (tables) => tables.append(log, jsons, this.#clock.now()));
  }

  async read(log: string, options: LogRange = {}): Promise<readonly LogRecord[]> {
    checkName(log, 'A log');
    return this.look('read', (tables) => tables.read(log, options));
  }

  async trim(log: string, options: { through?: number; before?: number }): Promise<number> {
    checkName(log, 'A log');
    return this.write('trim', (tables) => tables.trim(log, options));
  }

  async enqueue(
    queue: string,
    values: readonly JsonValue[],
    options: { visibleAt?: number } = {},
  ): Promise<readonly number[]> {
    checkName(queue, 'A queue');
    const jsons = values.map((value) => toJson(value, `queue ${queue}`));
    return this.write('enqueue', (tables) => {
      const now = this.#clock.now();
      return tables.enqueue(queue, jsons, options.visibleAt ?? now, now);
    });
  }

  async claim(queue: string, options: { limit: number; leaseMs: number }): Promise<readonly ClaimedItem[]> {
    checkName(queue, 'A queue');
    return this.write('claim', (tables) => tables.claim(queue, options.limit, options.leaseMs, this.#clock.now()));
  }

  async acknowledge(queue: string, ids: readonly number[]): Promise<void> {
    checkName(queue, 'A queue');
    await this.write('acknowledge', (tables) => tables.acknowledge(queue, ids));
  }

  async release(queue: string, ids: readonly number[], options: { delayMs?: number } = {}): Promise<void> {
    checkName(queue, 'A queue');
    await this.write('release', (tables) => tables.release(queue, ids, this.#clock.now() + (options.delayMs ?? 0)));
  }

  async depth(queue: string): Promise<number> {
    checkName(queue, 'A queue');
    return this.look('depth', (tables) => tables.depth(queue));
  }

  async transaction(writes: readonly StoreWrite[]): Promise<void> {
    const prepared = prepareWrites(writes);
    await this.write('transaction', (tables) => {
      const now = this.#clock.now();
      // All conditions before the first write: a conflict leaves nothing to undo.
      for (const { check } of prepared) check?.(tables, now);
      for (const { run } of prepared) run(tables, now);
    });
  }

  async #writeIf(
    operation: string,
    namespace: string,
    key: string,
    value: JsonValue,
    condition: WriteCondition,
    options: { ttlMs?: number } | undefined,
  ): Promise<boolean> {
    checkPlace(namespace, key);
    const json = toJson(value, `${namespace}/${key}`);
    return this.write(operation, (tables) => {
      const now = this.#clock.now();
      return tables.write(namespace, key, json, expiry(options?.ttlMs, now), condition, now) !== undefined;
    });
  }
}

function checkPlace(namespace: string, key: string): void {
  checkName(namespace, 'A namespace');
  checkName(key, 'A key');
}
