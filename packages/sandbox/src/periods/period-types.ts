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

/** The period types, as `/api/periodTypes` lists them. */
export const periodTypeList: readonly JsonObject[] = rows.map(([name, isoDuration, isoFormat, frequencyOrder]) => ({
  name,
  isoDuration,
  isoFormat,
  frequencyOrder,
}));
