import { ComponentError } from '../component-error.ts';

/** `200-299,409` as a test. */
export function statusRange(text: string, endpoint: string): (status: number) => boolean {
  const ranges = text.split(',').map((part) => {
    const match = /^\s*(\d{3})(?:\s*-\s*(\d{3}))?\s*$/.exec(part);
    if (!match) {
      const expected = 'statuses and ranges with commas, such as 200-299,409';
      throw new ComponentError('ENDPOINT_OPTION_INVALID', {
        endpoint,
        option: 'okStatusCodeRange',
        found: text,
        expected,
      });
    }
    return [Number(match[1]), Number(match[2] ?? match[1])] as const;
  });
  return (status) => ranges.some(([first, last]) => status >= first && status <= last);
}
