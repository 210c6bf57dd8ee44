import { conversionFailed } from '../../convert/conversion-error.ts';
import { doubleText, JavaNumber, numberTypeOf } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';
import { isInstanceOf, isMap, resolveTypeName } from '../../convert/java-type.ts';
import { NamedException } from '../../error-handling/exception-types.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { combine, isPromise, settle, toText, type Evaluate } from '../evaluation.ts';
import { LanguageError, syntaxError } from '../language-error.ts';
import { isTruthy } from '../predicate-value.ts';
import { contains, isIn, looseCompare, looseEquals } from './comparison.ts';
import { javaPattern } from './java-pattern.ts';
import type { BinaryOperator } from './simple-ast.ts';

/** What `?:` replaces: 0, and what is false as a condition but for the text "false"; a map without entries too. */
export function isMissing(value: unknown): boolean {
  if (numberTypeOf(value) !== undefined) return Number(value) === 0;
  if (isMap(value)) return (value instanceof Map ? value.size : Object.keys(value).length) === 0;
  return typeof value === 'string' ? value.trim() === '' : !isTruthy(value);
}

/** The number one more or less, of the same type; a fraction is cut first. */
export function increment(operand: Evaluate, by: 1 | -1): Evaluate {
  return combine([operand], ([value], exchange) => {
    const result = Math.trunc(numberOf(value, exchange)) + by;
    if (typeof value === 'string') return String(result);
    if (numberTypeOf(value) === 'Double') return new JavaNumber('Double', doubleText(result));
    return value instanceof JavaNumber ? new JavaNumber(value.type, textOf(result)) : result;
  });
}

function numberOf(value: unknown, exchange: Exchange): number {
  if (numberTypeOf(value) !== undefined) return Number(value);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const cause = new NamedException(
      'java.lang.NumberFormatException',
      `For input string: "${toText(value) as string}"`,
    );
    throw conversionFailed(value, 'java.lang.Number', cause);
  }
  const message = `Cannot evaluate ${exchange.body === value ? 'body' : textOf(value)} as a number. Exchange[]`;
  throw new LanguageError('SIMPLE_RUNTIME', `org.apache.camel.CamelExchangeException: ${message}`, {
    cause: new NamedException('org.apache.camel.CamelExchangeException', message),
  });
}

/** Runs the right side with the left one's value as the body. */
export function chain(left: Evaluate, right: Evaluate, nullSafe: boolean): Evaluate {
  return (exchange, signal) =>
    settle(left(exchange, signal), (value) => {
      if (nullSafe && (value === null || value === undefined)) return null;
      const body = exchange.body;
      exchange.body = value;
      const restore = (result: unknown) => {
        exchange.body = body;
        return result;
      };
      try {
        const result = right(exchange, signal);
        return isPromise(result) ? result.finally(() => restore(undefined)) : restore(result);
      } catch (error) {
        exchange.body = body;
        throw error;
      }
    });
}

export function logical(operator: '&&' | '||', left: Evaluate, right: Evaluate): Evaluate {
  const stops = operator === '||';
  return (exchange, signal) =>
    settle(left(exchange, signal), (value) =>
      isTruthy(value) === stops ? stops : settle(right(exchange, signal), isTruthy),
    );
}

export function binary(
  operator: BinaryOperator,
  negated: boolean,
  left: Evaluate,
  right: Evaluate,
  text: string,
  at: number,
): Evaluate {
  const test = tests[operator];
  return combine([left, right], ([a, b]) => test(a, b, text, at) !== negated);
}

/** One null satisfies no order; two satisfy each but `>`. */
const ordered =
  (accept: (order: number) => boolean, ofNulls = true) =>
  (left: unknown, right: unknown): boolean => {
    const noLeft = left === null || left === undefined;
    const noRight = right === null || right === undefined;
    return noLeft || noRight ? noLeft && noRight && ofNulls : accept(looseCompare(left, right));
  };

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);

const affix = (test: (text: string, part: string) => boolean) => (left: unknown, right: unknown) =>
  left !== null && left !== undefined && right !== null && right !== undefined
    ? test(toText(left) as string, toText(right) as string)
    : (left ?? null) === (right ?? null);

const tests: Readonly<Record<BinaryOperator, (left: unknown, right: unknown, text: string, at: number) => boolean>> = {
  '==': (left, right) => looseEquals(left, right),
  '=~': (left, right) => looseEquals(lower(left), lower(right), true),
  '>': ordered((order) => order > 0, false),
  '>=': ordered((order) => order >= 0),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  contains: (left, right) => contains(left, right),
  '~~': (left, right) => contains(left, right, true),
  regex: (left, right) => {
    const pattern = javaPattern(toText(given(right, 'regex')) as string, true);
    return left !== null && left !== undefined && pattern.test(toText(left) as string);
  },
  in: isIn,
  is: isOfType,
  range: inRange,
  startsWith: affix((value, part) => value.startsWith(part)),
  endsWith: affix((value, part) => value.endsWith(part)),
};

function given(value: unknown, operator: string): unknown {
  if (value !== null && value !== undefined) return value;
  throw new NamedException('java.lang.NullPointerException', `The right side of ${operator} is null: give it a text`);
}

function isOfType(left: unknown, right: unknown, text: string, at: number): boolean {
  const name = toText(right) as string;
  const type = resolveTypeName(name);
  if (type === undefined) {
    if (left instanceof Error && name.includes('.')) return isInstanceOf(left, name);
    throw syntaxError(text, at, `is operator cannot find class with name: ${name}`);
  }
  return isInstanceOf(left, type);
}

function inRange(left: unknown, right: unknown, text: string, at: number): boolean {
  const range = toText(given(right, 'range')) as string;
  const found = /^(\d+)\.\.(\d+)$/.exec(range);
  if (!found) {
    const place = at + 'range '.length;
    throw syntaxError(
      text,
      place,
      "range operator is not valid. Valid syntax:'from..to' (where from and to are numbers).",
    );
  }
  if (left === null || left === undefined) return false;
  return looseCompare(left, found[1]) >= 0 && looseCompare(left, found[2]) <= 0;
}
