import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countryFacilities, type Facility } from '@dhow/sandbox';

/** What is wrong with a bad row, and the code that its rejection must have. */
export const badRows = {
  FACILITY: 'a facility that nobody knows',
  INDICATOR: 'an indicator that nobody knows',
  E7619: 'a count that is no number',
  E7641: 'a month in the future',
  DUPLICATE: 'a row that was there before, with another count',
  FIELD: 'no month',
} as const;

export type BadRow = keyof typeof badRows;

/** What the files hold: how many rows, and how many bad ones of each kind. */
export interface InputFacts {
  readonly files: readonly string[];
  readonly rows: number;
  readonly good: number;
  readonly bad: Readonly<Record<BadRow, number>>;
}

interface Row {
  facility: string;
  month: string;
  indicator: string;
  sex: string;
  age: string;
  count: string;
  remarks: string;
}

/** How each file is written: as three districts with three different systems would. */
const files = [
  { name: 'north-2024-10.csv', encoding: 'utf8', mark: '\uFEFF', lineEnd: '\r\n', by: 'name' },
  { name: 'centre-2024-10.csv', encoding: 'utf8', mark: '', lineEnd: '\n', by: 'code' },
  { name: 'south-2024-10.csv', encoding: 'latin1', mark: '', lineEnd: '\r\n', by: 'name' },
] as const;

const indicators = ['Malaria suspected', 'Malaria confirmed', 'Outpatient visits'];
const sexes = ['Female', 'Male'];
const ages = ['Under 1 year', '1 to 4 years', '5 to 14 years', '15 years and over'];
const columns = ['facility', 'month', 'indicator', 'sex', 'age', 'count', 'remarks'] as const;
const kinds = Object.keys(badRows) as BadRow[];

/** One row in fifty is bad, the six kinds by turns. */
const badEvery = 50;

/**
 * Writes the reports of a month into a folder: 30,000 rows in three files unless told otherwise, the same in each run.
 * Names are in UTF-8 with a byte order mark, in UTF-8, and in Latin-1; some remarks have line breaks.
 */
export function makeInput(folder: string, rowsPerFile = 10_000): InputFacts {
  const random = numbersFrom(20241101);
  const facilities = countryFacilities();
  const share = Math.ceil(facilities.length / files.length);
  const bad = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<BadRow, number>;
  mkdirSync(folder, { recursive: true });
  let nextBad = 0;
  files.forEach(({ name, encoding, mark, lineEnd, by }, index) => {
    const rows = goodRows(facilities.slice(index * share, (index + 1) * share), by, random).slice(0, rowsPerFile);
    for (let at = badEvery - 1; at < rows.length; at += badEvery) {
      const kind = kinds[nextBad++ % kinds.length]!;
      spoil(rows, at, kind);
      bad[kind]++;
    }
    const lines = rows.map((row) => columns.map((column) => quoted(row[column])).join(','));
    const text = mark + [columns.join(','), ...lines].map((line) => line + lineEnd).join('');
    writeFileSync(join(folder, name), Buffer.from(text, encoding));
  });
  const rows = rowsPerFile * files.length;
  return { files: files.map(({ name }) => name), rows, good: rows - nextBad, bad };
}

function goodRows(facilities: readonly Facility[], by: 'name' | 'code', random: () => number): Row[] {
  const rows: Row[] = [];
  for (const facility of facilities) {
    for (const indicator of indicators) {
      for (const sex of sexes) {
        for (const age of ages) {
          const count = String(Math.floor(random() * 60));
          rows.push({ facility: facility[by], month: '2024-10', indicator, sex, age, count, remarks: remarks(random) });
        }
      }
    }
  }
  return rows;
}

function remarks(random: () => number): string {
  const die = random();
  if (die < 0.01) return 'late:\nthe road was flooded';
  if (die < 0.02) return 'counted twice, "checked"';
  return '';
}

function spoil(rows: Row[], at: number, kind: BadRow): void {
  const row = rows[at]!;
  switch (kind) {
    case 'FACILITY':
      row.facility = `${row.facility} (old)`;
      break;
    case 'INDICATOR':
      row.indicator = `${row.indicator}?`;
      break;
    case 'E7619':
      row.count = 'twelve';
      break;
    case 'E7641':
      row.month = '2098-07';
      break;
    case 'DUPLICATE':
      rows[at] = { ...rows[at - 1]!, count: String(Number(rows[at - 1]!.count) + 1) };
      break;
    case 'FIELD':
      row.month = '';
  }
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.main) {
  const { files: names, rows } = makeInput(process.argv[2] ?? 'inbox');
  console.log(`${rows} rows in ${names.join(', ')}`);
}
