import { library, native } from '../../runtime/native.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import { parsePeriod } from '../../time/amount.ts';
import { parseOffsetDateTime } from '../../time/iso-text.ts';
import { formatZoned, parseWithZoneBy } from '../../time/pattern-dates.ts';
import { parseZone } from '../../time/zone.ts';
import type { ZonedDateTime } from '../../time/zoned-date-time.ts';
import { cryptoModule } from '../ds/crypto-module.ts';
import { nowIn } from '../ds/date-object.ts';
import { jsonpathModule } from '../ds/jsonpath-module.ts';
import { localDateTimeModule } from '../ds/localdatetime-module.ts';
import { raised } from '../ds/raised.ts';
import { regexModule } from '../ds/regex-module.ts';
import { urlModule } from '../ds/url-module.ts';
import { formatFunctions } from '../ds/core-formats.ts';
import { utilModule } from './util-module.ts';

const by = (text: string, pattern: string): ZonedDateTime => raised(() => parseWithZoneBy(text, pattern));

const local = (name: string, text: (date: ZonedDateTime) => string) =>
  native(name, ['datetime:string', 'format:string'], (_runtime, date, pattern) =>
    text(by(date as string, pattern as string)),
  );

const zonedDateTimeModule = library([
  native('now', [], (runtime) => nowIn(runtime, 'UTC').toString()),
  native('offset', ['datetime:string', 'period:string'], (_runtime, text, period) =>
    raised(() => parseOffsetDateTime(text).plusPeriod(parsePeriod(period)).toString()),
  ),
  native('format', ['datetime:string', 'inputFormat:string', 'outputFormat:string'], (_runtime, text, from, to) => {
    const date = by(text, from);
    return raised(() => formatZoned(date, to));
  }),
  native(
    'compare',
    ['datetime1:string', 'format1:string', 'datetime2:string', 'format2:string'],
    (_runtime, first, firstFormat, second, secondFormat) => by(first, firstFormat).compareTo(by(second, secondFormat)),
  ),
  native('changeTimeZone', ['datetime:string', 'format:string', 'timezone:string'], (_runtime, text, pattern, zone) => {
    const date = by(text, pattern);
    return raised(() => formatZoned(date.withZone(parseZone(zone)), pattern));
  }),
  local('toLocalDate', (date) => date.local.dateText()),
  local('toLocalTime', (date) => date.local.timeText()),
  local('toLocalDateTime', (date) => date.local.toString()),
]);

/** Ciphers of the old library: Blowfish only, without a transformation to choose. */
const crypt = (name: 'encrypt' | 'decrypt') =>
  native(name, ['value:string', 'secret:string'], (runtime, value, secret) => {
    const fn = cryptoModule.get(name) as NativeFunction;
    return fn.call(runtime, [value as string, secret as string, 'Blowfish/ECB/PKCS5Padding']);
  });

/** The library `DS` of DataSonnet 1 and 2.0 to 2.2, which scripts written then still call. */
export const uppercaseLibrary: LayeredObject = library([], {
  ZonedDateTime: zonedDateTimeModule,
  LocalDateTime: localDateTimeModule,
  Formats: library(formatFunctions.filter((fn) => fn.name !== 'readUrl')),
  Crypto: library([crypt('encrypt'), crypt('decrypt')], {
    hash: cryptoModule.get('hash')!,
    hmac: cryptoModule.get('hmac')!,
  }),
  JsonPath: jsonpathModule,
  Regex: regexModule,
  URL: urlModule,
  Util: utilModule,
});
