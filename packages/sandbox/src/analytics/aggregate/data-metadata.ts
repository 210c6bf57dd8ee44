import type { MetadataObject } from '../../metadata/metadata-store.ts';
import { dayText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import { javaHashOrder } from '../../state/java-order.ts';
import type { JsonObject } from '../../state/json.ts';
import { objectsAt, textAt } from '../../state/json.ts';
import { comboOf } from '../tables/analytics-tables.ts';
import type { DataQuery } from './data-query.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import { combosOf } from '../dimensions/member-dimensions.ts';
import { viewUnits } from '../dimensions/org-unit-items.ts';

/** The `metaData` of an aggregate answer: names of everything that its rows hold, and the items of each dimension. */
export function dataMetadata(context: ServerContext, query: DataQuery): JsonObject {
  if (query.skipMeta) return {};
  const all = [...query.dimensions, ...query.filters];
  const items: JsonObject = {};
  for (const dimension of all) {
    Object.assign(items, dimension.keywords);
    for (const item of dimension.items) items[item.id] = itemMetadata(item, query);
    items[dimension.id] = dimensionMetadata(dimension, query.details);
  }
  const combos = optionCombos(context, all);
  for (const combo of combos) items[combo.id] = comboMetadata(combo, query.details);
  const dimensions: JsonObject = { pe: [] };
  for (const dimension of all) dimensions[dimension.id] = dimension.items.map((item) => item.id);
  dimensions['co'] = javaHashOrder(javaHashOrder(combos.map((combo) => combo.id)));
  return { items, dimensions };
}

/** What hangs on the hierarchy: the paths of the units that the rows hold, as ids and as names. */
export function hierarchyMetadata(
  context: ServerContext,
  units: readonly string[],
  query: DataQuery,
  wants: { readonly ids: boolean; readonly names: boolean },
): JsonObject {
  const roots = new Set(viewUnits(query.user));
  const below = (path: readonly string[]): readonly string[] =>
    path.slice(
      Math.max(
        0,
        path.findIndex((id) => roots.has(id)),
      ),
    );
  const name = (id: string): string => textAt(context.metadata.get('organisationUnits', id), 'name') ?? '';
  const ids: JsonObject = {};
  const names: JsonObject = {};
  for (const unit of units) {
    ids[unit] = below(context.tree.ancestors(unit)).join('/');
    names[unit] = `/${below([...context.tree.ancestors(unit), unit])
      .map(name)
      .join('/')}`;
  }
  return { ...(wants.ids ? { ouHierarchy: ids } : {}), ...(wants.names ? { ouNameHierarchy: names } : {}) };
}

/** The option combos of the data elements asked for. */
function optionCombos({ metadata }: ServerContext, dimensions: readonly Dimension[]): MetadataObject[] {
  const elements = dimensions.flatMap((d) => d.items).filter((item) => item.kind === 'dataElement');
  const combos = new Set(elements.map((item) => comboOf(item.object!)));
  return [...combos].flatMap((combo) => combosOf(metadata, combo));
}

export function shownName(object: MetadataObject | undefined, item: DimensionItem, short: boolean): string {
  return (short && item.kind !== 'operand' ? textAt(object, 'shortName') : undefined) ?? item.name;
}

function itemMetadata(item: DimensionItem, { details, displayShort }: DataQuery): JsonObject {
  const { object, period } = item;
  const name = shownName(object, item, displayShort);
  if (!details) return { name };
  if (period) {
    return {
      uid: item.id,
      code: item.id,
      name,
      dimensionItemType: 'PERIOD',
      valueType: 'TEXT',
      totalAggregationType: 'SUM',
      startDate: `${dayText(period.start)}T00:00:00.000`,
      endDate: `${dayText(period.end)}T00:00:00.000`,
    };
  }
  const code = textAt(object, 'code');
  const aggregation = textAt(object, 'aggregationType');
  const [legendSet] = objectsAt(object, 'legendSets');
  return {
    uid: item.id,
    ...(code === undefined ? {} : { code }),
    name,
    ...(legendSet ? { legendSet: textAt(legendSet, 'id') ?? '' } : {}),
    dimensionItemType: itemTypes[item.kind] ?? 'CATEGORY_OPTION',
    valueType: item.kind === 'orgUnit' || item.kind === 'member' ? 'TEXT' : 'NUMBER',
    ...(item.kind === 'dataElement' || item.kind === 'programIndicator'
      ? { aggregationType: aggregation ?? 'SUM' }
      : {}),
    totalAggregationType: item.kind === 'indicator' ? 'AVERAGE' : 'SUM',
  };
}

const itemTypes: Readonly<Partial<Record<DimensionItem['kind'], string>>> = {
  dataElement: 'DATA_ELEMENT',
  operand: 'DATA_ELEMENT_OPERAND',
  indicator: 'INDICATOR',
  reportingRate: 'REPORTING_RATE',
  programIndicator: 'PROGRAM_INDICATOR',
  programDataElement: 'PROGRAM_DATA_ELEMENT',
  programAttribute: 'PROGRAM_ATTRIBUTE',
  orgUnit: 'ORGANISATION_UNIT',
};

export function dimensionMetadata({ id, name, type }: Dimension, details: boolean): JsonObject {
  return details ? { uid: id, name, dimensionType: type } : { name };
}

function comboMetadata(combo: MetadataObject, details: boolean): JsonObject {
  const name = textAt(combo, 'name') ?? '';
  if (!details) return { name };
  const code = textAt(combo, 'code');
  return {
    uid: combo.id,
    ...(code === undefined ? {} : { code }),
    name,
    valueType: 'NUMBER',
    totalAggregationType: 'SUM',
  };
}
