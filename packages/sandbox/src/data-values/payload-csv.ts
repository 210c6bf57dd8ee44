import type { ValuePayload, RawValue } from './value-payload.ts';
import { refuse } from '../http/web-error.ts';
import type { GroupRefusal } from './group-refusal.ts';
import { groupRefusal } from './group-refusal.ts';

const columns = [
  'dataelement',
  'period',
  'orgunit',
  'categoryoptioncombo',
  'attributeoptioncombo',
  'value',
  'storedby',
  'lastupdated',
  'comment',
  'followup',
  'deleted',
];

/** Reads CSV by position, as 2.42 does: the first row is a header unless the caller says otherwise, and its names do not matter. */
export function readPositionalCsv(text: string, firstRowIsHeader: boolean): ValuePayload {
  const rows = parseCsv(text).slice(firstRowIsHeader ? 1 : 0);
  return { header: {}, values: rows.map((row) => rawValue(columns, row)) };
}

/** Reads CSV by the names of its header, as 2.43 does; columns that it does not know are taken for categories. */
export function readNamedCsv(text: string, firstRowIsHeader: boolean): ValuePayload {
  if (!firstRowIsHeader) throw refuse(500, 'CSV without header row is no longer supported.');
  const [names = [], ...rows] = parseCsv(text);
  const folded = names.map((name) => name.trim().toLowerCase());
  return { header: {}, values: rows.map((row, index) => withoutCategories(folded, row, index)) };
}

const known = new Set(columns.filter((name) => name !== 'lastupdated'));

function withoutCategories(names: readonly string[], row: readonly string[], index: number): RawValue {
  const other = names.map((name, i) => [name, row[i]] as const).filter(([name]) => !known.has(name));
  const combo = row[names.indexOf('categoryoptioncombo')];
  if (other.length > 0 && (combo === undefined || combo === '')) {
    const shown = other
      .map(([name, value]) => `${name}=${value === undefined || value === '' ? 'null' : value}`)
      .join(', ');
    throw new CsvRefusal(groupRefusal('E8101', [String(index), `{${shown}}`]));
  }
  return rawValue(names, row);
}

/** A refusal found while reading CSV. */
export class CsvRefusal extends Error {
  readonly refusal: GroupRefusal;

  constructor(refusal: GroupRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

function rawValue(names: readonly string[], row: readonly string[]): RawValue {
  const at = (name: string): string | undefined => {
    const value = row[names.indexOf(name)];
    return value === undefined || value === '' ? undefined : value;
  };
  const value: Record<string, string | boolean> = {};
  const put = (key: string, text: string | undefined): void => {
    if (text !== undefined) value[key] = text;
  };
  put('dataElement', at('dataelement'));
  put('period', at('period'));
  put('orgUnit', at('orgunit'));
  put('categoryOptionCombo', at('categoryoptioncombo'));
  put('attributeOptionCombo', at('attributeoptioncombo'));
  put('value', at('value'));
  put('storedBy', at('storedby'));
  put('comment', at('comment'));
  if (at('followup') === 'true') value['followup'] = true;
  if (at('deleted') === 'true') value['deleted'] = true;
  return value;
}

/** Rows of cells: commas, double quotes doubled inside quotes, either line end. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (char === '"') quoted = false;
      else cell += char;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows.filter((cells) => cells.length > 1 || cells[0] !== '');
}
