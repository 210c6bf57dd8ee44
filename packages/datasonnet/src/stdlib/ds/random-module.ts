import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { toInt } from './java-number.ts';
import { unusable } from './raised.ts';

const LARGEST = 1.7976931348623157e308;

/** `ds.random`: from the source of chance that the host lends. */
export const randomModule = library([
  native('uuid', [], (runtime) => {
    const digits = Array.from({ length: 32 }, () => Math.floor(runtime.random() * 16));
    digits[12] = 4;
    digits[16] = 8 + (digits[16]! & 3);
    const text = digits.map((digit) => digit.toString(16)).join('');
    return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
  }),
  native(
    'randomInt',
    ['min:number', 'max:number'],
    (runtime, min, max) => {
      const first = toInt(min);
      const end = toInt(max);
      if (first >= end) throw unusable('min of randomInt must be less than max');
      return first + Math.floor(runtime.random() * (end - first));
    },
    { min: -2_147_483_648, max: 2_147_483_647 },
  ),
  native(
    'randomDouble',
    ['min:number', 'max:number'],
    (runtime, min, max) => {
      const part = runtime.random();
      return min * (1 - part) + max * part;
    },
    { min: -LARGEST, max: LARGEST },
  ),
  native(
    'randomString',
    ['length:number', 'includeAlpha:boolean', 'includeNumbers:boolean', 'includeOther:boolean'],
    (runtime, given, alpha, numbers, other) => {
      const length = Math.max(0, toInt(given));
      runtime.checkSize(length);
      const pool =
        (alpha ? letters : '') + (numbers ? '0123456789' : '') + (other ? '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' : '');
      if (pool === '' && length > 0) throw unusable('randomString must be allowed to use some characters');
      return pick(runtime, pool, length);
    },
    { includeAlpha: true, includeNumbers: true, includeOther: true },
  ),
]);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function pick(runtime: Runtime, pool: string, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += pool.charAt(Math.floor(runtime.random() * pool.length));
  return text;
}
