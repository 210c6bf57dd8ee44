import type { JsonValue, StateStore, StoreWrite } from './state-store.ts';

const log = 'audit';

/** Who did what to which thing, and why. Holds no payload. */
export interface AuditEntry {
  /** User name of the console or the API, or `cli`, or the name of a job. */
  readonly actor: string;
  /** `dead-letter.replay`, `route.stop`, `payload.reveal`, … */
  readonly action: string;
  /** Id of the thing acted upon. */
  readonly target: string;
  /** What the person gave as reason. */
  readonly reason?: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly details?: Readonly<Record<string, JsonValue>>;
}

export interface AuditRecord extends AuditEntry {
  readonly sequence: number;
  readonly at: number;
}

/**
 * The log of what persons did through the console, the API and the command. Entries are only ever added.
 *
 * @example
 * ```ts
 * import { AuditLog, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * await new AuditLog(state).add({ actor: 'cli', action: 'dead-letter.discard', target: '0mywpiww000lz', reason: 'test', outcome: 'done' });
 * ```
 */
export class AuditLog {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  async add(entry: AuditEntry): Promise<void> {
    await this.#state.append(log, [entry as unknown as JsonValue]);
  }

  /** The write that adds an entry, for a transaction with the act itself. */
  write(entry: AuditEntry): StoreWrite {
    return { op: 'append', log, value: entry as unknown as JsonValue };
  }

  /** Newest first; `after` is the sequence to go on behind, towards older ones. */
  async list(options: { after?: number; limit?: number } = {}): Promise<readonly AuditRecord[]> {
    const records = await this.#state.read(log, { limit: 100, ...options, newestFirst: true });
    return records.map(({ sequence, at, value }) => ({ ...(value as unknown as AuditEntry), sequence, at }));
  }
}
