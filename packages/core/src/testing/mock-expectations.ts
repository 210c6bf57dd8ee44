import { isDeepStrictEqual } from 'node:util';
import { RouteError } from '../errors/route-error.ts';
import type { MockMessage } from './mock-endpoint.ts';

type Check<Body> = (received: readonly MockMessage<Body>[]) => string | undefined;

/** What a mock should have received. Each call adds an expectation. */
export class MockExpectations<Body> {
  readonly #uri: string;
  #checks: Check<Body>[] = [];

  constructor(uri: string) {
    this.#uri = uri;
  }

  count(count: number): this {
    return this.#add(({ length }) => (length === count ? undefined : `expected ${count} messages, got ${length}`));
  }

  atLeast(count: number): this {
    return this.#add(({ length }) =>
      length >= count ? undefined : `expected at least ${count} messages, got ${length}`,
    );
  }

  /** These bodies, in this order, and no others. */
  bodies(...bodies: readonly unknown[]): this {
    return this.#add((received) => {
      const actual = received.map(({ body }) => body);
      return isDeepStrictEqual(actual, bodies) ? undefined : `expected the bodies ${show(bodies)}, got ${show(actual)}`;
    });
  }

  /** These bodies in whatever order, and no others. */
  bodiesInAnyOrder(...bodies: readonly unknown[]): this {
    return this.#add((received) => {
      const left = received.map(({ body }) => body);
      for (const body of bodies) {
        const at = left.findIndex((other) => isDeepStrictEqual(other, body));
        if (at < 0) return `expected a body ${show(body)}; left are ${show(left)}`;
        left.splice(at, 1);
      }
      return left.length === 0 ? undefined : `unexpected bodies ${show(left)}`;
    });
  }

  /** Every message has this header. */
  header(name: string, value: unknown): this {
    return this.every(
      ({ exchange }) => isDeepStrictEqual(exchange.header(name), value),
      `the header ${name} to be ${show(value)}`,
    );
  }

  /** Every message has this exchange property. */
  property(name: string, value: unknown): this {
    return this.every(
      ({ exchange }) => isDeepStrictEqual(exchange.property(name), value),
      `the property ${name} to be ${show(value)}`,
    );
  }

  /** Every message meets a condition. */
  every(condition: (message: MockMessage<Body>) => boolean, what = 'the condition to hold'): this {
    return this.#add((received) => {
      const at = received.findIndex((message) => !condition(message));
      return at < 0 ? undefined : `expected ${what}; message ${at} has the body ${show(received[at]!.body)}`;
    });
  }

  noDuplicates(key: (message: MockMessage<Body>) => unknown = ({ body }) => body): this {
    return this.#add((received) => {
      const seen = new Set<unknown>();
      for (const [index, message] of received.entries()) {
        const value = key(message);
        if (seen.has(value)) return `message ${index} came twice: ${show(value)}`;
        seen.add(value);
      }
      return undefined;
    });
  }

  ascending(key: (message: MockMessage<Body>) => number | string): this {
    return this.#add((received) => {
      const keys = received.map(key);
      const at = keys.findIndex((value, index) => index > 0 && value < keys[index - 1]!);
      return at < 0 ? undefined : `message ${at} is out of order: ${show(keys[at])} after ${show(keys[at - 1])}`;
    });
  }

  /** Messages come at least so many milliseconds apart. */
  apart(ms: number): this {
    return this.#add((received) => {
      const at = received.findIndex((message, index) => index > 0 && message.at - received[index - 1]!.at < ms);
      return at < 0
        ? undefined
        : `message ${at} came ${received[at]!.at - received[at - 1]!.at} ms after the one before`;
    });
  }

  clear(): void {
    this.#checks = [];
  }

  check(received: readonly MockMessage<Body>[]): void {
    const reasons = this.#checks.map((check) => check(received)).filter((reason) => reason !== undefined);
    if (reasons.length > 0)
      throw new RouteError('ROUTE_EXPECTATION_FAILED', { reason: `${this.#uri}: ${reasons.join('; ')}` });
  }

  #add(check: Check<Body>): this {
    this.#checks.push(check);
    return this;
  }
}

/** Tests see what they sent: here values are shown. */
function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value as undefined);
}
