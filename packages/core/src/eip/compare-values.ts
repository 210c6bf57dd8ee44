import type { Compiler } from '../engine/compiler.ts';
import { RouteError } from '../errors/route-error.ts';
import { textOf } from '../convert/java-text.ts';

export type Compare = (a: unknown, b: unknown) => number;

/** Natural order: numbers by value, the rest by text; null first. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As {@link compareValues}, but text that is a number compares as one. */
export function compareNumeric(a: unknown, b: unknown): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? compareValues(a, b) : left - right;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** A comparator bean: a function, or an object with `compare`. */
export function comparatorBean(ref: unknown, what: string, compiler: Compiler): Compare {
  const bean = compiler.bean<unknown>(ref, what);
  if (typeof bean === 'function') return bean as Compare;
  const object = bean as { compare: Compare };
  if (typeof object.compare === 'function') return (a, b) => object.compare(a, b);
  throw new RouteError('ROUTE_BAD_BEAN', {
    what,
    found: typeof ref === 'string' ? ref : 'the object given',
    reason: 'a function (a, b) or an object with compare(a, b) is needed.',
  });
}
