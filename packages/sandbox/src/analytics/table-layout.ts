import { periodName } from '../periods/period-names.ts';
import type { ServerContext } from '../server/server-context.ts';
import { textAt } from '../state/json.ts';
import type { AnalyticsQuery } from './analytics-query.ts';
import type { ComputedRow } from './compute-rows.ts';
import { itemName } from './data-items.ts';
import type { GridHeader } from './grid.ts';
import { numberHeader, textHeader } from './grid.ts';
import { dimensionNames } from './grid-metadata.ts';

interface Layout {
  readonly headers: readonly GridHeader[];
  readonly rows: readonly (readonly string[])[];
}

const columnWords: Readonly<Record<string, string>> = { ou: 'organisationunit', pe: 'period', dx: 'data' };

/** A result as a pivot table: four columns for each dimension of the rows, and one for each item of the column dimension. */
export function tableLayout(
  context: ServerContext,
  query: AnalyticsQuery,
  computed: readonly ComputedRow[],
  columns: readonly string[],
  rows: readonly string[],
  options: { readonly hierarchy: boolean; readonly hideEmpty: boolean; format(value: number): string },
): Layout {
  const items = (id: string): readonly string[] =>
    id === 'dx' ? query.data.map((d) => d.id) : id === 'pe' ? query.periods.map((p) => p.iso) : query.units.ids;
  const headers: GridHeader[] = [];
  const depth = Math.max(0, ...query.units.ids.map((id) => context.tree.level(id) ?? 0));
  if (options.hierarchy)
    for (let level = 1; level <= depth; level++) headers.push(textHeader(`Org unit level ${level}`, `orgunitlevel${level}`));
  for (const id of rows) {
    const [label, word] = [dimensionNames[id] ?? id, columnWords[id] ?? id];
    headers.push(textHeader(`${label} ID`, `${word}id`), textHeader(label, `${word}name`));
    headers.push(textHeader(`${label} code`, `${word}code`), textHeader(`${label} description`, `${word}description`));
  }
  const across = product(columns.map(items));
  for (const keys of across) {
    const name = keys.map((key, i) => label(context, query, columns[i]!, key).name).join(' ');
    headers.push(numberHeader(name.toLowerCase(), name));
  }
  const cells = new Map(computed.map((row) => [row.keys.join('\u0000'), row.value]));
  const body: string[][] = [];
  for (const keys of product(rows.map(items))) {
    const values = across.map((colKeys) => {
      const key = query.columns.map((id) => keys[rows.indexOf(id)] ?? colKeys[columns.indexOf(id)] ?? '').join('\u0000');
      const value = cells.get(key);
      return value === undefined ? '' : options.format(value);
    });
    if (options.hideEmpty && values.every((value) => value === '')) continue;
    const heads = keys.flatMap((key, i) => {
      const { name, code, description } = label(context, query, rows[i]!, key);
      return [key, name, code, description];
    });
    const unit = keys[rows.indexOf('ou')];
    body.push([...(options.hierarchy && unit !== undefined ? path(context, unit, depth) : []), ...heads, ...values]);
  }
  return { headers, rows: body };
}

function path({ tree, metadata }: ServerContext, unit: string, depth: number): string[] {
  const ids = (tree.path(unit) ?? '').split('/').filter((id) => id !== '');
  const names = ids.map((id) => textAt(metadata.get('organisationUnits', id), 'name') ?? id);
  return Array.from({ length: depth }, (_none, i) => names[i] ?? '');
}

function label(
  context: ServerContext,
  query: AnalyticsQuery,
  dimension: string,
  key: string,
): { name: string; code: string; description: string } {
  if (dimension === 'pe') {
    const period = query.periods.find((p) => p.iso === key);
    return { name: period ? periodName(period) : key, code: key, description: '' };
  }
  const item = query.data.find((d) => d.id === key);
  const object = context.metadata.get(dimension === 'ou' ? 'organisationUnits' : 'dataElements', key);
  const name = item ? itemName(context, item) : (textAt(object, 'name') ?? key);
  return { name, code: textAt(object, 'code') ?? '', description: textAt(object, 'description') ?? '' };
}

function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((all, list) => all.flatMap((head) => list.map((item) => [...head, item])), [[]]);
}
