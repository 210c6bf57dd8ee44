import { StateError } from './state-errors.ts';
import type { StateStore } from './state-store.ts';

const namespace = 'leader-locks';

export interface LeaderLockOptions {
  readonly name: string;
  /** Who asks: unique among the processes of the store. */
  readonly owner: string;
  /** How long the lock holds without renewal, in milliseconds. */
  readonly leaseMs: number;
}

/**
 * A lock among processes with a lease: who dies lets go when the lease runs out.
 *
 * @example
 * ```ts
 * import { LeaderLock, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const lease = await new LeaderLock(state, { name: 'nightly', owner: 'host-1/4711', leaseMs: 15_000 }).acquire();
 * if (lease) await lease.release();
 * ```
 */
export class LeaderLock {
  readonly #state: StateStore;
  readonly #options: LeaderLockOptions;

  constructor(state: StateStore, options: LeaderLockOptions) {
    this.#state = state;
    this.#options = options;
  }

  /** The lease, or undefined while somebody else holds the lock. */
  async acquire(): Promise<LeaderLease | undefined> {
    const { name, owner, leaseMs } = this.#options;
    const won = await this.#state.putIfAbsent(namespace, name, owner, { ttlMs: leaseMs });
    const entry = await this.#state.get(namespace, name);
    if (!won || entry?.value !== owner) return undefined;
    return new LeaderLease(this.#state, this.#options, entry.version);
  }

  /** Who holds the lock now. */
  async holder(): Promise<string | undefined> {
    return (await this.#state.get(namespace, this.#options.name))?.value as string | undefined;
  }
}

/** The lock while it is held. */
export class LeaderLease {
  /**
   * Grows with every change of hands: hand it to what the leader writes to, which refuses a smaller one than it has seen,
   * so that a leader that slept through the end of its lease does no harm.
   */
  readonly fencingToken: number;
  readonly #state: StateStore;
  readonly #options: LeaderLockOptions;
  #version: number;

  constructor(state: StateStore, options: LeaderLockOptions, version: number) {
    this.#state = state;
    this.#options = options;
    this.fencingToken = version;
    this.#version = version;
  }

  /** Starts the lease anew; false when it ran out and the lock may be somebody else's. */
  async renew(): Promise<boolean> {
    const { name, owner, leaseMs } = this.#options;
    if (!(await this.#state.compareAndSet(namespace, name, this.#version, owner, { ttlMs: leaseMs }))) return false;
    const entry = await this.#state.get(namespace, name);
    if (entry?.value !== owner) return false;
    this.#version = entry.version;
    return true;
  }

  /** Throws STATE_LEASE_LOST when the lock is not held any more. */
  async check(): Promise<void> {
    const { name } = this.#options;
    const entry = await this.#state.get(namespace, name);
    if (entry?.version !== this.#version) throw new StateError('STATE_LEASE_LOST', { lock: name });
  }

  async release(): Promise<void> {
    await this.#state.delete(namespace, this.#options.name, this.#version);
  }
}
