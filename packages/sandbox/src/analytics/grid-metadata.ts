import type { ServerContext } from '../server/server-context.ts';
import { dayText } from '../periods/days.ts';
import { periodName, relativeName } from '../periods/period-names.ts';
import type { JsonObject } from '../state/json.ts';
import { objectsAt, refAt, textAt } from '../state/json.ts';
import type { AnalyticsQuery } from './analytics-query.ts';
import { combosOf, itemName } from './data-items.ts';

export const dimensionNames: Readonly<Record<string, string>> = {
  dx: 'Data',
  pe: 'Period',
  ou: 'Organisation unit',
  co: 'Category option combo',
  ao: 'Attribute option combo',
};

const dimensionTypes: Readonly<Record<string, string>> = { dx: 'DATA_X', pe: 'PERIOD', ou: 'ORGANISATION_UNIT' };

/** The `metaData` of a query: the names of all that its rows mention, and the items of its dimensions. */
export function gridMetadata(context: ServerContext, query: AnalyticsQuery, detailed: boolean): JsonObject {
  const { metadata } = context;
  const items: Record<string, JsonObject> = {};
  const named = (id: string, name: string, details: JsonObject): void => {
    items[id] = detailed ? { uid: id, ...details, name, ...details } : { name };
  };
  const name = (plural: string, id: string): string => textAt(metadata.get(plural, id), 'name') ?? id;
  const combos = combosOf(context, query.data);
  for (const id of query.units.ids)
    named(id, name('organisationUnits', id), { ...code(context, 'organisationUnits', id), dimensionItemType: 'ORGANISATION_UNIT', valueType: 'TEXT', totalAggregationType: 'SUM' });
  Object.assign(items, query.units.notes);
  for (const item of query.data) named(item.id, itemName(context, item), detailsOf(context, item.id));
  for (const id of combos)
    named(id, name('categoryOptionCombos', id), { ...code(context, 'categoryOptionCombos', id), valueType: 'NUMBER', totalAggregationType: 'SUM' });
  for (const period of query.periods) {
    const span = { startDate: `${dayText(period.start)}T00:00:00.000`, endDate: `${dayText(period.end)}T00:00:00.000` };
    named(period.iso, periodName(period), { code: period.iso, dimensionItemType: 'PERIOD', valueType: 'TEXT', totalAggregationType: 'SUM', ...span });
  }
  for (const id of query.relative) items[id] = { name: relativeName(id) };
  for (const id of ['dx', 'pe', 'ou', ...query.columns]) {
    const label = dimensionNames[id];
    if (label !== undefined) named(id, label, dimensionTypes[id] === undefined ? {} : { dimensionType: dimensionTypes[id] });
  }
  const dimensions: JsonObject = {
    dx: query.data.map((item) => item.id),
    pe: query.periods.map((period) => period.iso),
    ou: [...query.units.ids],
    co: combos,
  };
  for (const extra of query.extras) {
    items[extra.id] = { name: extra.name };
    for (const id of extra.members) named(id, name(extra.plural, id), code(context, extra.plural, id));
    dimensions[extra.id] = [...extra.members];
  }
  return { items, dimensions };
}

function code({ metadata }: ServerContext, plural: string, id: string): JsonObject {
  const text = textAt(metadata.get(plural, id), 'code');
  return text === undefined ? {} : { code: text };
}

function detailsOf(context: ServerContext, id: string): JsonObject {
  const element = context.metadata.get('dataElements', id);
  if (!element) return { dimensionItemType: 'INDICATOR', valueType: 'NUMBER', totalAggregationType: 'AVERAGE' };
  const [legend] = objectsAt(element, 'legendSets').map((set) => textAt(set, 'id'));
  const legendSet = legend ?? refAt(element, 'legendSet');
  const aggregationType = textAt(element, 'aggregationType') ?? 'SUM';
  return {
    ...code(context, 'dataElements', id),
    ...(legendSet === undefined ? {} : { legendSet }),
    dimensionItemType: 'DATA_ELEMENT',
    valueType: 'NUMBER',
    aggregationType,
    totalAggregationType: 'SUM',
  };
}
