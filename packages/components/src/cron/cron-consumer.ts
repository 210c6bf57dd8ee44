import type { ComponentContext, Consumer, ConsumerRoute } from '@dhow/core/component';
import type { CronEndpointUri } from './cron-endpoint.ts';
import type { Schedule } from './schedule.ts';

/** Timers end earlier than months, and a clock may be set in between: longer waits are looked at again. */
const longestWaitMs = 3_600_000;

/** Fires by the schedule, one message at a time. */
export class CronConsumer implements Consumer {
  readonly #uri: CronEndpointUri;
  readonly #schedule: Schedule;
  readonly #route: ConsumerRoute;
  readonly #context: ComponentContext;
  #cancel: (() => void) | undefined;
  #running = false;
  #fired = 0;
  #last: number | undefined;
  #underWay: Promise<void> | undefined;

  constructor(uri: CronEndpointUri, schedule: Schedule, route: ConsumerRoute, context: ComponentContext) {
    this.#uri = uri;
    this.#schedule = schedule;
    this.#route = route;
    this.#context = context;
  }

  start(): void {
    this.#fired = 0;
    this.#last = undefined;
    this.resume();
  }

  resume(): void {
    if (this.#running) return;
    this.#running = true;
    if (this.#underWay === undefined) this.#plan(this.#context.clock.now());
  }

  suspend(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  async stop(): Promise<void> {
    this.suspend();
    await this.#underWay;
  }

  isIdle(): boolean {
    return this.#underWay === undefined && this.#cancel === undefined;
  }

  #plan(after: number): void {
    const due = this.#schedule.next(after, this.#fired);
    if (due !== undefined) this.#waitFor(due);
  }

  #waitFor(due: number): void {
    const { clock } = this.#context;
    const wait = Math.min(Math.max(0, due - clock.now()), longestWaitMs);
    this.#cancel = clock.schedule(wait, () => {
      this.#cancel = undefined;
      if (clock.now() < due) this.#waitFor(due);
      else this.#fire(due);
    });
  }

  #fire(due: number): void {
    this.#underWay = this.#message(due).finally(() => {
      this.#underWay = undefined;
      if (this.#running) this.#plan(Math.max(due, this.#context.clock.now()));
    });
  }

  async #message(due: number): Promise<void> {
    const previous = this.#last;
    this.#last = due;
    this.#fired++;
    const exchange = this.#route.createExchange(null, this.#uri.options.exchangePattern);
    if (this.#uri.scheme === 'quartz') {
      const { headers } = exchange;
      const [group, name] = this.#uri.path.includes('/') ? this.#uri.path.split('/', 2) : ['Camel', this.#uri.path];
      const next = this.#schedule.next(due, this.#fired);
      headers.set('fireTime', new Date(this.#context.clock.now()));
      headers.set('scheduledFireTime', new Date(due));
      headers.set('previousFireTime', previous === undefined ? null : new Date(previous));
      headers.set('nextFireTime', next === undefined ? null : new Date(next));
      headers.set('triggerName', name);
      headers.set('triggerGroup', group);
      headers.set('refireCount', 0);
    }
    await this.#route.process(exchange);
  }
}
