import { javaDouble, toLong } from '../runtime/number-text.ts';

/** A number in the text formats: whole ones as a 64-bit integer, others as Java's doubles. */
export function strictLongOrDouble(value: number): string {
  return Number.isInteger(value) ? toLong(value).toString() : javaDouble(value);
}
