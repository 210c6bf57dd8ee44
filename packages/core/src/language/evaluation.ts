import { convertTo } from '../convert/convert.ts';
import { ConversionError } from '../convert/conversion-error.ts';
import { textOf } from '../convert/java-text.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Expression } from '../expression/expression.ts';
import { isTruthy } from './predicate-value.ts';

/** A compiled piece of an expression. A promise comes back only where a part had to wait. */
export type Evaluate = (exchange: Exchange, signal: AbortSignal) => unknown;

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** Applies a function to a value, or to what it will be. */
export function settle(value: unknown, apply: (value: unknown) => unknown): unknown {
  return isPromise(value) ? value.then(apply) : apply(value);
}

/** Evaluates the parts in order and applies a function to their values; waits only if one of them does. */
export function combine(
  parts: readonly Evaluate[],
  apply: (values: readonly unknown[], exchange: Exchange, signal: AbortSignal) => unknown,
): Evaluate {
  return (exchange, signal) => {
    const values = parts.map((part) => part(exchange, signal));
    return values.some(isPromise)
      ? Promise.all(values).then((settled) => apply(settled, exchange, signal))
      : apply(values, exchange, signal);
  };
}

/** Makes the expression that the engine sees from a closure. */
export function toExpression(evaluate: Evaluate): Expression {
  return {
    evaluate,
    test(exchange, signal) {
      const value = evaluate(exchange, signal);
      return isPromise(value) ? value.then(isTruthy) : isTruthy(value);
    },
  };
}

/** Text of a value inside other text: null is nothing, bytes and streams are decoded. May be a promise. */
export function toText(value: unknown): string | Promise<string> {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return textOf(value);
  try {
    return convertTo(value, 'java.lang.String') as string | Promise<string>;
  } catch {
    return textOf(value);
  }
}

/** As {@link toText}, but null stays null. */
export function toTextOrNull(value: unknown): string | null | Promise<string> {
  return value === null || value === undefined ? null : toText(value);
}

/**
 * Converts as Camel's `getBody(type)` does: null stays null, a pair of types without conversion gives null, a value that
 * does not fit throws.
 */
export function convertOrNull(value: unknown, type: string): unknown {
  if (value === null || value === undefined) return null;
  try {
    return convertTo(value, type);
  } catch (error) {
    if (error instanceof ConversionError && error.code === 'ROUTE_NO_TYPE_CONVERSION') return null;
    throw error;
  }
}

/** What null is as one of Java's primitive types, which have no null. */
export const nothingOf: Readonly<Record<string, unknown>> = {
  int: 0,
  long: 0,
  short: 0,
  byte: 0,
  double: 0,
  float: 0,
  boolean: false,
};

/** A text that a function looks for: null is none, which Camel does not expect. */
export function requiredText(value: unknown, what: string): string {
  if (value === null || value === undefined) {
    throw new NamedException('java.lang.NullPointerException', `${what} is null: give it a text`);
  }
  return toText(value) as string;
}

/** A whole number that a function needs: what has none is null, which Camel does not expect. */
export function requiredInteger(value: unknown, what: string): number {
  const number = convertOrNull(value, 'java.lang.Integer');
  if (number !== null) return Number(number);
  throw new NamedException('java.lang.NullPointerException', `${what} is null: give it a whole number`);
}

/** Texts of values, one after another. */
export function joinTexts(values: readonly unknown[]): string | Promise<string> {
  let joined = '';
  for (let i = 0; i < values.length; i++) {
    const text = toText(values[i]);
    if (typeof text !== 'string') {
      const before = joined;
      const rest = values.slice(i + 1);
      return text.then(async (settled) => before + settled + (await joinTexts(rest)));
    }
    joined += text;
  }
  return joined;
}
