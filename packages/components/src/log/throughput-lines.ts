import type { Clock, Exchange, Producer } from '@dhow/core/component';

/** Writes a line: of a message, or of none. */
export type WriteLine = (line: string, exchange?: Exchange) => void;

/** A line for each so many messages. */
export function sizedGroups(groupSize: number, clock: Clock, write: WriteLine): Producer {
  const rates = new Rates(clock);
  let count = 0;
  return {
    process(exchange: Exchange) {
      rates.begin();
      if (++count % groupSize === 0)
        write(`Received: ${count} messages so far. ${rates.next(groupSize, count)}`, exchange);
    },
  };
}

/** A line each time that so much has passed. */
export function timedGroups(
  { intervalMs, delayMs, activeOnly }: { intervalMs: number; delayMs: number; activeOnly: boolean },
  clock: Clock,
  write: WriteLine,
): Producer {
  const rates = new Rates(clock);
  let count = 0;
  let before = 0;
  let cancel: (() => void) | undefined;
  const plan = (ms: number) => {
    cancel = clock.schedule(ms, () => {
      plan(intervalMs);
      if (count === before && activeOnly) return;
      const fresh = count - before;
      before = count;
      write(`Received: ${fresh} new messages, with total ${count} so far. ${rates.next(fresh, count)}`);
    });
  };
  return {
    start() {
      rates.begin();
      plan(delayMs);
      return Promise.resolve();
    },
    stop: () => cancel?.(),
    process() {
      count++;
    },
  };
}

/** How long the last group took, and how many messages a second there were in it and in all. */
class Rates {
  readonly #clock: Clock;
  #started: number | undefined;
  #group = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(): void {
    if (this.#started === undefined) this.#started = this.#group = this.#clock.elapsed();
  }

  next(fresh: number, count: number): string {
    const now = this.#clock.elapsed();
    const tookMs = now - this.#group;
    this.#group = now;
    const [rate, average] = [perSecond(fresh, tookMs), perSecond(count, now - this.#started!)];
    return `Last group took: ${Math.round(tookMs)} millis which is: ${rate} messages per second. average: ${average}`;
  }
}

function perSecond(count: number, ms: number): string {
  return (ms > 0 ? (count * 1000) / ms : 0).toLocaleString('en', { maximumFractionDigits: 3 });
}
