import { type Clock, systemClock } from '../clock/clock.ts';
import { LeaderLock, type LeaderLease, type LeaderLockOptions } from './leader-lock.ts';
import type { StateStore } from './state-store.ts';

export interface LeaderElectionOptions extends LeaderLockOptions {
  readonly clock?: Clock;
  /** Called with the lease when this process becomes the leader. */
  readonly onElected: (lease: LeaderLease) => void;
  /** Called when it no longer is: stop what must run once. */
  readonly onLost: () => void;
  /** Called when the store cannot be asked; leadership ends by then at the latest when the lease does. */
  readonly onError?: (error: unknown) => void;
}

/** Takes part in the election of one leader for as long as it runs. The leader renews at a third of its lease. */
export class LeaderElection {
  readonly #options: LeaderElectionOptions;
  readonly #clock: Clock;
  readonly #lock: LeaderLock;
  #lease: LeaderLease | undefined;
  #heldUntil = 0;
  #cancel: (() => void) | undefined;
  #running = false;

  constructor(state: StateStore, options: LeaderElectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#lock = new LeaderLock(state, options);
  }

  get isLeader(): boolean {
    return this.#lease !== undefined;
  }

  /**
   * Whether the lease still runs by this process' own clock: false also before anybody noticed, when the process slept
   * through its end. Needs no store, so that it holds while the store is away.
   */
  get holdsLease(): boolean {
    return this.#lease !== undefined && this.#clock.now() < this.#heldUntil;
  }

  /** Resolves after the first try, whichever way it went. */
  async start(): Promise<void> {
    this.#running = true;
    await this.#turn();
  }

  /** Lets go of the lock, so that another takes over at once. */
  async stop(): Promise<void> {
    this.#running = false;
    this.#cancel?.();
    const lease = this.#lease;
    this.#lose();
    await lease?.release();
  }

  async #turn(): Promise<void> {
    if (!this.#running) return;
    const askedAt = this.#clock.now();
    try {
      if (this.#lease) {
        if (await this.#lease.renew()) this.#heldUntil = askedAt + this.#options.leaseMs;
        else this.#lose();
      } else {
        const lease = await this.#lock.acquire();
        if (lease && !this.#running) await lease.release();
        else if (lease) {
          this.#lease = lease;
          this.#heldUntil = askedAt + this.#options.leaseMs;
          this.#options.onElected(lease);
        }
      }
    } catch (error) {
      this.#options.onError?.(error);
      if (this.#clock.now() >= this.#heldUntil) this.#lose();
    }
    if (this.#running) {
      this.#cancel = this.#clock.schedule(this.#options.leaseMs / 3, () => void this.#turn());
    }
  }

  #lose(): void {
    if (!this.#lease) return;
    this.#lease = undefined;
    this.#options.onLost();
  }
}
