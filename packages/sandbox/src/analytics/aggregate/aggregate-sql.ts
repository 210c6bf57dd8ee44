import type { DataQuery } from './data-query.ts';
import type { Dimension } from '../dimensions/dimension.ts';

/** The columns by which the server groups, as its SQL spells them. */
function groupColumns(dimensions: readonly Dimension[], levelOf: (unit: string) => number): string[] {
  return dimensions.flatMap(({ id, items }) => {
    if (id === 'pe')
      return [...new Set(items.map((item) => `ax."${(item.period?.type ?? 'daily').toLowerCase()}"`))].slice(0, 1);
    if (id === 'ou') return [`ax."uidlevel${levelOf(items[0]?.id ?? '')}"`];
    return [`ax."${id}"`];
  });
}

/** The start of the SQL of an aggregate query, up to the name of its table. */
function selectOf(dimensions: readonly Dimension[], levelOf: (unit: string) => number, call: 'sum' | 'count'): string {
  return `select ${groupColumns(dimensions, levelOf).join(',')}, ${call}(value) as value from `;
}

/** Where the database finds the name of the table in the SQL of an aggregate query, counted from 1. */
export function tablePosition(query: DataQuery, call: 'sum' | 'count'): number {
  return selectOf(query.dimensions, () => 1, call).length + 1;
}

/** The SQL of an aggregate query, as `explain` shows it. */
export function aggregateSql(
  dimensions: readonly Dimension[],
  filters: readonly Dimension[],
  levelOf: (unit: string) => number,
  years: readonly number[],
): string {
  const table = years.length === 1 ? `analytics_${years[0]}` : 'analytics';
  const conditions = [...dimensions, ...filters].flatMap((dimension) =>
    groupColumns([dimension], levelOf).map(
      (column) => `${column} in (${dimension.items.map((item) => `'${item.id}'`).join(', ')})`,
    ),
  );
  const groups = groupColumns(dimensions, levelOf).join(',');
  return `${selectOf(dimensions, levelOf, 'sum')}${table} as ax where ${conditions.join(' and ')} and ax."year" in (${years.join(', ')}) group by ${groups} `;
}
