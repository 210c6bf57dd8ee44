/** A JSON value: what the store keeps. Bytes go in as base64 text of the caller's choosing. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface StoredEntry {
  readonly key: string;
  readonly value: JsonValue;
  /** Grows with every change of the key, and is never given twice, also after a delete; for compare-and-set. */
  readonly version: number;
  /** Milliseconds since 1970 after which the entry is gone; undefined for ever. */
  readonly expiresAt: number | undefined;
}

export interface LogRecord {
  /** Ascending within its log, never reused. */
  readonly sequence: number;
  readonly value: JsonValue;
  readonly at: number;
}

export interface ClaimedItem {
  readonly id: number;
  readonly value: JsonValue;
  /** Times it was claimed, this one included. */
  readonly attempt: number;
  readonly enqueuedAt: number;
}

/**
 * Durable state with atomic operations, behind which idempotent and aggregation repositories, dead letters, the row ledger,
 * history, outbox, watermarks and leader locks stand. A resolved promise means durable (on disk for a durable backend).
 * Every backend passes one conformance suite. Namespaces, logs and queues come into being when first written.
 */
export interface StateStore {
  get(namespace: string, key: string): Promise<StoredEntry | undefined>;
  /** Writes whatever was there. */
  put(namespace: string, key: string, value: JsonValue, options?: { ttlMs?: number }): Promise<StoredEntry>;
  /** Writes only when the key is free (or expired): the one that wins gets true. */
  putIfAbsent(namespace: string, key: string, value: JsonValue, options?: { ttlMs?: number }): Promise<boolean>;
  /** Writes only when the version is the one given; `undefined` stands for "not there". */
  compareAndSet(
    namespace: string,
    key: string,
    version: number | undefined,
    value: JsonValue,
    options?: { ttlMs?: number },
  ): Promise<boolean>;
  delete(namespace: string, key: string, version?: number): Promise<boolean>;
  /** By key in the order of code points. `after` is the key to go on behind. */
  list(
    namespace: string,
    options?: { prefix?: string; after?: string; limit?: number },
  ): Promise<readonly StoredEntry[]>;
  count(namespace: string): Promise<number>;
  clear(namespace: string): Promise<void>;

  /** Appends in order, all or none; answers their sequences. */
  append(log: string, values: readonly JsonValue[]): Promise<readonly number[]>;
  /** `after` goes on behind that sequence in the direction of reading: to older ones when the newest come first. */
  read(log: string, options?: { after?: number; limit?: number; newestFirst?: boolean }): Promise<readonly LogRecord[]>;
  /** Drops records up to a sequence, or older than a time. */
  trim(log: string, options: { through?: number; before?: number }): Promise<number>;

  /** Puts items into a queue, all or none. An item becomes visible at `visibleAt`. */
  enqueue(queue: string, values: readonly JsonValue[], options?: { visibleAt?: number }): Promise<readonly number[]>;
  /** Takes up to `limit` visible items, oldest first, which stay hidden for `leaseMs`; competing claims never share one. */
  claim(queue: string, options: { limit: number; leaseMs: number }): Promise<readonly ClaimedItem[]>;
  /** Removes items that are done with. */
  acknowledge(queue: string, ids: readonly number[]): Promise<void>;
  /** Gives items back, visible after `delayMs`. */
  release(queue: string, ids: readonly number[], options?: { delayMs?: number }): Promise<void>;
  depth(queue: string): Promise<number>;

  /**
   * Runs several writes as one atom: all are durable or none is. When a condition (`ifVersion`) does not hold before the
   * first write, nothing is written and the promise rejects with STATE_CONFLICT.
   */
  transaction(writes: readonly StoreWrite[]): Promise<void>;
  close(): Promise<void>;
}

/** What {@link StateStore.transaction} takes. `ifVersion`: only when the entry has that version; `null`: only when it is not there. */
export type StoreWrite =
  | {
      readonly op: 'put';
      readonly namespace: string;
      readonly key: string;
      readonly value: JsonValue;
      readonly ttlMs?: number;
      readonly ifVersion?: number | null;
    }
  | { readonly op: 'delete'; readonly namespace: string; readonly key: string; readonly ifVersion?: number | null }
  | { readonly op: 'append'; readonly log: string; readonly value: JsonValue }
  | { readonly op: 'enqueue'; readonly queue: string; readonly value: JsonValue; readonly visibleAt?: number }
  | { readonly op: 'acknowledge'; readonly queue: string; readonly id: number };
