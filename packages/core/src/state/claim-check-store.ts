import { StateError } from './state-errors.ts';
import type { StateStore } from './state-store.ts';
import { decodeBody, encodeBody, type StoredBody } from './stored-body.ts';

/**
 * Keeps bodies aside while a light message travels: the message carries the ticket.
 *
 * @example
 * ```ts
 * import { ClaimCheckStore, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const checks = new ClaimCheckStore(state, { name: 'attachments', ttlMs: 86_400_000 });
 * await checks.put('ticket-1', 'a large text');
 * const back = await checks.take('ticket-1');
 * ```
 */
export class ClaimCheckStore {
  readonly #state: StateStore;
  readonly #namespace: string;
  readonly #options: { ttlMs?: number };

  constructor(state: StateStore, options: { readonly name: string; readonly ttlMs?: number }) {
    this.#state = state;
    this.#namespace = `claim-check/${options.name}`;
    this.#options = options.ttlMs === undefined ? {} : { ttlMs: options.ttlMs };
  }

  /** Rejects with STATE_BAD_VALUE for a body that does not go into a file: read streams first. */
  async put(ticket: string, body: unknown): Promise<void> {
    const stored = encodeBody(body);
    if (stored.kind === 'lost') {
      throw new StateError('STATE_BAD_VALUE', { place: `${this.#namespace}/${ticket}`, reason: `it is ${stored.was}` });
    }
    await this.#state.put(this.#namespace, ticket, stored, this.#options);
  }

  /** The body, or undefined when there is none under that ticket. */
  async get(ticket: string): Promise<{ readonly body: unknown } | undefined> {
    const entry = await this.#state.get(this.#namespace, ticket);
    return entry && { body: decodeBody(entry.value as StoredBody) };
  }

  /** Gets and removes: of several that ask at once, one gets it. */
  async take(ticket: string): Promise<{ readonly body: unknown } | undefined> {
    const entry = await this.#state.get(this.#namespace, ticket);
    if (!entry || !(await this.#state.delete(this.#namespace, ticket, entry.version))) return undefined;
    return { body: decodeBody(entry.value as StoredBody) };
  }

  remove(ticket: string): Promise<boolean> {
    return this.#state.delete(this.#namespace, ticket);
  }
}
