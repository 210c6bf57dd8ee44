import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationText, parseDuration, parsePeriod, periodText } from './amount.ts';
import { dayOfEpoch, epochDayOf } from './iso-calendar.ts';
import { parseOffsetDateTime } from './iso-text.ts';
import { formatZoned, parseDateBy, parseLocalBy } from './pattern-dates.ts';
import { TimeError } from './time-error.ts';
import { parseZone } from './zone.ts';

const utc = parseZone('UTC');

function raises(kind: new (...args: never[]) => Error, run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    return error instanceof kind;
  }
}

test('counts days as the host does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (epochDay) => {
      const { year, month, day } = dayOfEpoch(epochDay);
      expect(epochDayOf(year, month, day)).toBe(epochDay);
      const date = new Date(epochDay * 86_400_000);
      expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]);
    }),
  );
});

test('reads back what it printed, by any pattern that keeps the whole', () => {
  const patterns = [
    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    'dd/MM/yyyy hh:mm:ss.SSS a Z',
    'EEEE, d MMMM yyyy HH:mm:ss n xxxxx',
    'yyyyMMddHHmmssSSSX',
    "D yyyy k:m:s.SSS 'o''clock' OOOO",
  ];
  const moment = fc.integer({ min: -60_000_000_000, max: 200_000_000_000 });
  const offset = fc.constantFrom('Z', '+05:30', '-03:00', '+00:45');
  fc.assert(
    fc.property(
      moment,
      fc.constantFrom(0, 120, 999),
      offset,
      fc.constantFrom(...patterns),
      (second, milli, zone, pattern) => {
        const text = new Date(second * 1000 + milli).toISOString();
        fc.pre(/^\d{4}-/.test(text));
        const date = parseOffsetDateTime(text).withZone(parseZone(zone));
        expect(parseDateBy(formatZoned(date, pattern), pattern, utc).toString()).toBe(date.toString());
      },
    ),
  );
});

test('keeps a local time that a zone skips or has twice where Java puts it', () => {
  const oslo = parseZone('Europe/Oslo');
  const noon = parseOffsetDateTime('2020-03-28T02:30:00+01:00').withZone(oslo);
  expect(noon.plusPeriod(parsePeriod('P1D')).toString()).toBe('2020-03-29T03:30:00+02:00');
  const twice = parseOffsetDateTime('2020-10-24T02:30:00+02:00').withZone(oslo);
  expect(twice.plusPeriod(parsePeriod('P1D')).toString()).toBe('2020-10-25T02:30:00+02:00');
  expect(twice.plusPeriod(parsePeriod('P1D')).plusDuration(parseDuration('PT1H')).toString()).toBe(
    '2020-10-25T02:30:00+01:00',
  );
});

test('resolves what is out of step as Java does: the last day of a month, midnight as 24:00', () => {
  expect(parseDateBy('2021-02-31', 'yyyy-MM-dd', utc).toString()).toBe('2021-02-28T00:00:00Z');
  expect(parseDateBy('2021-02-03 24:00', 'yyyy-MM-dd HH:mm', utc).toString()).toBe('2021-02-04T00:00:00Z');
  expect(parseDateBy('2020-W05-1', "YYYY-'W'ww-e", utc).toString()).toBe('2020-01-26T00:00:00Z');
});

test('refuses dates, zones and patterns that are none', () => {
  expect(
    ['2020-13-01', '2020-02-30', '20-1-1', '2020-1-01'].filter(
      (refused) => !raises(TimeError, () => parseOffsetDateTime(`${refused}T00:00:00Z`)),
    ),
  ).toEqual([]);
  expect(
    ['EST', 'europe/oslo', 'Nowhere/City', '+25:00', '+5:30', ''].filter(
      (zone) => !raises(TimeError, () => parseZone(zone)),
    ),
  ).toEqual([]);
  expect(
    ['bogus', 'yyyy-MM', 'HH:mm', '{', "'open", 'ddd', 'Y-Y-Y'].filter(
      (pattern) => !raises(TimeError, () => parseLocalBy('2020-01-01', pattern)),
    ),
  ).toEqual([]);
});

test('reads and writes ISO amounts', () => {
  for (const text of ['P1Y2M3D', 'P-1M', 'P0D', 'P14M']) expect(periodText(parsePeriod(text))).toBe(text);
  expect(periodText(parsePeriod('-P1W'))).toBe('P-7D');
  expect(durationText(parseDuration('P1DT2H3M4.5S'))).toBe('PT26H3M4.5S');
  expect(durationText(parseDuration('-PT0.5S'))).toBe('PT-0.5S');
  expect(
    ['', 'P', 'PT', 'P1H', 'bogus', 'P1DT'].filter((refused) => !raises(TimeError, () => parseDuration(refused))),
  ).toEqual([]);
});
