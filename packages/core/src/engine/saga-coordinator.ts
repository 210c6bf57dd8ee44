import { NamedException } from '../error-handling/exception-types.ts';
import { formatExchangeId, type Exchange } from '../exchange/exchange.ts';

export const sagaHeader = 'Long-Running-Action';

/** Tells an endpoint of the end of the saga; whether it heard. */
type Callback = (headers: Readonly<Record<string, unknown>>) => Promise<boolean>;

/** What a participant left for the end of the saga. */
export interface SagaParticipant {
  readonly compensation: Callback | undefined;
  readonly completion: Callback | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

type SagaState = 'RUNNING' | 'COMPENSATING' | 'COMPENSATED' | 'COMPLETING' | 'COMPLETED';

/** A saga under way: its participants, until it is completed or compensated. */
export class Saga {
  readonly id: string;
  readonly #participants: SagaParticipant[] = [];
  readonly #timers: (() => void)[] = [];
  #state: SagaState = 'RUNNING';
  /** Whether all heard of the end. */
  #ending: Promise<boolean> | undefined = undefined;
  #ended: (() => void) | undefined = undefined;

  constructor(id: string) {
    this.id = id;
  }

  get isComplete(): boolean {
    return this.#state === 'COMPLETING' || this.#state === 'COMPLETED';
  }

  /** Refused once the saga ends: nobody would undo what the participant does. */
  join(participant: SagaParticipant): void {
    if (this.#state !== 'RUNNING') throw this.#refused('begin');
    this.#participants.push(participant);
  }

  expire(schedule: (callback: () => void) => () => void): void {
    this.#timers.push(
      schedule(() => {
        if (this.#state === 'RUNNING') void this.compensate();
      }),
    );
  }

  /**
   * All participants are told that it went well, the last one first. A second end does nothing; one that was compensated
   * cannot be completed. Answers whether all heard.
   */
  complete(): Promise<boolean> {
    if (this.#state === 'COMPENSATING' || this.#state === 'COMPENSATED') throw this.#refused('complete');
    return (this.#ending ??= this.#end('COMPLETING', 'COMPLETED', ({ completion }) => completion));
  }

  /** All participants undo their part, the last one first. Answers whether all heard. */
  compensate(): Promise<boolean> {
    if (this.#state === 'COMPLETING' || this.#state === 'COMPLETED') throw this.#refused('compensate');
    return (this.#ending ??= this.#end('COMPENSATING', 'COMPENSATED', ({ compensation }) => compensation));
  }

  /** Calls back when it has ended. */
  whenEnded(callback: () => void): void {
    if (this.#ending === undefined) this.#ended = callback;
    else void this.#ending.finally(callback);
  }

  async #end(
    during: SagaState,
    after: SagaState,
    callbackOf: (participant: SagaParticipant) => Callback | undefined,
  ): Promise<boolean> {
    this.#state = during;
    for (const cancel of this.#timers.splice(0)) cancel();
    let allHeard = true;
    for (const participant of this.#participants.toReversed()) {
      const callback = callbackOf(participant);
      if (callback && !(await callback({ [sagaHeader]: this.id, ...participant.values }))) allHeard = false;
    }
    this.#state = after;
    this.#ended?.();
    return allHeard;
  }

  #refused(what: string): NamedException {
    return new NamedException('java.lang.IllegalStateException', `Cannot ${what}: status is ${this.#state}`);
  }
}

/** The sagas of a context, in memory. */
export class SagaCoordinator {
  readonly #sagas = new Map<string, Saga>();
  #next = 0;

  begin(exchange: Exchange): Saga {
    const saga = new Saga(`${formatExchangeId(exchange.sequence)}-saga-${++this.#next}`);
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
