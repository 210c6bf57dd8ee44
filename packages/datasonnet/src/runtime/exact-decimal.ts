import { ExactNumber } from './value.ts';

/** The value of a literal such as `1.50m`: exact where a double would lose digits. */
export function readExactLiteral(text: string): ExactNumber {
  return new ExactNumber(text.replace(/m$/, ''));
}
