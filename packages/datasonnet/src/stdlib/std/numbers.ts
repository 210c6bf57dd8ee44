import { failure } from '../../errors/datasonnet-errors.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { native } from '../../runtime/native.ts';
import { toInt, toLong } from '../../runtime/number-text.ts';

type Calculation = (x: number) => number;

function unary(name: string, calculate: Calculation): NativeFunction {
  return native(name, ['x:number'], (_runtime, x) => calculate(x));
}

/** Functions on one number that all profiles share. */
export const commonNumbers: readonly NativeFunction[] = [
  unary('abs', Math.abs),
  unary('sign', (x) => (x > 0 ? 1 : x < 0 ? -1 : 0)),
  unary('floor', Math.floor),
  unary('ceil', Math.ceil),
  native('max', ['a:number', 'b:number'], (_runtime, a, b) => Math.max(a, b)),
  native('min', ['a:number', 'b:number'], (_runtime, a, b) => Math.min(a, b)),
  native('clamp', ['x:number', 'minVal:number', 'maxVal:number'], (_runtime, x, low, high) =>
    Math.max(low, Math.min(x, high)),
  ),
];

/** Java's exponent of a number: its logarithm cut to an integer, so that small numbers are one off and negative ones 1. */
function exponentOf(x: number): number {
  return toInt(Math.log(x) / Math.log(2)) + 1;
}

/** As the mapper has them: 32-bit `mod` and `round`, no checks of the range. */
export const strictNumbers: readonly NativeFunction[] = [
  ...commonNumbers,
  unary('exp', Math.exp),
  unary('sqrt', Math.sqrt),
  unary('sin', Math.sin),
  unary('cos', Math.cos),
  unary('tan', Math.tan),
  unary('asin', Math.asin),
  unary('acos', Math.acos),
  unary('atan', Math.atan),
  unary('log', Math.log),
  native('pow', ['x:number', 'n:number'], (_runtime, x, n) => x ** n),
  native('mod', ['a:number', 'b:number'], (_runtime, a, b) => {
    if (toInt(b) === 0) throw failure('DS_VALUE', 'division by zero');
    return toInt(a) % toInt(b);
  }),
  unary('round', (x) => Number(BigInt.asIntN(32, toLong(Math.floor(x + 0.5))))),
  unary('exponent', exponentOf),
  unary('mantissa', (x) => x * 2 ** -exponentOf(x)),
];
