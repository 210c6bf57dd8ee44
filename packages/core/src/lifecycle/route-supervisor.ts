import type { Clock } from '../clock/clock.ts';
import type { Logger } from '../log/logger.ts';
import { matchesPattern } from '../engine/name-pattern.ts';

export interface SuperviseOptions {
  /** Wait before the second attempt; 2 seconds when absent. */
  readonly backOffMs?: number;
  /** Factor of each further wait; 1 when absent. */
  readonly multiplier?: number;
  readonly maxBackOffMs?: number;
  /** Attempts in all; without end when absent. */
  readonly maxAttempts?: number;
  /** Ids or patterns of the routes that are supervised; all when absent. The others fail the start. */
  readonly include?: readonly string[];
}

/** A route that did not start and is tried again. */
export interface SupervisedFailure {
  readonly routeId: string;
  readonly attempts: number;
  readonly error: unknown;
  /** False when no further attempt is made. */
  readonly retrying: boolean;
}

/** Starts routes so that one which cannot start now (its counterpart is away) does not keep the others from it. */
export class RouteSupervisor {
  readonly #options: SuperviseOptions;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #failures = new Map<string, SupervisedFailure>();
  readonly #timers = new Set<() => void>();

  constructor(options: SuperviseOptions, clock: Clock, log: Logger) {
    this.#options = options;
    this.#clock = clock;
    this.#log = log;
  }

  /** Routes that are not up, with their last error. */
  get failures(): readonly SupervisedFailure[] {
    return [...this.#failures.values()];
  }

  async startAll(ids: readonly string[], start: (id: string) => Promise<unknown>): Promise<void> {
    for (const id of ids) {
      if (this.#supervises(id)) await this.#attempt(id, 1, start);
      else await start(id);
    }
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#failures.clear();
  }

  async #attempt(id: string, attempt: number, start: (id: string) => Promise<unknown>): Promise<void> {
    try {
      await start(id);
      this.#failures.delete(id);
    } catch (error) {
      const { maxAttempts = Number.POSITIVE_INFINITY } = this.#options;
      const retrying = attempt < maxAttempts;
      this.#failures.set(id, { routeId: id, attempts: attempt, error, retrying });
      this.#log.warn(`Route ${id} does not start (attempt ${attempt})${retrying ? '; it is tried again.' : '.'}`, {
        error,
      });
      if (retrying) this.#later(id, attempt, start);
    }
  }

  #later(id: string, attempt: number, start: (id: string) => Promise<unknown>): void {
    const { backOffMs = 2000, multiplier = 1, maxBackOffMs = Number.POSITIVE_INFINITY } = this.#options;
    const wait = Math.min(backOffMs * multiplier ** (attempt - 1), maxBackOffMs);
    const cancel = this.#clock.schedule(wait, () => {
      this.#timers.delete(cancel);
      void this.#attempt(id, attempt + 1, start);
    });
    this.#timers.add(cancel);
  }

  #supervises(id: string): boolean {
    const { include } = this.#options;
    return include === undefined || include.some((pattern) => matchesPattern(id, pattern));
  }
}
