import type { Answer } from '../../http/answer.ts';
import { jsonWithCharset, text } from '../../http/answer.ts';
import type { Call } from '../../http/call.ts';
import { flag } from '../../http/call.ts';
import type { Router } from '../../http/router.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { dataGrid } from './data-grid.ts';
import { hierarchyMetadata } from './data-metadata.ts';
import type { DataQuery } from './data-query.ts';
import { checkDataQuery, readDataQuery } from './data-query.ts';
import { dataValueSet } from './data-value-set.ts';
import { explainGrid } from './explain.ts';
import type { Grid } from '../grid/grid.ts';
import { gridJson } from '../grid/grid.ts';
import { gridAnswer } from '../grid/grid-answer.ts';
import { outputIds } from './output-ids.ts';
import { cacheable } from '../query-failure.ts';
import { rawGrid } from './raw-data.ts';
import { noXmlConverter } from '../servlet-failure.ts';
import { pivot } from '../grid/table-layout.ts';
import { debugSql } from './explain.ts';

const anything: readonly string[] = [];

/** `/api/analytics` and its kin for aggregate data. */
export function dataRoutes(router: Router, context: ServerContext): void {
  const read = (call: Call): DataQuery => {
    const query = readDataQuery(context, call);
    checkDataQuery(context, query);
    return query;
  };
  router.get('analytics', (call) => gridAnswer(context, call, fullGrid(context, call, read(call)), 'data'), anything);
  router.get('analytics/explain', (call) => {
    const grid = explainGrid(context, context.analytics.snapshot(context), read(call));
    return jsonWithCharset(gridJson(grid), 200, cacheable);
  });
  router.get('analytics/debug/sql', (call) => {
    const answer = text(debugSql(context, read(call)), 'text/plain;charset=UTF-8');
    return { ...answer, headers: { ...answer.headers, ...cacheable } };
  });
  router.get(
    'analytics/rawData',
    (call) =>
      gridAnswer(
        context,
        call,
        rawGrid(context, context.analytics.snapshot(context), readDataQuery(context, call)),
        'data',
      ),
    anything,
  );
  router.get('analytics/dataValueSet', (call) => valueSetAnswer(context, call, read(call)), anything);
}

function fullGrid(context: ServerContext, call: Call, query: DataQuery): Grid {
  const plain = dataGrid(context, context.analytics.snapshot(context), query);
  const showHierarchy = flag(call, 'showHierarchy');
  const units = unitsIn(query, plain);
  const wants = { ids: flag(call, 'hierarchyMeta'), names: showHierarchy };
  const metaData = query.skipMeta ? {} : { ...hierarchyMetadata(context, units, query, wants), ...plain.metaData };
  const grid = { ...plain, metaData };
  if (flag(call, 'tableLayout')) {
    const list = (name: string): string[] => (call.query.get(name) ?? '').split(';').filter((id) => id !== '');
    return pivot(context, query, grid, {
      columns: list('columns'),
      rows: list('rows'),
      hideEmptyRows: flag(call, 'hideEmptyRows'),
      showHierarchy,
    });
  }
  const ids = outputIds(call, [...query.dimensions, ...query.filters]);
  const named = query.dimensions.length;
  return {
    ...grid,
    rows: grid.rows.map((row) => row.map((cell, index) => (index < named ? (ids.get(cell) ?? cell) : cell))),
  };
}

/** The org units that the rows hold, or that the filter names. */
function unitsIn(query: DataQuery, grid: Grid): string[] {
  const column = query.dimensions.findIndex((d) => d.id === 'ou');
  if (column >= 0) return [...new Set(grid.rows.map((row) => row[column] ?? ''))];
  return (query.filters.find((d) => d.id === 'ou')?.items ?? []).map((item) => item.id);
}

function valueSetAnswer(context: ServerContext, call: Call, query: DataQuery): Answer {
  const set = dataValueSet(
    context,
    query,
    dataGrid(context, context.analytics.snapshot(context), query),
    outputIds(call, query.dimensions),
  );
  if (call.suffix === 'xml') throw noXmlConverter('org.hisp.dhis.dxf2.datavalueset.DataValueSet');
  return jsonWithCharset(set, 200, cacheable);
}
