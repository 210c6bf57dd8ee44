import type { Processor } from '../eip/processor.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { MockExpectations } from './mock-expectations.ts';

/** A message as it was when it came to a mock. */
export interface MockMessage<Body = unknown> {
  readonly body: Body;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly exchange: Exchange<Body>;
  /** Milliseconds since 1970 by the context's clock. */
  readonly at: number;
}

/** Keeps what is sent to it, checks what was expected, and replies as told. */
export class MockEndpoint<Body = unknown> {
  readonly uri: string;
  /** In the order of arrival. */
  readonly received: MockMessage<Body>[] = [];
  /** What is expected; checked by {@link assertIsSatisfied}. */
  readonly expect: MockExpectations<Body>;
  readonly #now: () => number;
  readonly #waiters: { count: number; resolve: () => void }[] = [];
  #reply: Processor | undefined = undefined;

  constructor(uri: string, now: () => number) {
    this.uri = uri;
    this.#now = now;
    this.expect = new MockExpectations<Body>(uri);
  }

  get bodies(): Body[] {
    return this.received.map(({ body }) => body);
  }

  /** What it does with each message: sets a reply, throws, waits. */
  whenReceived(reply: Processor | undefined): this {
    this.#reply = reply;
    return this;
  }

  /** Each message gets this body as reply. */
  reply(body: unknown): this {
    return this.whenReceived((exchange) => {
      exchange.body = body;
    });
  }

  /** Each message fails with this error. */
  fail(error: unknown): this {
    return this.whenReceived(() => {
      throw error;
    });
  }

  /** Resolves when so many messages have come. */
  whenCount(count: number): Promise<void> {
    if (this.received.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ count, resolve }));
  }

  /** Throws when an expectation is not met, and tells what came instead. */
  assertIsSatisfied(): void {
    this.expect.check(this.received);
  }

  /** Forgets messages and expectations. */
  reset(): void {
    this.received.length = 0;
    this.expect.clear();
    this.#reply = undefined;
  }

  readonly process: Processor = (exchange, signal) => {
    const copy = exchange.copy() as Exchange<Body>;
    this.received.push({ body: copy.body, headers: copy.headers.toObject(), exchange: copy, at: this.#now() });
    for (const waiter of this.#waiters.filter(({ count }) => this.received.length >= count)) {
      this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
      waiter.resolve();
    }
    return this.#reply?.(exchange, signal);
  };
}
