import { iterate } from '../../convert/convert-collection.ts';
import { convertTo, tryConvert } from '../../convert/convert.ts';
import { isMap, javaTypeOf } from '../../convert/java-type.ts';
import { JavaNumber, numberTypeOf } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';
import { NamedException } from '../../error-handling/exception-types.ts';
import { convertOrNull } from '../evaluation.ts';

/** How Camel compares values of different types: each rule here was seen on the recorded engine. */

const isWhole = (value: unknown) => {
  const type = numberTypeOf(value);
  return type === 'Integer' || type === 'Long';
};
const wholeText = /^-?\d+$/;

/** `==`: as the types say, else the left side converted to the right one's type, else the other way round. */
export function looseEquals(left: unknown, right: unknown, ignoreCase = false): boolean {
  const noLeft = left === null || left === undefined;
  const noRight = right === null || right === undefined;
  if (noLeft || noRight) return noLeft && noRight;
  if (typeof left === 'string' && typeof right === 'string' && wholeText.test(left) && wholeText.test(right)) {
    return BigInt(left) === BigInt(right);
  }
  if (typeof left === 'string' && typeof right === 'boolean') return (left.toLowerCase() === 'true') === right;
  if (typeof left === 'boolean' && typeof right === 'string') return (right.toLowerCase() === 'true') === left;
  if (typeof left === 'string' && isWhole(right) && wholeText.test(left)) return BigInt(left) === whole(right);
  if (typeof right === 'string' && isWhole(left) && wholeText.test(right)) return BigInt(right) === whole(left);
  if (same(left, right, ignoreCase)) return true;
  const leftType = javaTypeOf(left);
  const rightType = javaTypeOf(right);
  if (leftType === rightType) return false;
  const converted = tryConvert(left, rightType);
  if (converted !== undefined && same(converted, right, ignoreCase)) return true;
  const back = tryConvert(right, leftType);
  return back !== undefined && same(left, back, ignoreCase);
}

const whole = (value: unknown): bigint =>
  typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value as number | JavaNumber)));

function same(left: unknown, right: unknown, ignoreCase: boolean): boolean {
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') {
    return ignoreCase && left.toLowerCase() === right.toLowerCase();
  }
  if (numberTypeOf(left) !== undefined && numberTypeOf(right) !== undefined) {
    const exact = left instanceof JavaNumber && right instanceof JavaNumber && left.type === 'BigDecimal';
    return exact ? textOf(left) === textOf(right) : Number(left) === Number(right);
  }
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (typeof left === 'object' && typeof right === 'object') return sameStructure(left!, right!, ignoreCase);
  return false;
}

function sameStructure(left: object, right: object, ignoreCase: boolean): boolean {
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return left.length === right.length && left.every((byte, i) => byte === right[i]);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => same(item, right[i], ignoreCase));
  }
  if (isMap(left) && isMap(right)) {
    const a = new Map<unknown, unknown>(left instanceof Map ? left : Object.entries(left));
    const b = new Map<unknown, unknown>(right instanceof Map ? right : Object.entries(right));
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key), ignoreCase));
  }
  return false;
}

/**
 * `>`, `<` and their kin: two texts as numbers when both are numbers, else as texts; values of two types as whole numbers
 * where both have one, else with fractions, else in the type of one side. Neither side may be null.
 *
 * @throws ClassCastException where the types cannot be compared.
 */
export function looseCompare(left: unknown, right: unknown): number {
  const known = wholeOrder(left, right) ?? orderOfTexts(left, right) ?? orderAsNumbers(left, right);
  if (known !== undefined) return known;
  if (typeof right === 'string') return -looseCompare(right, left);
  const asRight = isComparable(right) ? tryConvert(left, javaTypeOf(right)) : undefined;
  if (asRight !== undefined) return order(asRight, right);
  const asLeft = isComparable(left) ? tryConvert(right, javaTypeOf(left)) : undefined;
  if (asLeft !== undefined) return order(left, asLeft);
  if (isComparable(left)) throw notComparable(right, left);
  return textOrder(javaTypeOf(left), javaTypeOf(right)) || identityOrder(left, right);
}

/** Two texts, or a text and a boolean. */
function orderOfTexts(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') {
    return isDecimal(left) && isDecimal(right) ? order(Number(left), Number(right)) : textOrder(left, right);
  }
  if (typeof left === 'string' && typeof right === 'boolean') return order(isTrue(left), right);
  if (typeof left === 'boolean' && typeof right === 'string') return order(left, isTrue(right));
  return undefined;
}

const isTrue = (text: string) => text.toLowerCase() === 'true';
const isDecimal = (text: string) => /^-?\d*\.?\d*$/.test(text) && /\d/.test(text);

function orderAsNumbers(left: unknown, right: unknown): number | undefined {
  if (numberTypeOf(right) === 'Double') {
    if (numberTypeOf(left) === 'Double') return order(Number(left), Number(right));
    if (typeof left === 'string' && isDecimal(left)) return order(Number(left), Number(right));
  }
  for (const type of ['java.lang.Long', 'java.lang.Double']) {
    const a = tryConvert(left, type);
    const b = a === undefined ? undefined : tryConvert(right, type);
    if (a !== undefined && b !== undefined) return order(a, b);
  }
  return undefined;
}

function notComparable(value: unknown, other: unknown): NamedException {
  const [from, to] = [javaTypeOf(value), javaTypeOf(other)];
  return new NamedException('java.lang.ClassCastException', `class ${from} cannot be cast to class ${to}`);
}

/** Stands for the order by hash that Java gives to things without one. */
const identityOrder = (left: unknown, right: unknown) => textOrder(textOf(left), textOf(right));

/** The usual case, without a conversion: whole numbers, or texts of few digits. */
function wholeOrder(left: unknown, right: unknown): number | undefined {
  const a = plainWhole(left);
  const b = a === undefined ? undefined : plainWhole(right);
  return b === undefined ? undefined : a! - b;
}

function plainWhole(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && value.length < 15 && wholeText.test(value) ? Number(value) : undefined;
}

const isComparable = (value: unknown) =>
  typeof value !== 'object' || value instanceof Date || value instanceof JavaNumber;

function order(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return textOrder(left, right);
  const a = left instanceof Date ? left.getTime() : (left as number);
  const b = right instanceof Date ? right.getTime() : (right as number);
  return a < b ? -1 : a > b ? 1 : 0;
}

const textOrder = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

const asText = (value: unknown) => (typeof value === 'string' ? value : textOf(convertTo(value, 'java.lang.String')));

/**
 * `contains`: a part of a text, or an item of a collection, which is the very same unless case is ignored: then its text
 * holds the other. Any other value is taken for its only item, and compared as `==` does.
 */
export function contains(left: unknown, right: unknown, ignoreCase = false): boolean {
  if (left === null || left === undefined || right === null || right === undefined) {
    return (left ?? null) === null && (right ?? null) === null;
  }
  if (left instanceof Uint8Array) return contains(asText(left), right, ignoreCase);
  if (Array.isArray(left) || left instanceof Set) return hasItem(left as Iterable<unknown>, right, ignoreCase);
  if (typeof left === 'string') {
    const part = asText(right);
    return ignoreCase ? left.toLowerCase().includes(part.toLowerCase()) : left.includes(part);
  }
  for (const item of iterate(left)) if (looseEquals(right, item, ignoreCase)) return true;
  return false;
}

function hasItem(items: Iterable<unknown>, wanted: unknown, ignoreCase: boolean): boolean {
  const part = textOf(wanted).toLowerCase();
  for (const item of items) {
    if (!ignoreCase) {
      if (isSame(item, wanted)) return true;
    } else if (item === null || item === undefined) {
      const message = 'An item of the collection is null: take out nulls before you look into its texts';
      throw new NamedException('java.lang.NullPointerException', message);
    } else if (textOf(item).toLowerCase().includes(part)) return true;
  }
  return false;
}

/** As Java's `equals`: of one type and the same value. */
export const isSame = (left: unknown, right: unknown) =>
  javaTypeOf(left) === javaTypeOf(right) && same(left, right, false);

/** `in`: one of a list or of the comma-separated parts of a text, each converted to the left side's type. */
export function isIn(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  const type = javaTypeOf(left);
  for (const item of iterate(right)) {
    const converted = type.startsWith('[') ? item : convertOrNull(item, type);
    const numbers = numberTypeOf(left) !== undefined && numberTypeOf(converted) !== undefined;
    if (numbers ? same(left, converted, false) : looseEquals(left, converted)) return true;
  }
  return false;
}
