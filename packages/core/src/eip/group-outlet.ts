import type { Compiler } from '../engine/compiler.ts';
import { eventLoopTurn } from '../engine/event-loop-turn.ts';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Processor } from './processor.ts';

/** Hears of the end of a group's way. */
type Ended = (failed: boolean) => void | Promise<void>;

/** Complete groups that may wait before those who bring new messages are held up. */
const mostWaiting = 100;

/**
 * Sends complete groups on, beside those who brought the messages and one at a time (or a few, in parallel). Instead of an
 * unbounded queue, who brings more than it can take waits.
 */
export class GroupOutlet {
  readonly #process: Processor;
  readonly #parallel: number;
  readonly #compiler: Compiler;
  readonly #queue: { group: Exchange; ended: Ended }[] = [];
  #active = 0;
  #room: (() => void)[] = [];
  #idle: (() => void)[] = [];

  constructor(process: Processor, parallel: number, compiler: Compiler) {
    this.#process = process;
    this.#parallel = parallel;
    this.#compiler = compiler;
  }

  /** A promise when the sender should wait. */
  send(group: Exchange, ended: Ended): void | Promise<void> {
    this.#queue.push({ group, ended });
    if (this.#active < this.#parallel) {
      this.#active++;
      // Those who bring messages go first: a group that is complete does not hold up the message that completed it.
      this.#compiler.host.runAside(() => eventLoopTurn().then(() => this.#work()), this.#compiler.log);
    }
    if (this.#queue.length > mostWaiting) return new Promise((resolve) => this.#room.push(resolve));
  }

  /** Resolves when all is sent. */
  done(): Promise<void> {
    if (this.#active === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  async #work(): Promise<void> {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const { group, ended } = next;
      const waiting = this.#process(group, this.#compiler.context.signal);
      if (waiting !== undefined) await waiting;
      const failed = group.exception !== undefined;
      if (failed) this.#tell('A complete group failed', group.exception);
      try {
        const ending = ended(failed);
        if (ending !== undefined) await ending;
      } catch (error) {
        // It was sent, and is sent again: the groups behind it must not wait for that.
        this.#tell('A complete group was sent, but that could not be noted', error);
      }
      if (this.#queue.length <= mostWaiting / 2) for (const resolve of this.#room.splice(0)) resolve();
    }
    this.#active--;
    if (this.#active === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #tell(what: string, error: unknown): void {
    this.#compiler.log.warn(`${what}: ${exceptionTypeOf(error)}`, { error });
  }
}
