import { library, native } from '../../runtime/native.ts';
import { parsePeriod } from '../../time/amount.ts';
import { parseLocalDateTime } from '../../time/iso-text.ts';
import { formatLocal, parseLocalBy } from '../../time/pattern-dates.ts';
import { nowIn } from './date-object.ts';
import { raised } from './raised.ts';

/** `ds.localdatetime`: dates are ISO texts without offset. */
export const localDateTimeModule = library([
  native('now', [], (runtime) => nowIn(runtime, 'UTC').local.toString()),
  native('offset', ['datetime:string', 'period:string'], (_runtime, text, period) =>
    raised(() => parseLocalDateTime(text).plusPeriod(parsePeriod(period)).toString()),
  ),
  native('format', ['datetime:string', 'inputFormat:string', 'outputFormat:string'], (_runtime, text, from, to) =>
    raised(() => formatLocal(parseLocalBy(text, from), to)),
  ),
  native(
    'compare',
    ['datetime1:string', 'format1:string', 'datetime2:string', 'format2:string'],
    (_runtime, first, firstFormat, second, secondFormat) =>
      raised(() => parseLocalBy(first, firstFormat).compareTo(parseLocalBy(second, secondFormat))),
  ),
]);
