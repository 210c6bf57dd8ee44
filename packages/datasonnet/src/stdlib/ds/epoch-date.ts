import type { Runtime } from '../../runtime/runtime.ts';
import type { Value } from '../../runtime/value.ts';
import { utc } from '../../time/zone.ts';
import { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { parseInt32, toLong } from './java-number.ts';
import { unusable, wrongKind } from './raised.ts';

const MAX_SECOND = 31_556_889_864_403_200;

/** A date from seconds since 1970, given as a number or as the digits of a 32-bit integer. */
export function epochDate(runtime: Runtime, value: Value): ZonedDateTime {
  let seconds: number | undefined;
  if (typeof value === 'number') seconds = Number(toLong(value));
  else if (typeof value === 'string') {
    seconds = parseInt32(value, 10);
    if (seconds === undefined) throw unusable('the text is no number of seconds');
  } else throw wrongKind('a timestamp', 'a number or text', runtime.kindOf(value));
  if (Math.abs(seconds) > MAX_SECOND) throw unusable('the timestamp is out of range');
  return ZonedDateTime.ofEpoch(seconds, 0, utc);
}
