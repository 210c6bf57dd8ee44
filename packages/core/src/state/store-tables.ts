import type { ClaimedItem, LogRecord, StoredEntry } from './state-store.ts';

/**
 * What a backend does, one operation at a time and synchronously, with values as JSON text: the memory and the SQLite
 * backend differ in this alone. Callers have checked names and values; `now` is milliseconds since 1970.
 */
export interface StoreTables {
  get(namespace: string, key: string, now: number): StoredEntry | undefined;
  /** Writes under the condition and answers the entry's new version, or undefined when the condition does not hold. */
  write(
    namespace: string,
    key: string,
    json: string,
    expiresAt: number | undefined,
    condition: WriteCondition,
    now: number,
  ): number | undefined;
  delete(namespace: string, key: string, version: number | undefined, now: number): boolean;
  list(namespace: string, range: KeyRange, now: number): StoredEntry[];
  count(namespace: string, now: number): number;
  clear(namespace: string): void;

  append(log: string, jsons: readonly string[], now: number): number[];
  read(log: string, range: LogRange): LogRecord[];
  trim(log: string, limit: { through?: number; before?: number }): number;

  enqueue(queue: string, jsons: readonly string[], visibleAt: number, now: number): number[];
  claim(queue: string, limit: number, leaseMs: number, now: number): ClaimedItem[];
  acknowledge(queue: string, ids: readonly number[]): void;
  release(queue: string, ids: readonly number[], visibleAt: number): void;
  depth(queue: string): number;
}

/** `any`: whatever is there. `absent`: only when free or expired. A number: only that version. */
export type WriteCondition = 'any' | 'absent' | number;

export interface KeyRange {
  readonly prefix?: string;
  readonly after?: string;
  readonly limit?: number;
}

export interface LogRange {
  readonly after?: number;
  readonly limit?: number;
  readonly newestFirst?: boolean;
}
