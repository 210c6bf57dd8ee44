import type { Clock } from '../clock/clock.ts';
import type { Exchange } from '../exchange/exchange.ts';

/** Keys may be without number: gates that nobody needs are forgotten when there are more than these. */
const mostGates = 1000;

interface Gate {
  /** Nothing is counted here any more: a new gate would do as well. */
  isIdle(): boolean;
  /** False when the message is refused. Resolves when it may pass. */
  pass(limit: number, reject: boolean, exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean>;
}

/** A gate for each key. With a period it counts messages in the period, without one those under way. */
export class ThrottleGates {
  readonly #periodMs: number | undefined;
  readonly #clock: Clock;
  readonly #gates = new Map<string, Gate>();
  #sweepAt = mostGates;

  constructor(periodMs: number | undefined, clock: Clock) {
    this.#periodMs = periodMs;
    this.#clock = clock;
  }

  of(key: string): Gate {
    let gate = this.#gates.get(key);
    if (!gate) {
      gate = this.#periodMs === undefined ? new ConcurrencyGate() : new RateGate(this.#periodMs, this.#clock);
      if (this.#gates.size >= this.#sweepAt) this.#sweep();
      this.#gates.set(key, gate);
    }
    return gate;
  }

  /** Sweeping costs a look at each gate: the next time is when there are twice as many as were left. */
  #sweep(): void {
    for (const [key, gate] of this.#gates) if (gate.isIdle()) this.#gates.delete(key);
    this.#sweepAt = Math.max(mostGates, this.#gates.size * 2);
  }
}

/** Each passage may be used again a period later. */
class RateGate implements Gate {
  readonly #periodMs: number;
  readonly #clock: Clock;
  /** When the last passages were, oldest first; times to come are reserved. */
  readonly #passages: number[] = [];

  constructor(periodMs: number, clock: Clock) {
    this.#periodMs = periodMs;
    this.#clock = clock;
  }

  isIdle(): boolean {
    const last = this.#passages.at(-1);
    return last === undefined || last + this.#periodMs <= this.#clock.elapsed();
  }

  pass(limit: number, reject: boolean, _exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean> {
    const now = this.#clock.elapsed();
    while (this.#passages.length > 0 && this.#passages[0]! + this.#periodMs <= now) this.#passages.shift();
    if (this.#passages.length < limit) {
      this.#passages.push(now);
      return true;
    }
    if (reject || limit <= 0) return false;
    const at = this.#passages[this.#passages.length - limit]! + this.#periodMs;
    this.#passages.push(at);
    return this.#waitFor(at, at - now, signal);
  }

  async #waitFor(at: number, ms: number, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#clock.sleep(ms, signal);
    } catch (error) {
      const reserved = this.#passages.indexOf(at);
      if (reserved >= 0) this.#passages.splice(reserved, 1);
      throw error;
    }
    return true;
  }
}

/** So many under way at a time; a place is free again when the message is done. */
class ConcurrencyGate implements Gate {
  #taken = 0;
  readonly #line: (() => void)[] = [];

  isIdle(): boolean {
    return this.#taken === 0 && this.#line.length === 0;
  }

  pass(limit: number, reject: boolean, exchange: Exchange, signal: AbortSignal): boolean | Promise<boolean> {
    if (this.#taken < limit) {
      this.#enter(exchange);
      return true;
    }
    if (reject) return false;
    return this.#standInLine(exchange, signal);
  }

  #standInLine(exchange: Exchange, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve, rejectWait) => {
      if (signal.aborted) {
        rejectWait(signal.reason as Error);
        return;
      }
      // Who gives up leaves the line: a place given to it would never be free again.
      const leave = () => {
        this.#line.splice(this.#line.indexOf(enter), 1);
        rejectWait(signal.reason as Error);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        this.#enter(exchange);
        resolve(true);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#line.push(enter);
    });
  }

  #enter(exchange: Exchange): void {
    this.#taken++;
    const release = () => {
      this.#taken--;
      this.#line.shift()?.();
    };
    exchange.unitOfWork?.addCompletion({ onComplete: release, onFailure: release });
  }
}
