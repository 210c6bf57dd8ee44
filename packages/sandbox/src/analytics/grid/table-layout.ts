import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { DataQuery } from '../aggregate/data-query.ts';
import { dimensionNamed } from '../aggregate/data-query.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import type { Grid, GridHeader } from './grid.ts';
import { numberHeader } from './grid.ts';
import { permutations } from '../aggregate/permutations.ts';
import { refusedQuery } from '../query-failure.ts';

export interface TableLayout {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly hideEmptyRows: boolean;
  readonly showHierarchy: boolean;
}

const itemColumns: readonly { readonly suffix: string; readonly label: string; readonly hidden: boolean }[] = [
  { suffix: 'id', label: ' ID', hidden: true },
  { suffix: 'name', label: '', hidden: false },
  { suffix: 'code', label: ' code', hidden: true },
  { suffix: 'description', label: ' description', hidden: true },
];

/** Turns the plain rows of an answer into a pivot table: row dimensions to the left, a column a combination of the others. */
export function pivot(context: ServerContext, query: DataQuery, grid: Grid, layout: TableLayout): Grid {
  const find = (id: string, code: string): Dimension => {
    const dimension = query.dimensions.find((d) => d.id === id);
    if (!dimension) throw refusedQuery(code, id);
    return dimension;
  };
  const columns = layout.columns.map((id) => find(id, 'E7126'));
  const rows = layout.rows.map((id) => find(id, 'E7127'));
  const values = new Map<string, string>();
  const order = query.dimensions.map((d) => d.id);
  for (const row of grid.rows) values.set(placeKey(order, row), row[order.length] ?? '');
  const levels = layout.showHierarchy ? depthOf(context, dimensionNamed(query, 'ou')) : 0;
  const columnItems = permutations(columns);
  const headers = [
    ...Array.from({ length: levels }, (_, index) => levelHeader(index + 1)),
    ...rows.flatMap((dimension) => rowHeaders(dimension)),
    ...columnItems.map((items) => columnHeader(items)),
  ];
  const found: string[][] = [];
  for (const rowItems of permutations(rows)) {
    const cells = columnItems.map((items) => values.get(itemsKey([...rowItems, ...items], order, query)) ?? '');
    if (layout.hideEmptyRows && cells.every((cell) => cell === '')) continue;
    const unit = rowItems.find((item) => item.kind === 'orgUnit');
    found.push([...hierarchyCells(context, unit, levels), ...rowItems.flatMap((item) => itemCells(item)), ...cells]);
  }
  return { ...grid, headers, rows: found };
}

function placeKey(order: readonly string[], row: readonly string[]): string {
  return order.map((_, index) => row[index] ?? '').join('-');
}

function itemsKey(items: readonly DimensionItem[], order: readonly string[], query: DataQuery): string {
  return order
    .map((id) => query.dimensions.find((d) => d.id === id)!.items.find((item) => items.includes(item))?.id ?? '')
    .join('-');
}

function levelHeader(level: number): GridHeader {
  return textHeader(`Org unit level ${level}`, `orgunitlevel${level}`, false);
}

function textHeader(name: string, column: string, hidden: boolean): GridHeader {
  return { name, column, valueType: 'TEXT', type: 'java.lang.String', hidden, meta: true };
}

const columnStems: Readonly<Record<string, string>> = {
  dx: 'data',
  pe: 'period',
  ou: 'organisationunit',
  co: 'categoryoptioncombo',
};

function rowHeaders({ id, name }: Dimension): GridHeader[] {
  const stem = columnStems[id] ?? id;
  return itemColumns.map(({ suffix, label, hidden }) => textHeader(`${name}${label}`, `${stem}${suffix}`, hidden));
}

function columnHeader(items: readonly DimensionItem[]): GridHeader {
  const title = items.map((item) => item.name).join(' ');
  return numberHeader(items.length === 0 ? 'Total' : title.toLowerCase(), title);
}

function itemCells({ id, name, object, period }: DimensionItem): string[] {
  return [id, name, period ? id : (textAt(object, 'code') ?? ''), textAt(object, 'description') ?? ''];
}

function depthOf({ tree }: ServerContext, units: Dimension | undefined): number {
  return Math.max(0, ...(units?.items ?? []).map((item) => tree.level(item.id) ?? 0));
}

function hierarchyCells({ tree, metadata }: ServerContext, unit: DimensionItem | undefined, levels: number): string[] {
  if (levels === 0) return [];
  const path = unit ? [...tree.ancestors(unit.id), unit.id] : [];
  return Array.from(
    { length: levels },
    (_, index) => textAt(metadata.get('organisationUnits', path[index]), 'name') ?? '',
  );
}
