import type { JsonObject } from '../state/json.ts';

const rows: readonly (readonly [name: string, isoDuration: string, isoFormat: string, frequencyOrder: number])[] = [
  ['Daily', 'P1D', 'yyyyMMdd', 1],
  ['Weekly', 'P7D', 'yyyyWn', 7],
  ['WeeklyWednesday', 'P7D', 'yyyyWedWn', 7],
  ['WeeklyThursday', 'P7D', 'yyyyThuWn', 7],
  ['WeeklySaturday', 'P7D', 'yyyySatWn', 7],
  ['WeeklySunday', 'P7D', 'yyyySunWn', 7],
  ['BiWeekly', 'P14D', 'yyyyBiWn', 14],
  ['Monthly', 'P1M', 'yyyyMM', 30],
  ['BiMonthly', 'P2M', 'yyyyMMB', 61],
  ['Quarterly', 'P3M', 'yyyyQn', 91],
  ['QuarterlyNov', 'P3M', 'yyyyNovQn', 91],
  ['SixMonthly', 'P6M', 'yyyySn', 182],
  ['SixMonthlyApril', 'P6M', 'yyyyAprilSn', 182],
  ['SixMonthlyNov', 'P6M', 'yyyyNovSn', 182],
  ['Yearly', 'P1Y', 'yyyy', 365],
  ['FinancialApril', 'P1Y', 'yyyyApril', 365],
  ['FinancialJuly', 'P1Y', 'yyyyJuly', 365],
  ['FinancialSep', 'P1Y', 'yyyySep', 365],
  ['FinancialOct', 'P1Y', 'yyyyOct', 365],
  ['FinancialNov', 'P1Y', 'yyyyNov', 365],
];

const newer: typeof rows = [
  ['FinancialAug', 'P1Y', 'yyyyAug', 365],
  ['FinancialFeb', 'P1Y', 'yyyyFeb', 365],
  ['WeeklyFriday', 'P7D', 'yyyyFriWn', 7],
];

const months: Readonly<Record<string, string>> = {
  Nov: 'November',
  Feb: 'February',
  Aug: 'August',
  Oct: 'October',
};

/** The period types, as `/api/periodTypes` lists them: by length up to 2.42, by name from 2.43 on. */
export function periodTypeList(minor: number): JsonObject[] {
  if (minor < 43) return rows.map(([name, ...rest]) => ({ name, ...details(rest) }));
  return [...rows, ...newer]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ...rest]) => ({ name, displayName: displayName(name), ...details(rest) }));
}

function details([isoDuration, isoFormat, frequencyOrder]: readonly [string, string, number]): JsonObject {
  return { isoDuration, isoFormat, frequencyOrder };
}

function displayName(name: string): string {
  if (name === 'FinancialSep' || name === 'WeeklyFriday') return name;
  const [first = '', ...rest] = name.split(/(?=[A-Z])/);
  if (['Bi', 'Six'].includes(first)) {
    const [unit = '', ...month] = rest;
    return [`${first}-${unit.toLowerCase()}`, ...month.map((m) => months[m] ?? m)].join(' ');
  }
  return [first, ...rest.map((m) => months[m] ?? m)].join(' ');
}
