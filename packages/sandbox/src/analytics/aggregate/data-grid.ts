import type { ServerContext } from '../../server/server-context.ts';
import type { CellSource, CellValue } from './element-cells.ts';
import { elementCells } from './element-cells.ts';
import type { AnalyticsSnapshot } from '../tables/analytics-tables.ts';
import { dataMetadata } from './data-metadata.ts';
import type { DataQuery } from './data-query.ts';
import { checkSize, dimensionNamed, meetsCriteria } from './data-query.ts';
import { itemsOf } from '../dimensions/dimension.ts';
import type { Grid, GridHeader } from '../grid/grid.ts';
import { dimensionHeader, numberHeader, shownNumber } from '../grid/grid.ts';
import { indicatorRows } from './indicators.ts';
import type { JavaHashMap } from './java-hash-map.ts';
import { programItemRows } from './program-items.ts';
import { missingTable } from '../query-failure.ts';
import { reportingRateCells } from './reporting-rates.ts';
import { tablePosition } from './aggregate-sql.ts';

/** Answers an aggregate query: rows by kind of data item, in the order in which the server adds them. */
export function dataGrid(context: ServerContext, snapshot: AnalyticsSnapshot | undefined, query: DataQuery): Grid {
  const dx = dimensionNamed(query, 'dx');
  const rates = itemsOf(dx, 'reportingRate');
  const elements = itemsOf(dx, 'dataElement');
  const operands = itemsOf(dx, 'operand');
  const indicators = itemsOf(dx, 'indicator');
  const aggregates = elements.length + operands.length + indicators.length > 0;
  if (aggregates && (snapshot?.values.length ?? 0) === 0) throw missingTable('analytics', tablePosition(query, 'sum'));
  if (rates.length > 0 && (snapshot?.completeness.length ?? 0) === 0)
    throw missingTable('analytics_completeness', tablePosition(query, 'count'));
  if (!snapshot) throw missingTable('analytics', tablePosition(query, 'sum'));
  const rows: string[][] = [];
  const source: CellSource = { context, snapshot, query };
  const add = (cells: JavaHashMap<CellValue>): void => {
    checkSize(context, cells.size);
    for (const [key, value] of cells.entries()) {
      if (typeof value === 'number' && !meetsCriteria(value, query.measureCriteria)) continue;
      const shown = typeof value === 'number' ? shownNumber(value, !query.skipRounding) : value;
      rows.push([...(key === '' ? [] : key.split('-')), shown, ...(query.includeNumDen ? ['', '', '', '', ''] : [])]);
    }
  };
  if (!query.skipData) {
    if (indicators.length > 0) rows.push(...indicatorRows(source, indicators));
    if (elements.length > 0) add(elementCells(source, elements));
    if (operands.length > 0) add(elementCells(source, operands));
    if (rates.length > 0) for (const cells of reportingRateCells(source, rates)) add(cells);
    rows.push(...programItemRows(source, itemsOf(dx, 'programDataElement', 'programAttribute', 'programIndicator')));
  }
  return { headers: dataHeaders(query), rows, metaData: dataMetadata(context, query) };
}

export function dataHeaders(query: DataQuery): GridHeader[] {
  return [
    ...query.dimensions.map((dimension) => dimensionHeader(dimension.id, dimension.name)),
    numberHeader('value', 'Value'),
    ...(query.includeNumDen ? numeratorHeaders : []),
  ];
}

const numeratorHeaders: readonly GridHeader[] = [
  numberHeader('numerator', 'Numerator'),
  numberHeader('denominator', 'Denominator'),
  numberHeader('factor', 'Factor'),
  numberHeader('multiplier', 'Multiplier'),
  numberHeader('divisor', 'Divisor'),
];
