import { type Clock, systemClock } from '../clock/clock.ts';
import type { JsonValue, StateStore } from './state-store.ts';
import { keptBody, type PayloadPolicy, type StoredBody } from './stored-body.ts';

/** One step that a message went through. */
export interface HistoryStep {
  readonly stepId: string;
  readonly kind: string;
  /** The route that it stands in, when that is another one than the message came in by. */
  readonly routeId?: string;
  /** How many steps it stands in; absent for none. */
  readonly depth?: number;
  readonly elapsedMs: number;
  readonly code?: string;
  /** Absent when the step left the message as it was. */
  readonly changed?: StepChange;
}

/** What a step changed of the message, without values. */
export interface StepChange {
  /** Camel's class of the new body. */
  readonly bodyType?: string;
  readonly headersAdded?: readonly string[];
  readonly headersChanged?: readonly string[];
  readonly headersRemoved?: readonly string[];
}

/** One message's way. `wiped` says that there was a body, and that it is gone. */
export interface HistoryRecord {
  readonly sequence: number;
  readonly at: number;
  readonly routeId: string;
  readonly exchangeId: string;
  readonly outcome: 'completed' | 'failed' | 'handled';
  readonly code?: string;
  readonly elapsedMs: number;
  readonly steps: readonly HistoryStep[];
  readonly payloadPolicy: PayloadPolicy;
  readonly body?: StoredBody;
  readonly wiped?: boolean;
}

export interface HistoryPolicy {
  /** What is kept of the body; `metadata` when absent. */
  readonly payload?: PayloadPolicy;
  /** Records that a route keeps at most; 1,000 when absent. */
  readonly maxRecords?: number;
  /** Days that a record is kept; 30 when absent. */
  readonly days?: number;
}

export type NewHistoryRecord = Omit<HistoryRecord, 'sequence' | 'at' | 'payloadPolicy' | 'body' | 'wiped'> & {
  readonly body?: unknown;
};

const trimEvery = 100;

/**
 * Keeps the way of the last messages of each route, with what the route's policy allows of their payload.
 *
 * @example
 * ```ts
 * import { memoryStateStore, MessageHistoryStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * await new MessageHistoryStore(state).add(
 *   { routeId: 'monthly', exchangeId: 'a-1', outcome: 'completed', elapsedMs: 12, steps: [] },
 *   { payload: 'none' },
 * );
 * ```
 */
export class MessageHistoryStore {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #sinceTrim = new Map<string, number>();

  constructor(state: StateStore, clock: Clock = systemClock) {
    this.#state = state;
    this.#clock = clock;
  }

  async add(record: NewHistoryRecord, policy: HistoryPolicy = {}): Promise<void> {
    const { body, ...rest } = record;
    const payloadPolicy = policy.payload ?? 'metadata';
    const kept = keptBody(body, payloadPolicy);
    const value = {
      ...rest,
      at: this.#clock.now(),
      payloadPolicy,
      ...(kept && { body: kept }),
    } as unknown as JsonValue;
    const [sequence] = await this.#state.append(logOf(record.routeId), [value]);
    const added = (this.#sinceTrim.get(record.routeId) ?? 0) + 1;
    this.#sinceTrim.set(record.routeId, added % trimEvery);
    if (added >= trimEvery) {
      await this.#state.trim(logOf(record.routeId), {
        through: sequence! - (policy.maxRecords ?? 1000),
        before: this.#clock.now() - (policy.days ?? 30) * 86_400_000,
      });
    }
  }

  /** Newest first; `after` is the sequence to go on behind, towards older ones. */
  async list(routeId: string, options: { after?: number; limit?: number } = {}): Promise<readonly HistoryRecord[]> {
    const records = await this.#state.read(logOf(routeId), { limit: 100, ...options, newestFirst: true });
    return records.map(({ sequence, value }) => ({ ...(value as unknown as HistoryRecord), sequence }));
  }

  /** Takes the payloads of a route's messages away; that they were there is still shown. */
  async wipePayloads(routeId: string): Promise<void> {
    const records = await this.#state.read(logOf(routeId));
    const last = records.at(-1);
    if (!last) return;
    const kept = records.map(({ value }) => {
      const { body, ...rest } = value as unknown as HistoryRecord;
      return (body ? { ...rest, wiped: true } : rest) as unknown as JsonValue;
    });
    // The records are written anew without their bodies, then the old ones go: a log does not change what it holds.
    await this.#state.append(logOf(routeId), kept);
    await this.#state.trim(logOf(routeId), { through: last.sequence });
  }
}

function logOf(routeId: string): string {
  return `history/${routeId}`;
}
