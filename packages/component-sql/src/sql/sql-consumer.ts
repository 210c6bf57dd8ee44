import { PollPause, type Consumer, type ConsumerRoute } from '@dhow/core/component';
import { RowPoll } from './row-poll.ts';
import type { SqlEndpoint } from './sql-endpoint.ts';
import type { SqlQuery } from './sql-query.ts';

/** Polls a query from time to time. One poll at a time, one message at a time. */
export class SqlConsumer implements Consumer {
  readonly #endpoint: SqlEndpoint;
  readonly #query: SqlQuery;
  readonly #route: ConsumerRoute;
  readonly #poll: RowPoll;
  readonly #pause: PollPause;
  #running = false;
  /** The rows of the present poll are handed over before it stops. */
  #worksOff = false;
  #cancel: (() => void) | undefined;
  #polling: Promise<void> | undefined;
  #found = true;

  constructor(endpoint: SqlEndpoint, query: SqlQuery, route: ConsumerRoute) {
    this.#endpoint = endpoint;
    this.#query = query;
    this.#route = route;
    this.#pause = new PollPause(endpoint.options);
    this.#poll = new RowPoll(endpoint, query, route, () => this.#goesOn());
  }

  async start(): Promise<void> {
    this.#endpoint.dataSource().check?.();
    await this.#query.load();
    await this.#poll.load();
    this.#pause.reset();
    this.#running = true;
    this.#worksOff = false;
    this.#plan(this.#endpoint.options.initialDelayMs);
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  resume(): void {
    this.#running = true;
    if (this.#polling === undefined) this.#plan(0);
  }

  async stop(signal?: AbortSignal): Promise<void> {
    this.#worksOff = this.#route.completesAllTasks === true;
    this.suspend();
    if (this.#polling === undefined) return;
    const forced = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([this.#polling, forced]);
  }

  isIdle(): boolean {
    return this.#polling === undefined && this.#pause.looks > 0 && (!this.#found || this.#pause.isOver);
  }

  #goesOn(): boolean {
    if (this.#route.mayAcknowledge?.() === false) return false;
    return this.#running || (this.#worksOff && !this.#route.signal.aborted);
  }

  #plan(delayMs: number): void {
    const { clock } = this.#endpoint.context;
    this.#cancel = clock.schedule(delayMs, () => {
      const begun = clock.elapsed();
      this.#polling = this.#once().finally(() => {
        this.#polling = undefined;
        if (this.#running && !this.#pause.isOver) this.#plan(this.#pause.next(clock.elapsed() - begun));
      });
    });
  }

  async #once(): Promise<void> {
    try {
      this.#found = (await this.#poll.run()) > 0;
      this.#pause.note(this.#found ? 'found' : 'empty');
    } catch (error) {
      this.#found = false;
      this.#pause.note('failed');
      await this.#route.handleFailure(error);
    }
  }
}
