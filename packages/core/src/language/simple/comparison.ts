import { iterate } from '../../convert/convert-collection.ts';
import { convertTo, tryConvert } from '../../convert/convert.ts';
import { isMap, javaTypeOf } from '../../convert/java-type.ts';
import { JavaNumber, numberTypeOf } from '../../convert/java-number.ts';
import { textOf } from '../../convert/java-text.ts';

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
 * `>`, `<` and their kin: numbers as whole numbers when both sides have one, else in the type of the side that is no text.
 * Undefined when one side is null, which satisfies no order.
 */
export function looseCompare(left: unknown, right: unknown): number | undefined {
  if (left === null || left === undefined || right === null || right === undefined) return undefined;
  const quick = wholeOrder(left, right);
  if (quick !== undefined) return quick;
  const bothText = typeof left === 'string' && typeof right === 'string';
  const bothDouble = numberTypeOf(left) === 'Double' && numberTypeOf(right) === 'Double';
  if (!bothDouble) {
    const leftWhole = tryConvert(left, 'java.lang.Long');
    const rightWhole = leftWhole === undefined ? undefined : tryConvert(right, 'java.lang.Long');
    if (leftWhole !== undefined && rightWhole !== undefined) return order(leftWhole, rightWhole);
  }
  if (bothText) return textOrder(left, right);
  if (typeof right === 'string') {
    const flipped = looseCompare(right, left);
    return flipped === undefined ? undefined : -flipped;
  }
  const asRight = tryConvert(left, javaTypeOf(right));
  if (asRight !== undefined && isComparable(right)) return order(asRight, right);
  const asLeft = tryConvert(right, javaTypeOf(left));
  if (asLeft !== undefined && isComparable(left)) return order(left, asLeft);
  return textOrder(textOf(left), textOf(right));
}

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

/** `contains`: a part of a text, or an item of a collection. */
export function contains(left: unknown, right: unknown, ignoreCase = false): boolean {
  if (left === null || left === undefined || right === null || right === undefined) {
    return (left ?? null) === null && (right ?? null) === null;
  }
  if (typeof left === 'object' && !(left instanceof JavaNumber) && !(left instanceof Uint8Array)) {
    for (const item of iterate(left)) if (looseEquals(item, right, ignoreCase)) return true;
    return false;
  }
  const text = asText(left);
  const part = asText(right);
  return ignoreCase ? text.toLowerCase().includes(part.toLowerCase()) : text.includes(part);
}

/** `in`: one of a list or of the comma-separated parts of a text, each converted to the left side's type. */
export function isIn(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  const type = javaTypeOf(left);
  for (const item of iterate(right)) {
    if (isWhole(left) && typeof item === 'string') convertTo(item, type);
    if (looseEquals(left, item)) return true;
  }
  return false;
}
