import { HeaderMap, type Exchange, type ExchangePattern } from '@dhow/core/component';

/** A message as it was when a mock received it. */
export interface ReceivedMessage {
  /** Place in the sequence over all mocks of the component, from 0. */
  readonly sequence: number;
  readonly mock: string;
  readonly body: unknown;
  readonly headers: HeaderMap;
  readonly properties: ReadonlyMap<string, unknown>;
  readonly variables: ReadonlyMap<string, unknown>;
  readonly exception: unknown;
  readonly pattern: ExchangePattern;
  readonly fromRouteId: string | undefined;
  readonly exchangeId: string;
  /** Milliseconds since 1970 by the context's clock. */
  readonly at: number;
}

export type MockReply = (exchange: Exchange, signal: AbortSignal) => void | Promise<void>;

/** Everything that the mocks of one component received, in order. Shared by its endpoints. */
export class MockRecorder {
  #messages: ReceivedMessage[] = [];
  #sequence = 0;
  readonly #counts = new Map<string, number>();
  readonly #replies = new Map<string, MockReply>();
  readonly #listeners = new Set<(message: ReceivedMessage) => void>();

  /** Messages over all mocks, or those of one (`a` for `mock:a`). */
  received(mock?: string): readonly ReceivedMessage[] {
    return mock === undefined ? this.#messages : this.#messages.filter((message) => message.mock === mock);
  }

  /** How many messages came, those not retained included. */
  count(mock: string): number {
    return this.#counts.get(mock) ?? 0;
  }

  /** Names of the mocks that received something. */
  names(): string[] {
    return [...this.#counts.keys()];
  }

  /** What a mock does with each message after keeping it: sets a reply, throws, waits. Undefined takes it away. */
  whenReceived(mock: string, reply: MockReply | undefined): void {
    if (reply) this.#replies.set(mock, reply);
    else this.#replies.delete(mock);
  }

  reply(mock: string): MockReply | undefined {
    return this.#replies.get(mock);
  }

  /** Calls back on each message; the function returned ends that. */
  onReceived(listener: (message: ReceivedMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  record(mock: string, exchange: Exchange, at: number, retain: { first: number; last: number; copy: boolean }): void {
    const count = this.count(mock) + 1;
    this.#counts.set(mock, count);
    const message = snapshot(mock, this.#sequence++, exchange, at, retain.copy);
    if (retain.first < 0 || count <= retain.first) {
      this.#messages.push(message);
      if (retain.last >= 0) this.#keepLast(mock, retain.last);
    }
    for (const listener of this.#listeners) listener(message);
  }

  /** Forgets what was received, keeps the replies. */
  reset(): void {
    this.#messages = [];
    this.#counts.clear();
    this.#sequence = 0;
  }

  #keepLast(mock: string, last: number): void {
    let surplus = this.received(mock).length - last;
    this.#messages = this.#messages.filter((message) => message.mock !== mock || surplus-- <= 0);
  }
}

function snapshot(mock: string, sequence: number, exchange: Exchange, at: number, copy: boolean): ReceivedMessage {
  const map = (present: boolean, read: () => Map<string, unknown>) =>
    present ? (copy ? new Map(read()) : read()) : new Map<string, unknown>();
  return {
    sequence,
    mock,
    body: exchange.body,
    headers: copy ? (exchange.hasHeaders ? exchange.headers.copy() : new HeaderMap()) : exchange.headers,
    properties: map(exchange.hasProperties, () => exchange.properties),
    variables: map(exchange.hasVariables, () => exchange.variables),
    exception: exchange.exception,
    pattern: exchange.pattern,
    fromRouteId: exchange.fromRouteId,
    exchangeId: exchange.id,
    at,
  };
}
