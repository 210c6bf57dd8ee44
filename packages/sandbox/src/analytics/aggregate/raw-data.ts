import type { ServerContext } from '../../server/server-context.ts';
import { dayText } from '../../periods/days.ts';
import type { Dimension } from '../dimensions/dimension.ts';
import type { Grid } from '../grid/grid.ts';
import { dimensionHeader, javaDouble, numberHeader } from '../grid/grid.ts';
import { missingTable } from '../query-failure.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import type { DataQuery } from './data-query.ts';
import { checkUnits } from './data-query.ts';
import { dataMetadata } from './data-metadata.ts';
import { MembershipReader } from '../dimensions/member-dimensions.ts';

/** The values behind an aggregate query, one row each: at the units themselves, not added up. */
export function rawGrid(context: ServerContext, snapshot: AnalyticsSnapshot | undefined, query: DataQuery): Grid {
  checkUnits(context, query);
  if (!snapshot || snapshot.values.length === 0) throw missingTable('analytics', 70);
  const members = new MembershipReader(context.metadata);
  const dimensions = query.dimensions;
  const periods = dimensions.find((d) => d.id === 'pe') ?? query.filters.find((d) => d.id === 'pe');
  const spans = query.days ? [query.days] : (periods?.items ?? []).flatMap(({ period }) => (period ? [period] : []));
  const filters = query.filters.filter((d) => d.id !== 'pe');
  const rows = snapshot.values.flatMap((row) => {
    const inSpan = spans.some((span) => span.start <= row.period.start && row.period.end <= span.end);
    if (!inSpan || row.value === undefined) return [];
    const cells: string[] = [];
    for (const dimension of [...dimensions, ...filters]) {
      if (dimension.id === 'pe') continue;
      const cell = cellOf(context, members, dimension, row);
      if (cell === undefined) return [];
      if (dimensions.includes(dimension)) cells.push(cell);
    }
    return [[...cells, row.period.iso, dayText(row.period.start), dayText(row.period.end), javaDouble(row.value)]];
  });
  const headers = [
    ...dimensions.filter((d) => d.id !== 'pe').map((d) => dimensionHeader(d.id, d.name)),
    dimensionHeader('pe', ''),
    dimensionHeader('pestartdate', 'Period start date'),
    dimensionHeader('peenddate', 'Period end date'),
    numberHeader('value', 'Value'),
  ];
  const ordered = rows.toSorted((a, b) => compare(a.join(','), b.join(',')));
  return { headers, rows: ordered, metaData: dataMetadata(context, query) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function cellOf(
  { tree }: ServerContext,
  members: MembershipReader,
  dimension: Dimension,
  row: AnalyticsSnapshot['values'][number],
): string | undefined {
  const ids = new Set(dimension.items.map((item) => item.id));
  if (dimension.id === 'dx') return ids.has(row.dx) ? row.dx : undefined;
  if (dimension.id === 'ou') return tree.isWithin(row.ou, [...ids]) ? row.ou : undefined;
  return members.of(dimension, row).find((id) => ids.size === 0 || ids.has(id));
}
