import type { KeptOffset, ResumeMark, ResumePlace, ResumePoints } from '../component/resume.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { ResumeStrategy } from './resume-strategy.ts';

const markProperty = 'CamelResumeMark';

/** A message, or a part of one, that came to the step. */
export interface ResumeTicket {
  isDone: boolean;
  offset: unknown;
}

/** Reads back for a route's source what the route's `resumable` step keeps. */
export class RouteResume implements ResumePoints {
  readonly #strategy: ResumeStrategy;

  constructor(strategy: ResumeStrategy) {
    this.#strategy = strategy;
  }

  async last(key: string): Promise<KeptOffset | undefined> {
    if (this.#strategy.find !== undefined) return this.#strategy.find(key);
    const offset = await this.#strategy.lastOffset?.(key);
    return offset === undefined || offset === null ? undefined : { offset };
  }

  mark(exchange: Exchange, place: ResumePlace): ResumeMark {
    const mark = new MessageMark(exchange, place, this);
    exchange.properties.set(markProperty, mark);
    return mark;
  }

  async keep(key: string, { offset, proof }: KeptOffset): Promise<void> {
    await this.#strategy.updateLastOffset(offset, key, proof);
  }

  async forget(key: string): Promise<void> {
    await this.#strategy.forget?.(key);
  }
}

/** The place of one message, which its parts share: what is kept never stands behind a part that is not done. */
export class MessageMark implements ResumeMark {
  passed = false;
  kept: KeptOffset | undefined = undefined;
  readonly #exchange: Exchange;
  readonly #place: ResumePlace;
  readonly #points: ResumePoints;
  /** In the order in which they came; one that failed stays for good. */
  readonly #open: ResumeTicket[] = [];
  #keeping: Promise<void> = Promise.resolve();

  constructor(exchange: Exchange, place: ResumePlace, points: ResumePoints) {
    this.#exchange = exchange;
    this.#place = place;
    this.#points = points;
  }

  begin(): ResumeTicket {
    this.passed = true;
    const ticket: ResumeTicket = { isDone: false, offset: undefined };
    this.#open.push(ticket);
    return ticket;
  }

  /** The offset of the whole message; its parts have none unless a step says so. */
  offsetOf(exchange: Exchange): unknown {
    return exchange === this.#exchange ? this.#place.offset : undefined;
  }

  done(ticket: ResumeTicket, offset: unknown): Promise<void> {
    ticket.isDone = true;
    ticket.offset = offset;
    let last: unknown;
    while (this.#open[0]?.isDone === true) last = this.#open.shift()!.offset ?? last;
    if (last === undefined) return Promise.resolve();
    const keeping = this.#keeping.then(() => this.#keep(last));
    this.#keeping = keeping.catch(() => undefined);
    return keeping;
  }

  async #keep(offset: unknown): Promise<void> {
    const kept = (await this.#place.keepAs?.(offset)) ?? { offset };
    await this.#points.keep(this.#place.key, kept);
    this.kept = kept;
  }

  toString(): string {
    return 'ResumeMark';
  }
}

export function markOf(exchange: Exchange): MessageMark | undefined {
  const found = exchange.property(markProperty);
  return found instanceof MessageMark ? found : undefined;
}
