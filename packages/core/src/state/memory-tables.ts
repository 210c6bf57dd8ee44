import { compareKeys } from './key-order.ts';
import type { ClaimedItem, JsonValue, LogRecord, StoredEntry } from './state-store.ts';
import type { KeyRange, LogRange, StoreTables, WriteCondition } from './store-tables.ts';

interface Entry {
  readonly json: string;
  readonly version: number;
  readonly expiresAt: number | undefined;
}

interface Log {
  last: number;
  records: { readonly sequence: number; readonly json: string; readonly at: number }[];
}

interface Item {
  readonly json: string;
  readonly enqueuedAt: number;
  visibleAt: number;
  attempt: number;
}

/** Tables in the memory of this process. Values are JSON text, so that nobody shares an object with the store. */
export class MemoryTables implements StoreTables {
  readonly #namespaces = new Map<string, Map<string, Entry>>();
  readonly #logs = new Map<string, Log>();
  readonly #queues = new Map<string, Map<number, Item>>();
  #version = 0;
  #itemId = 0;

  get(namespace: string, key: string, now: number): StoredEntry | undefined {
    const entry = this.#live(namespace, key, now);
    return entry && stored(key, entry);
  }

  write(
    namespace: string,
    key: string,
    json: string,
    expiresAt: number | undefined,
    condition: WriteCondition,
    now: number,
  ): number | undefined {
    if (condition !== 'any') {
      const found = this.#live(namespace, key, now)?.version;
      if (found !== (condition === 'absent' ? undefined : condition)) return undefined;
    }
    const version = ++this.#version;
    at(this.#namespaces, namespace, () => new Map<string, Entry>()).set(key, { json, version, expiresAt });
    return version;
  }

  delete(namespace: string, key: string, version: number | undefined, now: number): boolean {
    const entry = this.#live(namespace, key, now);
    if (!entry || (version !== undefined && entry.version !== version)) return false;
    return this.#namespaces.get(namespace)!.delete(key);
  }

  list(namespace: string, { prefix = '', after, limit = Infinity }: KeyRange, now: number): StoredEntry[] {
    const keys = [...(this.#namespaces.get(namespace)?.keys() ?? [])]
      .filter((key) => key.startsWith(prefix) && (after === undefined || compareKeys(key, after) > 0))
      .sort(compareKeys);
    const found: StoredEntry[] = [];
    for (const key of keys) {
      if (found.length >= limit) break;
      const entry = this.#live(namespace, key, now);
      if (entry) found.push(stored(key, entry));
    }
    return found;
  }

  count(namespace: string, now: number): number {
    let count = 0;
    for (const key of this.#namespaces.get(namespace)?.keys() ?? []) {
      if (this.#live(namespace, key, now)) count++;
    }
    return count;
  }

  clear(namespace: string): void {
    this.#namespaces.delete(namespace);
  }

  append(log: string, jsons: readonly string[], now: number): number[] {
    const target = at(this.#logs, log, (): Log => ({ last: 0, records: [] }));
    return jsons.map((json) => {
      target.records.push({ sequence: ++target.last, json, at: now });
      return target.last;
    });
  }

  read(log: string, { after, limit = Infinity, newestFirst = false }: LogRange): LogRecord[] {
    const all = this.#logs.get(log)?.records ?? [];
    // `after` continues a reading in its own direction: towards older records when the newest come first.
    const rest =
      after === undefined ? all : all.filter(({ sequence }) => (newestFirst ? sequence < after : sequence > after));
    const ordered = newestFirst ? rest.toReversed() : rest;
    return ordered
      .slice(0, limit)
      .map(({ sequence, json, at: time }) => ({ sequence, value: JSON.parse(json) as JsonValue, at: time }));
  }

  trim(log: string, { through = -Infinity, before = -Infinity }: { through?: number; before?: number }): number {
    const target = this.#logs.get(log);
    if (!target) return 0;
    const kept = target.records.filter((record) => record.sequence > through && record.at >= before);
    const dropped = target.records.length - kept.length;
    target.records = kept;
    return dropped;
  }

  enqueue(queue: string, jsons: readonly string[], visibleAt: number, now: number): number[] {
    const items = at(this.#queues, queue, () => new Map<number, Item>());
    return jsons.map((json) => {
      items.set(++this.#itemId, { json, enqueuedAt: now, visibleAt, attempt: 0 });
      return this.#itemId;
    });
  }

  claim(queue: string, limit: number, leaseMs: number, now: number): ClaimedItem[] {
    const claimed: ClaimedItem[] = [];
    for (const [id, item] of this.#queues.get(queue) ?? []) {
      if (claimed.length >= limit) break;
      if (item.visibleAt > now) continue;
      item.visibleAt = now + leaseMs;
      item.attempt++;
      const value = JSON.parse(item.json) as JsonValue;
      claimed.push({ id, value, attempt: item.attempt, enqueuedAt: item.enqueuedAt });
    }
    return claimed;
  }

  acknowledge(queue: string, ids: readonly number[]): void {
    for (const id of ids) this.#queues.get(queue)?.delete(id);
  }

  release(queue: string, ids: readonly number[], visibleAt: number): void {
    for (const id of ids) {
      const item = this.#queues.get(queue)?.get(id);
      if (item) item.visibleAt = visibleAt;
    }
  }

  depth(queue: string): number {
    return this.#queues.get(queue)?.size ?? 0;
  }

  #live(namespace: string, key: string, now: number): Entry | undefined {
    const entries = this.#namespaces.get(namespace);
    const entry = entries?.get(key);
    if (entry?.expiresAt !== undefined && entry.expiresAt <= now) {
      entries!.delete(key);
      return undefined;
    }
    return entry;
  }
}

function stored(key: string, { json, version, expiresAt }: Entry): StoredEntry {
  return { key, value: JSON.parse(json) as JsonValue, version, expiresAt };
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
