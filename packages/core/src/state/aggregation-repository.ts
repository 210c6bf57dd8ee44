import { randomUUID } from 'node:crypto';
import type { JsonValue, StateStore } from './state-store.ts';

/** A group that is not complete yet. Hand the version back when adding to it. */
export interface OpenGroup {
  readonly value: JsonValue;
  readonly version: number;
}

export interface CompletedGroup {
  readonly id: string;
  readonly key: string;
  readonly value: JsonValue;
}

export interface AggregationRepositoryOptions {
  /** Milliseconds between two looks for complete groups that were not delivered; 5000 when absent. */
  readonly recoveryIntervalMs?: number;
  /** Further attempts to deliver a complete group before it goes to `deadLetterUri`; without both it is tried for ever. */
  readonly maximumRedeliveries?: number;
  /** Endpoint for complete groups that could not be delivered. */
  readonly deadLetterUri?: string;
}

interface StoredCompletion {
  readonly key: string;
  readonly value: JsonValue;
  /** Who is delivering it. */
  readonly owner?: string;
}

/**
 * Keeps the groups of an aggregator over restarts. Adding is optimistic: who was overtaken reads the group again. A
 * completed group stays until it is confirmed: one that could not be delivered is sent again, by the same process, or by
 * another when the first one was not heard of for a while. So each group is delivered at least once.
 *
 * @example
 * ```ts
 * import { AggregationRepository, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const groups = new AggregationRepository(state, 'by-facility');
 * const open = await groups.get('ou1');
 * await groups.add('ou1', [1], open?.version); // false: somebody else added meanwhile
 * ```
 */
export class AggregationRepository {
  readonly recoveryIntervalMs: number;
  /** How long a process counts as alive that was not heard of: three looks, and 15 seconds at least. */
  readonly leaseMs: number;
  readonly maximumRedeliveries: number | undefined;
  readonly deadLetterUri: string | undefined;
  readonly #state: StateStore;
  readonly #open: string;
  readonly #completed: string;
  readonly #owners: string;
  readonly #owner = randomUUID();

  constructor(state: StateStore, name: string, options: AggregationRepositoryOptions = {}) {
    const { recoveryIntervalMs = 5000, maximumRedeliveries, deadLetterUri } = options;
    this.recoveryIntervalMs = recoveryIntervalMs;
    this.leaseMs = Math.max(15_000, recoveryIntervalMs * 3);
    this.maximumRedeliveries = maximumRedeliveries;
    this.deadLetterUri = deadLetterUri;
    this.#state = state;
    this.#open = `aggregation/${name}/open`;
    this.#completed = `aggregation/${name}/completed`;
    this.#owners = `aggregation/${name}/owners`;
  }

  async get(key: string): Promise<OpenGroup | undefined> {
    const entry = await this.#state.get(this.#open, key);
    return entry && { value: entry.value, version: entry.version };
  }

  /** Writes the group as it is with the new message in it; false when it changed since it was read. */
  add(key: string, value: JsonValue, version: number | undefined): Promise<boolean> {
    return this.#state.compareAndSet(this.#open, key, version, value);
  }

  /** Forgets an open group; false when it changed since it was read. */
  remove(key: string, version: number): Promise<boolean> {
    return this.#state.delete(this.#open, key, version);
  }

  /** The groups that are open. */
  async open(): Promise<readonly { readonly key: string; readonly value: JsonValue }[]> {
    return (await this.#state.list(this.#open)).map(({ key, value }) => ({ key, value }));
  }

  /** Keys of the groups that are open. */
  async keys(): Promise<readonly string[]> {
    return (await this.open()).map(({ key }) => key);
  }

  /**
   * Closes a group under an id: from now on messages with its key start a new one. `value` is the final group; the version
   * is that of the open one, undefined when the first message completed it. Rejects with STATE_CONFLICT when it changed.
   */
  async complete(key: string, id: string, value: JsonValue, version: number | undefined): Promise<void> {
    const completion = { key, value, owner: this.#owner } satisfies StoredCompletion;
    await this.#state.transaction([
      { op: 'delete', namespace: this.#open, key, ifVersion: version ?? null },
      { op: 'put', namespace: this.#completed, key: id, value: completion },
    ]);
  }

  /** The completed group was delivered. */
  confirm(id: string): Promise<boolean> {
    return this.#state.delete(this.#completed, id);
  }

  /**
   * Completed groups that were never confirmed, and that nobody is delivering: from now on they are this process's.
   * `underWay` are those that it is delivering itself.
   */
  async recover(underWay: ReadonlySet<string> = new Set()): Promise<readonly CompletedGroup[]> {
    // One that is confirmed while the list is read is in the list, but not under way any more.
    const before = new Set(underWay);
    const entries = (await this.#state.list(this.#completed)).filter(
      ({ key }) => !before.has(key) && !underWay.has(key),
    );
    if (entries.length === 0) return [];
    await this.showAlive();
    const alive = new Set((await this.#state.list(this.#owners)).map((entry) => entry.key));
    const lost: CompletedGroup[] = [];
    for (const { key: id, version, value: stored } of entries) {
      const { key, value, owner } = stored as unknown as StoredCompletion;
      if (owner !== this.#owner) {
        if (owner !== undefined && alive.has(owner)) continue;
        const mine = { key, value, owner: this.#owner } satisfies StoredCompletion;
        if (!(await this.#state.compareAndSet(this.#completed, id, version, mine))) continue;
      }
      lost.push({ id, key, value });
    }
    return lost;
  }

  /** Says that this process is there, for {@link leaseMs}: nobody else takes up what it delivers. */
  async showAlive(): Promise<void> {
    await this.#state.put(this.#owners, this.#owner, null, { ttlMs: this.leaseMs });
  }

  /** It delivers nothing any more: what it did not confirm is for others. */
  async leave(): Promise<void> {
    await this.#state.delete(this.#owners, this.#owner);
  }
}
