import { numberText, type JavaNumber } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { maskSecrets } from '../../log/mask-secrets.ts';
import type { Members } from './invoke-member.ts';

type AnyNumber = number | bigint | JavaNumber;

export const numberMembers: Members = {
  intValue: (value: AnyNumber) => Math.trunc(Number(value)),
  longValue: (value: AnyNumber) => Math.trunc(Number(value)),
  doubleValue: (value: AnyNumber) => Number(value),
  toString: (value: AnyNumber) => numberText(value),
  byteValue: (value: AnyNumber) => Math.trunc(Number(value)),
  shortValue: (value: AnyNumber) => Math.trunc(Number(value)),
  floatValue: (value: AnyNumber) => Number(value),
  isNaN: (value: AnyNumber) => Number.isNaN(Number(value)),
  isInfinite: (value: AnyNumber) => !Number.isFinite(Number(value)) && !Number.isNaN(Number(value)),
  compareTo: (value: AnyNumber, other) => Math.sign(Number(value) - Number(other)),
};

export const dateMembers: Members = {
  getTime: (value: Date) => value.getTime(),
  toString: (value: Date) => textOf(value),
  toInstant: (value: Date) => value.toISOString(),
  before: (value: Date, other) => value.getTime() < (other as Date).getTime(),
  after: (value: Date, other) => value.getTime() > (other as Date).getTime(),
  compareTo: (value: Date, other) => Math.sign(value.getTime() - (other as Date).getTime()),
  getYear: (value: Date) => value.getFullYear() - 1900,
  getMonth: (value: Date) => value.getMonth(),
  getDate: (value: Date) => value.getDate(),
  getDay: (value: Date) => value.getDay(),
  getHours: (value: Date) => value.getHours(),
  getMinutes: (value: Date) => value.getMinutes(),
  getSeconds: (value: Date) => value.getSeconds(),
};

/** The methods of Java's Throwable that routes call. */
export const errorMembers: Members = {
  getMessage: (error: Error) => (error.message === '' ? null : error.message),
  getLocalizedMessage: (error: Error) => (error.message === '' ? null : error.message),
  getCause: (error: Error) => error.cause ?? null,
  getStackTrace: (error: Error) =>
    (error.stack ?? '')
      .split('\n')
      .slice(1)
      .map((line) => line.trim()),
  getSuppressed: () => [],
  toString: (error: Error) => textOf(error),
};

/** The message of an exchange, as `getIn()` and `getMessage()` give it. */
class MessageView {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  getBody(): unknown {
    return this.#exchange.body;
  }

  getHeaders(): unknown {
    return this.#exchange.headers.toObject();
  }

  getHeader(name: unknown): unknown {
    return this.#exchange.header(textOf(name)) ?? null;
  }

  hasHeaders(): boolean {
    return this.#exchange.headers.size > 0;
  }

  getMessageId(): string {
    return this.#exchange.id;
  }

  getMessageTimestamp(): unknown {
    return this.#exchange.header('CamelMessageTimestamp') ?? 0;
  }

  toString(): string {
    return 'Message';
  }
}

/** An endpoint as routes may show it: without the secrets of its URI. */
class EndpointView {
  readonly #uri: string;

  constructor(uri: string) {
    this.#uri = maskSecrets(uri).replace(/(:\/\/[^/?#@:]*:)[^/?#@]*@/, '$1xxxxx@');
  }

  getEndpointUri(): string {
    return this.#uri;
  }

  getEndpointBaseUri(): string {
    return this.#uri.replace(/\?.*$/s, '');
  }

  getEndpointKey(): string {
    return this.#uri;
  }

  toString(): string {
    return this.#uri;
  }
}

/** What an expression may ask the exchange; `in` and `message` are two methods in Camel, and ambiguous. */
export const exchangeMembers: Members = {
  getExchangeId: (exchange: Exchange) => exchange.id,
  getPattern: (exchange: Exchange) => exchange.pattern,
  getFromRouteId: (exchange: Exchange) => exchange.fromRouteId ?? null,
  getFromEndpoint: ({ fromEndpointUri: uri }: Exchange) => (uri === undefined ? null : new EndpointView(uri)),
  getException: (exchange: Exchange) => exchange.exception ?? null,
  getProperties: (exchange: Exchange) => exchange.properties,
  getAllProperties: (exchange: Exchange) => exchange.properties,
  getVariables: (exchange: Exchange) => exchange.variables,
  getCreated: (exchange: Exchange) => exchange.created,
  hasOut: () => false,
  hasProperties: (exchange: Exchange) => exchange.properties.size > 0,
  isTransacted: ({ unitOfWork }: Exchange) => unitOfWork?.transaction !== undefined,
  isFailed: (exchange: Exchange) => exchange.exception !== undefined,
  isRollbackOnly: (exchange: Exchange) => exchange.rollbackOnly,
  isRouteStop: (exchange: Exchange) => exchange.routeStop,
  toString: () => 'Exchange[]',
  getProperty: (exchange: Exchange, name) => exchange.property(textOf(name)) ?? null,
  getVariable: (exchange: Exchange, name) => exchange.variable(textOf(name)) ?? null,
  getIn: (exchange: Exchange) => new MessageView(exchange),
  getMessage: (exchange: Exchange) => new MessageView(exchange),
};
