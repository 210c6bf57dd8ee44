import type { Consumer, ConsumerRoute } from '@dhow/core/component';
import { RowPoll } from './row-poll.ts';
import type { SqlEndpoint } from './sql-endpoint.ts';
import type { SqlQuery } from './sql-query.ts';

/** Polls a query from time to time. One poll at a time, one message at a time. */
export class SqlConsumer implements Consumer {
  readonly #endpoint: SqlEndpoint;
  readonly #query: SqlQuery;
  readonly #route: ConsumerRoute;
  readonly #poll: RowPoll;
  #running = false;
  /** The rows of the present poll are handed over before it stops. */
  #worksOff = false;
  #cancel: (() => void) | undefined;
  #polling: Promise<void> | undefined;
  #polls = 0;
  #found = true;
  #emptyInRow = 0;
  #failedInRow = 0;

  constructor(endpoint: SqlEndpoint, query: SqlQuery, route: ConsumerRoute) {
    this.#endpoint = endpoint;
    this.#query = query;
    this.#route = route;
    this.#poll = new RowPoll(endpoint, query, route, () => this.#goesOn());
  }

  async start(): Promise<void> {
    this.#endpoint.dataSource();
    await this.#query.load();
    await this.#poll.load();
    this.#polls = 0;
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
    return this.#polling === undefined && this.#polls > 0 && !this.#found;
  }

  #goesOn(): boolean {
    if (this.#route.mayAcknowledge?.() === false) return false;
    return this.#running || (this.#worksOff && !this.#route.signal.aborted);
  }

  #plan(delayMs: number): void {
    this.#cancel = this.#endpoint.context.clock.schedule(delayMs, () => {
      this.#polls++;
      this.#polling = this.#once().finally(() => {
        this.#polling = undefined;
        const { repeatCount } = this.#endpoint.options;
        if (this.#running && (repeatCount === 0 || this.#polls < repeatCount)) this.#plan(this.#nextDelay());
      });
    });
  }

  async #once(): Promise<void> {
    try {
      this.#found = (await this.#poll.run()) > 0;
      this.#failedInRow = 0;
      this.#emptyInRow = this.#found ? 0 : this.#emptyInRow + 1;
    } catch (error) {
      this.#found = false;
      this.#failedInRow++;
      await this.#route.handleFailure(error);
    }
  }

  /** Camel leaves out polls; that many more delays are the same. */
  #nextDelay(): number {
    const { delayMs, greedy, backoffMultiplier, backoffIdleThreshold, backoffErrorThreshold } = this.#endpoint.options;
    if (greedy && this.#found) return 0;
    const isIdle = backoffIdleThreshold > 0 && this.#emptyInRow >= backoffIdleThreshold;
    const isFailing = backoffErrorThreshold > 0 && this.#failedInRow >= backoffErrorThreshold;
    if (!isIdle && !isFailing) return delayMs;
    this.#emptyInRow = this.#failedInRow = 0;
    return delayMs * (1 + backoffMultiplier);
  }
}
