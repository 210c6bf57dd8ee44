import type { ServerContext } from '../../server/server-context.ts';
import { textAt } from '../../state/json.ts';
import type { Sample } from './aggregator.ts';
import { aggregate } from './aggregator.ts';
import type { AnalyticsSnapshot, CompletenessRow, FactRow } from '../tables/analytics-tables.ts';
import { coarserPeriod } from '../dimensions/coarser-period.ts';
import type { DataQuery } from './data-query.ts';
import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';
import { JavaHashMap } from './java-hash-map.ts';
import { MembershipReader } from '../dimensions/member-dimensions.ts';
import { planQueries } from './query-plan.ts';

export type CellValue = number | string;

/** What all parts of an answer are computed from. */
export interface CellSource {
  readonly context: ServerContext;
  readonly snapshot: AnalyticsSnapshot;
  readonly query: DataQuery;
}

/** A row of any analytics table, as far as dimensions select by it. */
export type Located = Pick<FactRow, 'ou' | 'period' | 'co' | 'ao' | 'dx'>;

/**
 * Aggregated values of data elements and operands, keyed by the items of the dimensions joined with `-` in the order of the
 * dimensions, walked in the order in which the server lists its rows.
 */
export function elementCells(source: CellSource, items: readonly DimensionItem[]): JavaHashMap<CellValue> {
  const { context, snapshot, query } = source;
  const dimensions = replaceItems(query.dimensions, 'dx', items);
  const filters = replaceItems(query.filters, 'dx', items);
  const elements = new Set(items.map((item) => item.object!.id));
  const rows = snapshot.values.filter((row) => elements.has(row.dx));
  const all = new JavaHashMap<CellValue>();
  const dxIsFilter = !dimensions.some((d) => d.id === 'dx');
  for (const planned of planQueries(dimensions, (unit) => context.tree.level(unit) ?? 0)) {
    const locator = new Locator(source, planned, filters);
    const groups = new Map<string, { samples: Sample[]; dx: DimensionItem | undefined; span: number }>();
    for (const row of rows) {
      for (const { key, dx, span } of locator.keys(row)) {
        let group = groups.get(key);
        if (!group) groups.set(key, (group = { samples: [], dx, span }));
        group.samples.push(sampleOf(row));
      }
    }
    const found = new JavaHashMap<CellValue>();
    for (const [key, { samples, dx, span }] of groups) {
      const element = dxIsFilter ? items[0]?.object : dx?.object;
      const type = query.aggregationType ?? textAt(element, 'aggregationType') ?? 'SUM';
      const value = aggregate(type, samples, span);
      if (value !== undefined) found.put(key, value);
    }
    all.putAll(found);
  }
  return all;
}

function sampleOf(row: FactRow): Sample {
  return {
    value: row.value,
    text: row.text,
    day: row.period.start,
    days: row.period.end - row.period.start + 1,
    unit: row.ou,
  };
}

export function replaceItems(
  dimensions: readonly Dimension[],
  id: string,
  items: readonly DimensionItem[],
): Dimension[] {
  return dimensions.map((d) => (d.id === id ? { ...d, items } : d));
}

/** Tells to which cells a row counts. */
export class Locator {
  readonly #dimensions: readonly { readonly find: (row: Located) => readonly DimensionItem[]; readonly id: string }[];
  readonly #filters: readonly ((row: Located) => boolean)[];
  readonly #days: { readonly start: number; readonly end: number } | undefined;
  readonly #span: number;

  constructor({ context, query }: CellSource, dimensions: readonly Dimension[], filters: readonly Dimension[]) {
    const members = new MembershipReader(context.metadata);
    this.#dimensions = dimensions.map((dimension) => ({ id: dimension.id, find: finder(context, members, dimension) }));
    this.#filters = filters.map((dimension) => {
      const find = finder(context, members, dimension);
      return (row: Located) => find(row).length > 0;
    });
    this.#days = query.days;
    const periods = filters.find((d) => d.id === 'pe')?.items ?? [];
    this.#span = query.days
      ? query.days.end - query.days.start + 1
      : periods.reduce((days, { period }) => days + (period ? period.end - period.start + 1 : 0), 0);
  }

  keys(row: Located): { key: string; dx: DimensionItem | undefined; span: number }[] {
    if (this.#days && (row.period.start < this.#days.start || row.period.end > this.#days.end)) return [];
    if (!this.#filters.every((matches) => matches(row))) return [];
    let keys: { key: string; dx: DimensionItem | undefined; span: number }[] = [
      { key: '', dx: undefined, span: this.#span },
    ];
    for (const { id, find } of this.#dimensions) {
      const items = find(row);
      if (items.length === 0) return [];
      keys = keys.flatMap(({ key, dx, span }) =>
        items.map((item) => ({
          key: key === '' ? item.id : `${key}-${item.id}`,
          dx: id === 'dx' ? item : dx,
          span: item.period ? item.period.end - item.period.start + 1 : span,
        })),
      );
    }
    return keys;
  }
}

function finder(
  context: ServerContext,
  members: MembershipReader,
  dimension: Dimension,
): (row: Located) => readonly DimensionItem[] {
  const byId = new Map(dimension.items.map((item) => [item.id, item]));
  const pick = (ids: readonly string[]): DimensionItem[] => ids.flatMap((id) => byId.get(id) ?? []);
  switch (dimension.type) {
    case 'DATA_X': {
      const plain = dimension.items.every((item) => item.kind === 'dataElement');
      return plain
        ? (row) => pick([row.dx])
        : (row) => pick([row.dx, `${row.dx}.${row.co}`, `${row.dx}.${row.co}.${row.ao}`, `${row.dx}.*.${row.ao}`]);
    }
    case 'PERIOD': {
      const types = [...new Set(dimension.items.map((item) => item.period?.type ?? ''))].filter(
        (type) => type !== 'Range',
      );
      const ranges = dimension.items.filter((item) => item.period?.type === 'Range');
      return (row) => [
        ...pick(types.map((type) => coarserPeriod(row.period, type) ?? '')),
        ...ranges.filter(({ period }) => period!.start <= row.period.start && row.period.end <= period!.end),
      ];
    }
    case 'ORGANISATION_UNIT':
      return (row) => pick((context.tree.path(row.ou) ?? '').split('/'));
    default: {
      if (dimension.items.length > 0) return (row) => pick(members.of(dimension, row));
      return (row) => members.of(dimension, row).map((id) => ({ id, name: id, kind: 'member' }));
    }
  }
}

/** Registrations counted per cell, for one metric of the data sets. */
export function countCompleteness(
  source: CellSource,
  items: readonly DimensionItem[],
  accepts: (row: CompletenessRow) => boolean,
): Map<string, number> {
  const { snapshot, query } = source;
  const sets = new Map(items.map((item) => [item.object!.id, item]));
  const bySet = items.map((item): DimensionItem => ({ ...item, id: item.object!.id, kind: 'dataElement' }));
  const locator = new Locator(
    source,
    replaceItems(query.dimensions, 'dx', bySet),
    replaceItems(query.filters, 'dx', bySet),
  );
  const counts = new Map<string, number>();
  for (const row of snapshot.completeness) {
    if (!sets.has(row.dx) || !accepts(row)) continue;
    for (const { key } of locator.keys({ ...row, co: '' })) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
