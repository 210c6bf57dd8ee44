import { ComponentError } from '../component-error.ts';

/** `640` as the number that the system takes; a digit before the three, as in `0640`, counts for nothing, as in Camel. */
export function permissionsOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const digits = /^[0-7]?([0-7]{3})$/.exec(text)?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 8);
  const expected = 'three digits from 0 to 7, such as 640';
  throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: 'file', option, found: text, expected });
}
