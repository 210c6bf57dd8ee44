import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adxInterval, fromAdxInterval } from './adx-interval.ts';
import { calendarOf, type CalendarName } from './calendar.ts';
import { Period, dayNumberOf, dayText } from './period.ts';
import { periodTypes, type PeriodType } from './period-type.ts';
import { relativePeriodNames, relativePeriods } from './relative-periods.ts';
import { serverTime } from './server-time.ts';

describe('a period', () => {
  test.each([
    ['20260331', 'Daily', '2026-03-31', '2026-03-31'],
    ['2026W1', 'Weekly', '2025-12-29', '2026-01-04'],
    ['2020W53', 'Weekly', '2020-12-28', '2021-01-03'],
    ['2026WedW2', 'WeeklyWednesday', '2026-01-07', '2026-01-13'],
    ['2026ThuW1', 'WeeklyThursday', '2026-01-01', '2026-01-07'],
    ['2026FriW1', 'WeeklyFriday', '2026-01-02', '2026-01-08'],
    ['2026SatW1', 'WeeklySaturday', '2026-01-03', '2026-01-09'],
    ['2026SunW1', 'WeeklySunday', '2026-01-04', '2026-01-10'],
    ['2026BiW1', 'BiWeekly', '2025-12-29', '2026-01-11'],
    ['202602', 'Monthly', '2026-02-01', '2026-02-28'],
    ['202802', 'Monthly', '2028-02-01', '2028-02-29'],
    ['202606B', 'BiMonthly', '2026-11-01', '2026-12-31'],
    ['2026Q4', 'Quarterly', '2026-10-01', '2026-12-31'],
    ['2026NovQ1', 'QuarterlyNov', '2025-11-01', '2026-01-31'],
    ['2026S2', 'SixMonthly', '2026-07-01', '2026-12-31'],
    ['2026AprilS2', 'SixMonthlyApril', '2026-10-01', '2027-03-31'],
    ['2026NovS1', 'SixMonthlyNov', '2025-11-01', '2026-04-30'],
    ['2026', 'Yearly', '2026-01-01', '2026-12-31'],
    ['2026Feb', 'FinancialFeb', '2026-02-01', '2027-01-31'],
    ['2026April', 'FinancialApril', '2026-04-01', '2027-03-31'],
    ['2026July', 'FinancialJuly', '2026-07-01', '2027-06-30'],
    ['2026Aug', 'FinancialAug', '2026-08-01', '2027-07-31'],
    ['2026Sep', 'FinancialSep', '2026-09-01', '2027-08-31'],
    ['2026Oct', 'FinancialOct', '2026-10-01', '2027-09-30'],
    ['2026Nov', 'FinancialNov', '2025-11-01', '2026-10-31'],
  ] as const)('%s is of type %s and lasts from %s to %s', (text, type, start, end) => {
    const period = Period.parse(text);
    expect(period).toMatchObject({ id: text, type, start, end });
    expect(Period.at(type, start).id).toBe(text);
  });

  test.each([
    ['201801', '2025-09-11', '2025-10-10'],
    ['201812', '2026-08-07', '2026-09-05'],
    ['2018', '2025-09-11', '2026-09-10'],
    ['2016Q1', '2023-09-12', '2023-12-10'],
    ['20151306', '2023-09-11', '2023-09-11'],
  ])('%s is read in the Ethiopian calendar', (text, start, end) => {
    expect(Period.parse(text, 'ethiopian')).toMatchObject({ start, end, id: text });
  });

  test.each([
    ['207901', '2022-04-14', '2022-05-14'],
    ['2080', '2023-04-14', '2024-04-12'],
    ['2079Q1', '2022-04-14', '2022-07-16'],
  ])('%s is read in the Nepali calendar', (text, start, end) => {
    expect(Period.parse(text, 'nepali')).toMatchObject({ start, end, id: text });
  });

  test.each([
    ['2026-01', /Write 202601/],
    ['2026-01-31', /Write 20260131/],
    ['2026W05', /Write 2026W5/],
    ['2026-W05', /Write 2026W5/],
    ['2026Q5', /2026 has 4 of type Quarterly/],
    ['2027W53', /2027 has 52 of type Weekly/],
    ['202613', /Write for example/],
    ['20260230', /no such day/],
    ['202607B', /2026 has 6 of type BiMonthly/],
    ['Q12026', /Write for example/],
    ['', /Write for example/],
  ])('%s is refused with what to write', (text, message) => {
    expect(() => Period.parse(text)).toThrow(message);
    expect(Period.tryParse(text)).toBeUndefined();
  });

  test('of another length is divided into its parts', () => {
    expect(Period.parse('2026NovQ1').parts('Monthly').map(String)).toEqual(['202511', '202512', '202601']);
    expect(Period.parse('202602').days).toBe(28);
  });

  test('outside of what is known of the Nepali calendar is refused', () => {
    expect(() => Period.parse('210201', 'nepali')).toThrow(/2000 to 2100/);
    expect(() => Period.at('Monthly', '1900-01-01', 'nepali')).toThrow(/DHIS2_BAD_PERIOD/);
  });
});

const types = fc.constantFrom<PeriodType>(...periodTypes);
const calendars = fc.constantFrom<CalendarName>('iso8601', 'ethiopian', 'nepali');
/** 1956 to 2030: all calendars know these years and some before and after. */
const days = fc.integer({ min: -5000, max: 22_000 });

describe('of any type, on any day, in any calendar', () => {
  test('the period holds the day, and its text is read back as the same period', () => {
    fc.assert(
      fc.property(types, calendars, days, (type, calendar, day) => {
        const period = Period.at(type, dayText(day), calendar);
        const pagume = calendar === 'ethiopian' && calendarOf(calendar).dateOf(day).month === 13;
        expect(pagume || period.contains(dayText(day))).toBe(true);
        const again = Period.parse(period.id, calendar);
        expect([again.type, again.start, again.end]).toEqual([type, period.start, period.end]);
      }),
      { numRuns: 2000 },
    );
  });

  test('the next begins on the day after the end, and steps there and back cancel out', () => {
    fc.assert(
      fc.property(types, calendars, days, fc.integer({ min: -10, max: 10 }), (type, calendar, day, steps) => {
        const period = Period.at(type, dayText(day), calendar);
        expect(period.next(steps).previous(steps).equals(period)).toBe(true);
        const gap = dayNumberOf(period.next().start) - dayNumberOf(period.end);
        // Pagume stands between the months of two Ethiopian years; a pair of weeks 53 and 1 overlaps with the next one.
        const allowed = calendar === 'ethiopian' && gap > 1 ? [6, 7] : period.id.includes('BiW27') ? [-6] : [1];
        expect(allowed).toContain(gap);
      }),
      { numRuns: 2000 },
    );
  });

  test('periods between two days are in order and cover them', () => {
    fc.assert(
      fc.property(types, days, fc.integer({ min: 0, max: 200 }), (type, day, length) => {
        const all = [...Period.between(type, dayText(day), dayText(day + length))];
        expect(all[0]?.contains(dayText(day))).toBe(true);
        expect(all.at(-1)!.end >= dayText(day + length)).toBe(true);
        expect(all.map(({ start }) => start)).toEqual(all.map(({ start }) => start).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('the ADX interval is read back as a period with the same days', () => {
    fc.assert(
      fc.property(types, days, (type, day) => {
        const period = Period.at(type, dayText(day));
        const again = fromAdxInterval(adxInterval(period));
        expect([again.start, again.end]).toEqual([period.start, period.end]);
      }),
    );
  });
});

test('the Ethiopian calendar is that of the Unicode project', () => {
  const format = new Intl.DateTimeFormat('en-u-ca-ethiopic', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
      const parts = Object.fromEntries(format.formatToParts(day * 86_400_000).map(({ type, value }) => [type, value]));
      const { year, month, day: ofMonth } = calendarOf('ethiopian').dateOf(day);
      expect([String(month), String(ofMonth)]).toEqual([parts['month'], parts['day']]);
      expect(String(year)).toBe(parts['relatedYear'] ?? parts['year']);
    }),
    { numRuns: 500 },
  );
});

test.each([
  [2000, '1943-04-14'],
  [2057, '2000-04-13'],
  [2070, '2013-04-14'],
  [2077, '2020-04-13'],
  [2080, '2023-04-14'],
  [2081, '2024-04-13'],
  [2082, '2025-04-14'],
])('the Nepali year %i begins on %s', (year, day) => {
  expect(dayText(calendarOf('nepali').dayNumber(year, 1, 1))).toBe(day);
});

describe('relative periods on 2026-11-23', () => {
  test.each([
    ['LAST_3_MONTHS', ['202608', '202609', '202610']],
    ['THIS_MONTH', ['202611']],
    ['LAST_4_QUARTERS', ['2025Q4', '2026Q1', '2026Q2', '2026Q3']],
    ['LAST_2_SIXMONTHS', ['2025S2', '2026S1']],
    ['QUARTERS_LAST_YEAR', ['2025Q1', '2025Q2', '2025Q3', '2025Q4']],
    ['THIS_FINANCIAL_YEAR', ['2026Oct']],
    ['LAST_FINANCIAL_YEAR', ['2025Oct']],
    ['LAST_3_DAYS', ['20261120', '20261121', '20261122']],
    ['LAST_WEEK', ['2026W47']],
    ['BIMONTHS_THIS_YEAR', ['202601B', '202602B', '202603B', '202604B', '202605B', '202606B']],
  ] as const)('%s are %j', (keyword, expected) => {
    expect(relativePeriods(keyword, { today: '2026-11-23' }).map(String)).toEqual(expected);
  });

  test('all keywords that a server names are known', () => {
    for (const name of relativePeriodNames)
      expect(relativePeriods(name, { today: '2026-11-23' }).length).toBeGreaterThan(0);
    expect(relativePeriods('WEEKS_THIS_YEAR', { today: '2026-11-23' })).toHaveLength(53);
  });

  test('a keyword that does not exist is refused with the nearest one', () => {
    expect(() => relativePeriods('LAST_12_MONTH' as never)).toThrow(/Did you mean LAST_12_MONTHS\?/);
  });
});

describe('times without an offset', () => {
  test.each([
    ['2026-11-23T08:00:00.000', 'Africa/Addis_Ababa', '2026-11-23T05:00:00.000Z'],
    ['2026-11-23T08:00:00.000', 'Etc/UTC', '2026-11-23T08:00:00.000Z'],
    ['2026-07-01', 'Europe/Oslo', '2026-06-30T22:00:00.000Z'],
    ['2026-11-23T06:52:53.000+0000', 'Africa/Addis_Ababa', '2026-11-23T06:52:53.000Z'],
    ['2026-03-29T03:30:00.000', 'Europe/Oslo', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(serverTime(text, zone).toISOString()).toBe(instant);
  });
});
