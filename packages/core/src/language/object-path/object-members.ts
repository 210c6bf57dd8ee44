import { numberText, type JavaNumber } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';
import { javaTypeOf } from '../../convert/java-type.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import type { Members } from './invoke-member.ts';

type AnyNumber = number | bigint | JavaNumber;

export const numberMembers: Members = {
  intValue: (value: AnyNumber) => Math.trunc(Number(value)),
  longValue: (value: AnyNumber) => Math.trunc(Number(value)),
  doubleValue: (value: AnyNumber) => Number(value),
  toString: (value: AnyNumber) => numberText(value),
  equals: (value: AnyNumber, other) => value === other,
  compareTo: (value: AnyNumber, other) => Math.sign(Number(value) - Number(other)),
};

export const dateMembers: Members = {
  getTime: (value: Date) => value.getTime(),
  toString: (value: Date) => textOf(value),
  toInstant: (value: Date) => value.toISOString(),
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

/** What an expression may ask the exchange; `in` and `message` are two methods in Camel, and ambiguous. */
export const exchangeMembers: Members = {
  getExchangeId: (exchange: Exchange) => exchange.id,
  getPattern: (exchange: Exchange) => exchange.pattern,
  getFromRouteId: (exchange: Exchange) => exchange.fromRouteId ?? null,
  getException: (exchange: Exchange) => exchange.exception ?? null,
  getProperties: (exchange: Exchange) => exchange.properties,
  getAllProperties: (exchange: Exchange) => exchange.properties,
  getVariables: (exchange: Exchange) => exchange.variables,
  getCreated: (exchange: Exchange) => exchange.created,
  isFailed: (exchange: Exchange) => exchange.exception !== undefined,
  isRollbackOnly: (exchange: Exchange) => exchange.rollbackOnly,
  isRouteStop: (exchange: Exchange) => exchange.routeStop,
  toString: () => 'Exchange[]',
  getProperty: (exchange: Exchange, name) => exchange.property(textOf(name)) ?? null,
  getVariable: (exchange: Exchange, name) => exchange.variable(textOf(name)) ?? null,
  hashCode: (exchange: Exchange) => javaTypeOf(exchange).length,
};
