import type { ClockReading } from '../clock/clock-reading.ts';
import { eventLoopTurn } from '../engine/event-loop-turn.ts';
import { Exchange } from '../exchange/exchange.ts';
import type { PartRun } from './part-runner.ts';

/** What is to be done next with a part. */
type Stage = 'take' | 'process' | 'join';

/** Parts between two looks at the clock, and how long they may keep everybody else from their turn. */
const lookEvery = 1024;
const longestTurnMs = 100;

/**
 * Goes through parts one after the other: takes one, processes it, joins it. One loop for parts that wait and for those that
 * do not, left where something waits and entered there again.
 */
export class PartLoop {
  readonly #run: PartRun;
  readonly #time: ClockReading;
  readonly #signal: AbortSignal;
  /** When this turn of the event loop began. */
  #begun: number;
  #index = 0;
  /** What follows when that which waits is done. */
  #stage: Stage = 'take';
  #part: Exchange | undefined = undefined;

  constructor(run: PartRun, time: ClockReading, signal: AbortSignal) {
    this.#run = run;
    this.#time = time;
    this.#begun = time.last;
    this.#signal = signal;
  }

  /** What the first one waits for; undefined when all is done. */
  start(): Promise<unknown> | undefined {
    return this.#loop('take', undefined);
  }

  /** The same for the rest, when that is `settled`. */
  goOn(settled: unknown): Promise<unknown> | undefined {
    this.#time.read();
    if (this.#stage === 'process')
      return settled === undefined ? undefined : this.#loop('process', settled as Exchange);
    return this.#loop(this.#stage, this.#part);
  }

  end(): void | Promise<void> {
    const { source, results } = this.#run;
    const closing = results.stopped ? source.close?.() : undefined;
    if (closing !== undefined) return closing.then(() => results.finish());
    results.finish();
  }

  #loop(from: Stage, current: Exchange | undefined): Promise<unknown> | undefined {
    const { source, worker, results } = this.#run;
    const time = this.#time;
    let stage = from;
    let part = current;
    for (;;) {
      if (stage === 'take') {
        if (results.stopped) return undefined;
        if (this.#index % lookEvery === lookEvery - 1 && time.last - this.#begun > longestTurnMs)
          return this.#wait('take', undefined, this.#turn());
        const next = source.next();
        if (next === undefined) return undefined;
        // Asking whether it is a promise would go through all that an exchange inherits from.
        if (!(next instanceof Exchange)) return this.#wait('process', undefined, next);
        part = next;
      }
      if (stage !== 'join') {
        const processing = worker.process(part!, this.#index, this.#signal);
        if (processing !== undefined) return this.#wait('join', part, processing);
      }
      const joining = results.add(part!, this.#index++);
      if (joining !== undefined) return this.#wait('take', undefined, joining);
      stage = 'take';
    }
  }

  async #turn(): Promise<void> {
    await eventLoopTurn();
    this.#begun = this.#time.read();
  }

  #wait(next: Stage, part: Exchange | undefined, waiting: Promise<unknown>): Promise<unknown> {
    this.#stage = next;
    this.#part = part;
    return waiting;
  }
}
