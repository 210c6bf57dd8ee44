import type { ServerContext } from '../../server/server-context.ts';
import { timestamp } from '../../state/clock.ts';
import type { JsonObject } from '../../state/json.ts';
import { textAt } from '../../state/json.ts';
import type { DataQuery } from './data-query.ts';
import { dimensionNamed } from './data-query.ts';
import type { Grid } from '../grid/grid.ts';
import { refusedQuery } from '../query-failure.ts';

/** The rows of an answer as data values that another server can import. */
export function dataValueSet(
  context: ServerContext,
  query: DataQuery,
  grid: Grid,
  ids: ReadonlyMap<string, string>,
): JsonObject {
  const column = (id: string): number => query.dimensions.findIndex((d) => d.id === id);
  const [dx, pe, ou, co, ao] = ['dx', 'pe', 'ou', 'co', 'ao'].map(column) as [number, number, number, number, number];
  for (const [index, code] of [
    [dx, 'E7117'],
    [pe, 'E7118'],
    [ou, 'E7119'],
  ] as const)
    if (index < 0) throw refusedQuery(code);
  const today = timestamp(context.clock.now()).slice(0, 10);
  const items = dimensionNamed(query, 'dx')?.items ?? [];
  const dataValues = grid.rows.map((row): JsonObject => {
    const shown = (index: number): string => ids.get(row[index] ?? '') ?? row[index] ?? '';
    const item = items.find((one) => one.id === row[dx]);
    const joined = item?.kind === 'operand';
    const exported = exportIds(item?.object);
    const combo = joined ? item.part : co >= 0 ? shown(co) : exported.combo;
    const attribute = ao >= 0 ? shown(ao) : exported.attribute;
    return {
      dataElement: joined ? item.object!.id : (exported.element ?? shown(dx)),
      period: shown(pe),
      orgUnit: shown(ou),
      ...(combo === undefined ? {} : { categoryOptionCombo: combo }),
      ...(attribute === undefined ? {} : { attributeOptionCombo: attribute }),
      value: row[query.dimensions.length] ?? '',
      created: today,
      lastUpdated: today,
      comment: '[aggregated]',
      followup: false,
    };
  });
  return { dataValues };
}

/** Indicators may name the data element and combos that their values are exported to. */
function exportIds(object: JsonObject | undefined): {
  element?: string | undefined;
  combo?: string | undefined;
  attribute?: string | undefined;
} {
  return {
    element: textAt(object, 'aggregateExportDataElement'),
    combo: textAt(object, 'aggregateExportCategoryOptionCombo'),
    attribute: textAt(object, 'aggregateExportAttributeOptionCombo'),
  };
}
