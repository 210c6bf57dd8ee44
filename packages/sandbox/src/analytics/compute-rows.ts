import { addTo, periodKeys, tallied, tallyValues, unitKeys } from './aggregate-values.ts';
import type { DimensionKeys, Tally } from './aggregate-values.ts';
import type { AnalyticsQuery, ExtraDimension } from './analytics-query.ts';
import { arithmetic } from './arithmetic.ts';
import type { DataItem } from './data-items.ts';
import { indicatorParts } from './data-items.ts';
import type { ServerContext } from '../server/server-context.ts';
import { dayFromText } from '../periods/days.ts';
import { parsePeriod } from '../periods/period.ts';
import type { TrackerEvent } from '../tracker/tracker-store.ts';
import { asText, refsAt, textAt } from '../state/json.ts';

/** A row of the result: a key a column, and the number. Indicators also say what they were made of. */
export interface ComputedRow {
  readonly keys: readonly string[];
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly factor?: number;
}

/** The rows of a query, item by item. */
export function computeRows(context: ServerContext, query: AnalyticsQuery): ComputedRow[] {
  return query.data.flatMap((item) => {
    switch (item.kind) {
      case 'element':
      case 'operand':
        return ofElement(context, query, item);
      case 'indicator':
        return ofIndicator(context, query, item.id);
      case 'rate':
        return ofRate(context, query, item);
      case 'event':
        return ofEvents(context, query, item);
    }
  });
}

/** The keys of each value, column by column; filters come last and are dropped from the rows. */
function keysFor(context: ServerContext, query: AnalyticsQuery, dx: string): { keys: DimensionKeys[]; shown: number } {
  const { values } = context;
  const of = (id: string): DimensionKeys => {
    if (id === 'dx') return () => [dx];
    if (id === 'pe') return periodKeys(context, query.periods);
    if (id === 'ou') return unitKeys(context, query.units.ids);
    if (id === 'co') return (row) => [values.comboAt(row)];
    if (id === 'ao') return (row) => [values.attributeAt(row)];
    return extraKeys(context, query.extras.find((extra) => extra.id === id)!);
  };
  const columns = query.columns.map(of);
  const hidden = ['pe', 'ou', ...query.extras.map(({ id }) => id)].filter((id) => !query.columns.includes(id));
  const filters = hidden
    .filter((id) => id !== 'ou' || query.units.ids.length > 0)
    .map((id): DimensionKeys => {
      const keys = of(id);
      return (row) => (keys(row).length > 0 ? ['*'] : []);
    });
  return { keys: [...columns, ...filters], shown: columns.length };
}

function extraKeys({ metadata, values }: ServerContext, extra: ExtraDimension): DimensionKeys {
  if (extra.plural === 'categoryOptions') {
    return (row) => {
      const combos = [values.comboAt(row), values.attributeAt(row)];
      const options = combos.flatMap((id) => refsAt(metadata.get('categoryOptionCombos', id), 'categoryOptions'));
      return extra.members.filter((member) => options.includes(member));
    };
  }
  const property = extra.plural === 'organisationUnitGroups' ? 'organisationUnits' : 'dataElements';
  const at = property === 'organisationUnits' ? (row: number) => values.unitAt(row) : (row: number) => values.elementAt(row);
  const members = extra.members.map((id) => [id, new Set(refsAt(metadata.get(extra.plural, id), property))] as const);
  return (row) => members.filter(([, ids]) => ids.has(at(row))).map(([id]) => id);
}

function typeOf({ metadata }: ServerContext, query: AnalyticsQuery, element: string): string {
  return query.aggregationType ?? textAt(metadata.get('dataElements', element), 'aggregationType') ?? 'SUM';
}

function ofElement(
  context: ServerContext,
  query: AnalyticsQuery,
  item: Extract<DataItem, { kind: 'element' | 'operand' }>,
): ComputedRow[] {
  const { keys, shown } = keysFor(context, query, item.id);
  const combo = item.kind === 'operand' ? item.combo : undefined;
  const all = combo === undefined ? keys : [...keys, (row: number) => (context.values.comboAt(row) === combo ? ['*'] : [])];
  const type = typeOf(context, query, item.element);
  return tallyValues(context, new Set([item.element]), all).map((cell) => ({
    keys: cell.keys.slice(0, shown),
    value: tallied(cell, type),
  }));
}

function ofIndicator(context: ServerContext, query: AnalyticsQuery, id: string): ComputedRow[] {
  const { numerator, denominator, factor } = indicatorParts(context, id);
  const above = expressionValues(context, query, numerator);
  const below = expressionValues(context, query, denominator);
  const rows: ComputedRow[] = [];
  for (const [key, { keys, value }] of above) {
    const divisor = below.get(key)?.value;
    if (divisor === undefined || divisor === 0) continue;
    const shown = keys.map((part, i) => (query.columns[i] === 'dx' ? id : part));
    rows.push({ keys: shown, value: (value / divisor) * factor, numerator: value, denominator: divisor, factor });
  }
  return rows;
}

/** The values of an expression of elements and constants, by cell. */
function expressionValues(
  context: ServerContext,
  query: AnalyticsQuery,
  expression: string,
): Map<string, { keys: readonly string[]; value: number }> {
  const cells = new Map<string, { keys: readonly string[]; parts: Map<string, number> }>();
  for (const [, reference = ''] of expression.matchAll(/#\{([^}]+)\}/g)) {
    const [element = '', combo] = reference.split('.');
    const item: Extract<DataItem, { kind: 'element' | 'operand' }> =
      combo === undefined ? { kind: 'element', id: '*', element } : { kind: 'operand', id: '*', element, combo };
    for (const row of ofElement(context, query, item)) {
      const key = row.keys.join('\u0000');
      const cell = cells.get(key) ?? { keys: row.keys, parts: new Map<string, number>() };
      cell.parts.set(reference, row.value);
      cells.set(key, cell);
    }
  }
  const values = new Map<string, { keys: readonly string[]; value: number }>();
  for (const [key, { keys, parts }] of cells) {
    const text = expression
      .replace(/#\{([^}]+)\}/g, (_all, reference: string) => String(parts.get(reference) ?? 0))
      .replace(/C\{([^}]+)\}/g, (_all, id: string) => asText(context.metadata.get('constants', id)?.['value']));
    values.set(key, { keys, value: arithmetic(text) });
  }
  return values;
}

function ofRate(context: ServerContext, query: AnalyticsQuery, item: Extract<DataItem, { kind: 'rate' }>): ComputedRow[] {
  const { tree, tables, dataSets } = context;
  const set = dataSets.get(item.set)!;
  const done = [...tables.table('completeness').values()].filter((row) => row['dataSet'] === item.set);
  const units = query.units.ids.length > 0 ? query.units.ids : [tree.root() ?? ''];
  return query.periods.flatMap((period) =>
    units.flatMap((unit) => {
      const expected = [...set.orgUnits].filter((id) => tree.isWithin(id, [unit])).length;
      const actual = done.filter((row) => {
        const own = parsePeriod(asText(row['period']));
        const inside = own && period.start <= own.start && own.end <= period.end;
        return inside && tree.isWithin(asText(row['organisationUnit']), [unit]);
      }).length;
      if (expected === 0) return [];
      const value = item.metric.startsWith('EXPECTED') ? expected : item.metric.startsWith('ACTUAL') ? actual : (100 * actual) / expected;
      const keys = query.columns.map((id) => (id === 'dx' ? item.id : id === 'pe' ? period.iso : id === 'ou' ? unit : ''));
      return [{ keys, value }];
    }),
  );
}

function ofEvents(context: ServerContext, query: AnalyticsQuery, item: Extract<DataItem, { kind: 'event' }>): ComputedRow[] {
  const cells = new Map<string, Tally>();
  for (const event of context.tables.table<TrackerEvent>('tracker/events').values()) {
    const value = Number(event.dataValues[item.element]?.value);
    const day = dayFromText(event.occurredAt);
    if (event.program !== item.program || event.deleted || day === undefined || Number.isNaN(value)) continue;
    for (const period of query.periods)
      for (const unit of query.units.ids) {
        if (day < period.start || day > period.end || !context.tree.isWithin(event.orgUnit, [unit])) continue;
        const keys = query.columns.map((id) => (id === 'dx' ? item.id : id === 'pe' ? period.iso : id === 'ou' ? unit : ''));
        addTo(cells, keys, value);
      }
  }
  const type = typeOf(context, query, item.element);
  return [...cells.values()].map((cell) => ({ keys: cell.keys, value: tallied(cell, type) }));
}
