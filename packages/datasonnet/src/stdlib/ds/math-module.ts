import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force } from '../../runtime/value.ts';
import type { ArrayValue } from '../../runtime/value.ts';
import { toInt, toLong } from './java-number.ts';
import { unusable, wrongKind } from './raised.ts';
import { roundHalfUp } from './rounding.ts';
import { seen } from './scalars.ts';

const plain = (name: string, compute: (x: number) => number, parameter = 'x') =>
  native(name, [`${parameter}:number`], (_runtime, x) => compute(x as number));

/** `ds.math`. */
export const mathModule = library([
  plain('abs', Math.abs, 'num'),
  plain('ceil', Math.ceil, 'num'),
  plain('floor', Math.floor, 'num'),
  plain('sqrt', Math.sqrt, 'num'),
  plain('sin', Math.sin),
  plain('cos', Math.cos),
  plain('tan', Math.tan),
  plain('asin', Math.asin),
  plain('acos', Math.acos),
  plain('atan', Math.atan),
  plain('log', Math.log),
  plain('exp', Math.exp),
  plain('mantissa', (x) => x * 2 ** -exponentOf(x)),
  plain('exponent', exponentOf),
  native('avg', ['array:array'], (runtime, array) => sum(runtime, array) / array.length),
  native('sum', ['array:array'], (runtime, array) => sum(runtime, array)),
  native('mod', ['num1:number', 'num2:number'], (_runtime, a, b) => a % b),
  native('pow', ['x:number', 'n:number'], (_runtime, x, n) => x ** n),
  native('clamp', ['x:number', 'minVal:number', 'maxVal:number'], (_runtime, x, min, max) =>
    Math.max(min, Math.min(x, max)),
  ),
  native('random', [], (runtime) => runtime.random()),
  native('randomInt', ['num:number'], (runtime, num) => {
    const bound = toInt(num) + 1;
    if (bound < 1 || bound > 2_147_483_647) throw unusable('randomInt takes a number from 0 to 2147483646');
    return Math.floor(runtime.random() * bound);
  }),
  native(
    'round',
    ['num:number', 'precision:number'],
    (_runtime, num, precision) => {
      const places = toInt(precision);
      // Without places the mapper goes through a 64-bit and then a 32-bit integer.
      if (places === 0) return Number(BigInt.asIntN(32, toLong(Math.round(num))));
      if (!Number.isFinite(num)) throw unusable('an infinite number cannot be rounded to places');
      return roundHalfUp(num, places);
    },
    { precision: 0 },
  ),
]);

function exponentOf(x: number): number {
  return toInt(Math.log(x) / Math.log(2)) + 1;
}

function sum(runtime: Runtime, array: ArrayValue): number {
  runtime.step(array.length);
  let total = 0;
  for (const item of array) {
    const value = seen(runtime, force(item));
    if (typeof value !== 'number') throw wrongKind('an element', 'a number', runtime.kindOf(value));
    total += value;
  }
  return total;
}
