import type { Exchange } from '../exchange/exchange.ts';

export const sagaHeader = 'Long-Running-Action';

/** What a participant left for the end of the saga. */
export interface SagaParticipant {
  readonly compensation: ((headers: Readonly<Record<string, unknown>>) => Promise<void>) | undefined;
  readonly completion: ((headers: Readonly<Record<string, unknown>>) => Promise<void>) | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A saga under way: its participants, until it is completed or compensated. */
export class Saga {
  readonly id: string;
  readonly #participants: SagaParticipant[] = [];
  #ended = false;
  #cancelTimer: (() => void) | undefined = undefined;

  constructor(id: string) {
    this.id = id;
  }

  get ended(): boolean {
    return this.#ended;
  }

  join(participant: SagaParticipant): void {
    this.#participants.push(participant);
  }

  expire(schedule: (callback: () => void) => () => void): void {
    this.#cancelTimer?.();
    this.#cancelTimer = schedule(() => void this.compensate());
  }

  /** All participants are told that it went well. A second end does nothing. */
  async complete(): Promise<void> {
    if (!this.#end()) return;
    for (const { completion, values } of this.#participants) await completion?.({ [sagaHeader]: this.id, ...values });
  }

  /** All participants undo their part, the last one first. */
  async compensate(): Promise<void> {
    if (!this.#end()) return;
    for (const { compensation, values } of this.#participants.toReversed())
      await compensation?.({ [sagaHeader]: this.id, ...values });
  }

  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.#cancelTimer?.();
    return true;
  }
}

/** The sagas of a context, in memory. */
export class SagaCoordinator {
  readonly #sagas = new Map<string, Saga>();
  #next = 0;

  begin(exchange: Exchange): Saga {
    const saga = new Saga(`${exchange.id}-saga-${++this.#next}`);
    this.#sagas.set(saga.id, saga);
    return saga;
  }

  /** The saga that the message says it belongs to. */
  of(exchange: Exchange): Saga | undefined {
    const id = exchange.header(sagaHeader);
    return typeof id === 'string' ? this.#sagas.get(id) : undefined;
  }

  forget(saga: Saga): void {
    this.#sagas.delete(saga.id);
  }
}
