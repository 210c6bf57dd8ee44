import { failure } from '../../errors/datasonnet-errors.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import { formatLikeJsonnet } from '../../runtime/jsonnet-format.ts';
import { commonNumbers } from './numbers.ts';

/** Jsonnet has no infinities and no NaN. */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw failure('DS_VALUE', Number.isNaN(value) ? 'the result is not a number' : 'the result is too large');
}

function unary(name: string, calculate: (x: number) => number): NativeFunction {
  return native(name, ['x:number'], (_runtime, x) => finite(calculate(x)));
}

/** Numbers of the current Jsonnet library. */
export const jsonnetNumbers: readonly NativeFunction[] = [
  ...commonNumbers,
  unary('exp', Math.exp),
  unary('sqrt', Math.sqrt),
  unary('sin', Math.sin),
  unary('cos', Math.cos),
  unary('tan', Math.tan),
  unary('asin', Math.asin),
  unary('acos', Math.acos),
  unary('atan', Math.atan),
  native('atan2', ['y:number', 'x:number'], (_runtime, y, x) => Math.atan2(y, x)),
  native('hypot', ['a:number', 'b:number'], (_runtime, a, b) => finite(Math.hypot(a, b))),
  native('deg2rad', ['x:number'], (_runtime, x) => (x * Math.PI) / 180),
  native('rad2deg', ['x:number'], (_runtime, x) => (x * 180) / Math.PI),
  unary('log', Math.log),
  unary('log2', Math.log2),
  unary('log10', Math.log10),
  unary('round', (x) => Math.floor(x + 0.5)),
  native('pow', ['x:number', 'n:number'], (_runtime, x, n) => finite(x ** n)),
  native('mod', ['a', 'b'], (runtime, a, b) => {
    if (typeof a === 'string') return formatLikeJsonnet(runtime as Evaluation, a, b);
    if (typeof a !== 'number' || typeof b !== 'number')
      throw failure('DS_KIND', 'std.mod takes two numbers, or a text and values');
    return modulo(a, b);
  }),
  native('modulo', ['x:number', 'y:number'], (_runtime, x, y) => modulo(x, y)),
  unary('exponent', (x) => split(x).exponent),
  unary('mantissa', (x) => split(x).mantissa),
  native('isEven', ['x:number'], (_runtime, x) => Math.round(x) % 2 === 0),
  native('isOdd', ['x:number'], (_runtime, x) => Math.abs(Math.round(x) % 2) === 1),
  native('isInteger', ['x:number'], (_runtime, x) => Number.isInteger(x)),
  native('isDecimal', ['x:number'], (_runtime, x) => !Number.isInteger(x)),
];

function modulo(x: number, y: number): number {
  if (y === 0) throw failure('DS_VALUE', 'division by zero');
  return x % y;
}

/** C's `frexp`: a mantissa from a half to one. */
function split(x: number): { readonly mantissa: number; readonly exponent: number } {
  if (x === 0) return { mantissa: 0, exponent: 0 };
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let mantissa = x * 2 ** -exponent;
  while (Math.abs(mantissa) < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  while (Math.abs(mantissa) >= 1) {
    mantissa /= 2;
    exponent++;
  }
  return { mantissa, exponent };
}
