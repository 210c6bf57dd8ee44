import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { parseInt64, parseInteger, toInt, toLong } from './java-number.ts';
import { unusable, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

/** `ds.numbers`. */
export const numbersModule = library([
  native('fromBinary', ['value'], (runtime, value) => (value === null ? null : fromRadix(runtime, value, 2))),
  native('fromHex', ['value'], (runtime, value) => (value === null ? null : fromRadix(runtime, value, 16))),
  native('fromRadixNumber', ['value', 'num:number'], (runtime, value, radix) =>
    fromRadix(runtime, value, toInt(radix)),
  ),
  native('toBinary', ['value'], (runtime, value) => (value === null ? null : toRadix(runtime, value, 2, '-'))),
  native('toHex', ['value'], (runtime, value) => (value === null ? null : toRadix(runtime, value, 16, '-'))),
  native('toRadixNumber', ['value', 'num:number'], (runtime, value, given) => {
    const radix = toInt(given);
    // Java takes a radix that it does not have for 10, and the library writes the sign a second time.
    return toRadix(runtime, value, radix < 2 || radix > 36 ? 10 : radix, '--');
  }),
]);

function fromRadix(runtime: Runtime, given: Value, radix: number): number {
  const value = seen(runtime, given);
  if (radix < 2 || radix > 36) throw unusable('the radix must be from 2 to 36');
  let text: string;
  if (typeof value === 'number') text = toLong(value).toString();
  else if (typeof value === 'string') text = value;
  else throw wrongKind('the value', 'a number or text', runtime.kindOf(value));
  const read = parseInteger(text, radix);
  if (read === undefined) throw unusable(`the value is no integer of base ${radix}`);
  return Number(BigInt.asIntN(64, read));
}

function toRadix(runtime: Runtime, given: Value, radix: number, minus: string): string {
  const value = seen(runtime, given);
  let long: bigint | undefined;
  let negative: boolean;
  if (typeof value === 'number') {
    long = toLong(value);
    negative = value < 0;
  } else if (typeof value === 'string') {
    long = parseInt64(value);
    if (long === undefined) throw unusable('the text is no 64-bit integer');
    // From a text, toBinary and toHex lose the sign.
    negative = long < 0n && minus === '--';
  } else throw wrongKind('the value', 'a number or text', runtime.kindOf(value));
  const abs = long < 0n ? -long : long;
  if (!negative) return abs.toString(radix);
  return (minus === '--' && long === 0n ? '-' : minus) + abs.toString(radix);
}
