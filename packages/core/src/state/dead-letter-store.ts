import { type Clock, systemClock } from '../clock/clock.ts';
import { StateError } from './state-errors.ts';
import type { JsonValue, StateStore, StoredEntry, StoreWrite } from './state-store.ts';
import { keptBody, type PayloadPolicy, type StoredBody } from './stored-body.ts';

export type DeadLetterStatus = 'waiting' | 'replayed' | 'discarded';

/** Where a message came from: the file, topic or URL, and the rows of it that are concerned. */
export interface DeadLetterSource {
  /** Masked URI or name of the file. */
  readonly name: string;
  readonly row?: number;
}

/** A message that could not be delivered. `reason` and `remedy` name no values of persons. */
export interface DeadLetter {
  /** Sorts by time. */
  readonly id: string;
  readonly status: DeadLetterStatus;
  readonly at: number;
  readonly routeId: string;
  /** The step that failed, where it is known. */
  readonly stepId?: string;
  /** The endpoint that the message was for, masked. */
  readonly endpoint?: string;
  readonly exchangeId?: string;
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string;
  readonly source?: DeadLetterSource;
  /** Where a replay goes to instead of the start of the route (`direct:send`). */
  readonly replayTo?: string;
  readonly payloadPolicy: PayloadPolicy;
  readonly body?: StoredBody;
  readonly headers?: Readonly<Record<string, JsonValue>>;
  /** How often it was sent again, and when last. */
  readonly replays: number;
  readonly replayedAt?: number;
  /** Who discarded it, and why. */
  readonly discarded?: { readonly by: string; readonly why: string; readonly at: number };
}

/** What the caller knows of a failed message. The body is kept by the policy: all of it when absent. */
export interface NewDeadLetter {
  readonly routeId: string;
  readonly stepId?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly exchangeId?: string | undefined;
  readonly code: string;
  readonly reason: string;
  readonly remedy?: string | undefined;
  readonly source?: DeadLetterSource | undefined;
  readonly replayTo?: string | undefined;
  readonly payloadPolicy?: PayloadPolicy | undefined;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, JsonValue>> | undefined;
}

export interface DeadLetterFilter {
  readonly status?: DeadLetterStatus;
  readonly routeId?: string;
  readonly code?: string;
}

const namespace = 'dead-letters';
const replayLeaseMs = 10 * 60_000;

/**
 * Keeps messages that could not be delivered until somebody sends them again or discards them.
 *
 * @example
 * ```ts
 * import { DeadLetterStore, decodeBody, memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * const letters = new DeadLetterStore(state);
 * const letter = await letters.add({ routeId: 'monthly', code: 'E7641', reason: 'period is closed', body: { value: '12' } });
 * await letters.replay(letter.id, ({ body }) => console.log(decodeBody(body!)));
 * ```
 */
export class DeadLetterStore {
  readonly #state: StateStore;
  readonly #clock: Clock;
  #lastTick = 0;

  constructor(state: StateStore, clock: Clock = systemClock) {
    this.#state = state;
    this.#clock = clock;
  }

  async add(letter: NewDeadLetter): Promise<DeadLetter> {
    const { letters, writes } = this.prepare([letter]);
    await this.#state.transaction(writes);
    return letters[0]!;
  }

  /** Letters with the writes that would keep them, for a caller that puts them into a transaction of its own. */
  prepare(incoming: readonly NewDeadLetter[]): { letters: readonly DeadLetter[]; writes: readonly StoreWrite[] } {
    const letters = incoming.map((letter) => this.#complete(letter));
    return { letters, writes: letters.map((letter) => put(letter)) };
  }

  async get(id: string): Promise<DeadLetter | undefined> {
    return (await this.#state.get(namespace, id))?.value as DeadLetter | undefined;
  }

  /** Oldest first; `after` is the id to go on behind. */
  async list(
    options: DeadLetterFilter & { readonly after?: string; readonly limit?: number } = {},
  ): Promise<readonly DeadLetter[]> {
    const found: DeadLetter[] = [];
    const limit = options.limit ?? Infinity;
    for await (const letter of this.#all(options.after)) {
      if (found.length >= limit) break;
      if (matches(letter, options)) found.push(letter);
    }
    return found;
  }

  async count(filter: DeadLetterFilter = {}): Promise<number> {
    let count = 0;
    for await (const letter of this.#all(undefined)) if (matches(letter, filter)) count++;
    return count;
  }

  /**
   * Sends a letter again. Only one caller at a time does; when `send` fails the letter stays waiting with the new reason.
   * Rejects with STATE_NO_DEAD_LETTER, STATE_NO_PAYLOAD, STATE_CONFLICT (somebody else is at it), or what `send` threw.
   */
  async replay(
    id: string,
    send: (letter: DeadLetter) => unknown,
    describe: (error: unknown) => { code: string; reason: string } = describeError,
  ): Promise<DeadLetter> {
    const entry = await this.#entry(id);
    const letter = entry.value as unknown as DeadLetter;
    if (letter.payloadPolicy !== 'full' || !letter.body || letter.body.kind === 'lost') {
      throw new StateError('STATE_NO_PAYLOAD', { id, policy: letter.payloadPolicy, route: letter.routeId });
    }
    const lock = `replay/${id}`;
    if (!(await this.#state.putIfAbsent(namespace + '-locks', lock, true, { ttlMs: replayLeaseMs }))) {
      throw new StateError('STATE_CONFLICT', { place: `${namespace}/${id}` });
    }
    const sent = { ...letter, replays: letter.replays + 1, replayedAt: this.#clock.now() };
    try {
      await send(letter);
      const done: DeadLetter = { ...sent, status: 'replayed' };
      await this.#state.transaction([put(done)]);
      return done;
    } catch (error) {
      await this.#state.transaction([put({ ...sent, status: 'waiting', ...describe(error) })]);
      throw error;
    } finally {
      await this.#state.delete(namespace + '-locks', lock);
    }
  }

  /** Takes a letter off the list of work and wipes its payload; that it was there stays. */
  async discard(id: string, by: string, why: string): Promise<DeadLetter> {
    const entry = await this.#entry(id);
    const { body: _, headers: __, ...rest } = entry.value as unknown as DeadLetter;
    const letter: DeadLetter = { ...rest, status: 'discarded', discarded: { by, why, at: this.#clock.now() } };
    await this.#state.transaction([put(letter, entry.version)]);
    return letter;
  }

  /** Deletes letters that were settled before a time; those that wait stay. Answers how many went. */
  async trim(before: number): Promise<number> {
    let count = 0;
    for await (const letter of this.#all(undefined)) {
      const settledAt = letter.discarded?.at ?? letter.replayedAt ?? letter.at;
      if (letter.status === 'waiting' || settledAt >= before) continue;
      if (await this.#state.delete(namespace, letter.id)) count++;
    }
    return count;
  }

  async #entry(id: string): Promise<StoredEntry> {
    const entry = await this.#state.get(namespace, id);
    if (!entry) throw new StateError('STATE_NO_DEAD_LETTER', { id });
    return entry;
  }

  async *#all(after: string | undefined): AsyncGenerator<DeadLetter> {
    let last = after;
    for (;;) {
      const page = await this.#state.list(namespace, { limit: 500, ...(last !== undefined && { after: last }) });
      for (const { value } of page) yield value as unknown as DeadLetter;
      if (page.length < 500) return;
      last = page.at(-1)!.key;
    }
  }

  #complete(letter: NewDeadLetter): DeadLetter {
    const { body, headers, payloadPolicy = 'full', ...known } = letter;
    const kept = keptBody(body, payloadPolicy);
    return {
      ...(withoutUndefined(known) as typeof known & { source?: DeadLetterSource }),
      id: this.#nextId(),
      status: 'waiting',
      at: this.#clock.now(),
      payloadPolicy,
      ...(kept && { body: kept }),
      ...(headers && payloadPolicy === 'full' && { headers }),
      replays: 0,
    } as DeadLetter;
  }

  /** Time in base 36, then a count within it, then chance for other processes: short, and in the order of adding. */
  #nextId(): string {
    this.#lastTick = Math.max(this.#clock.now() * 1296, this.#lastTick + 1);
    const chance = Math.floor(Math.random() * 1296);
    return this.#lastTick.toString(36).padStart(11, '0') + chance.toString(36).padStart(2, '0');
  }
}

function put(letter: DeadLetter, ifVersion?: number): StoreWrite {
  const value = letter as unknown as JsonValue;
  return { op: 'put', namespace, key: letter.id, value, ...(ifVersion !== undefined && { ifVersion }) };
}

function matches(letter: DeadLetter, { status, routeId, code }: DeadLetterFilter): boolean {
  return (
    (status === undefined || letter.status === status) &&
    (routeId === undefined || letter.routeId === routeId) &&
    (code === undefined || letter.code === code)
  );
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

function describeError(error: unknown): { code: string; reason: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : 'UNKNOWN',
    reason: typeof message === 'string' ? message : 'unknown reason',
  };
}
