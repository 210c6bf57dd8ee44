import { queryString } from '../http/query.ts';
import { analyticsParameters, type AnalyticsQuery, type DimensionItems } from './analytics-query.ts';

/** Limits that a part of a query must keep. */
export interface SplitLimits {
  /** Characters of the address. Tomcat takes some 8,000 with headers, proxies often less. */
  readonly maxUrl: number;
  /** Product of the numbers of items: the rows that can come at most. */
  readonly maxRows: number;
}

/**
 * Parts of a query that keep the limits, to be asked one by one and merged. Only dimensions are split, never filters: values
 * are aggregated over those. Order is kept.
 */
export function splitQuery(query: AnalyticsQuery, limits: SplitLimits): readonly AnalyticsQuery[] {
  const urlLength = queryString(analyticsParameters(query)).length;
  if (urlLength <= limits.maxUrl && rowsAtMost(query) <= limits.maxRows) return [query];
  const halves = halveQuery(query);
  return halves ? halves.flatMap((half) => splitQuery(half, limits)) : [query];
}

/** The query in two, along the dimension with the most items; undefined when nothing can be split. */
export function halveQuery(query: AnalyticsQuery): readonly [AnalyticsQuery, AnalyticsQuery] | undefined {
  const candidates = Object.entries(query.dimensions)
    .map(([name, items]) => ({ name, items, free: freeItems(name, items) }))
    .filter(({ free }) => free.length > 1)
    .sort((a, b) => b.free.length - a.free.length);
  const [largest] = candidates;
  if (!largest) return undefined;
  const middle = Math.ceil(largest.free.length / 2);
  const part = (items: readonly string[]): AnalyticsQuery => {
    const fixed = (largest.items as readonly string[]).filter((item) => isKeyword(item));
    return { ...query, dimensions: { ...query.dimensions, [largest.name]: [...fixed, ...items] } };
  };
  return [part(largest.free.slice(0, middle)), part(largest.free.slice(middle))];
}

/**
 * Items that may be asked apart. `LEVEL-3;a;b` means "level 3 below a and below b": the keyword goes into each part, the
 * units are shared out. Periods and data items are free, keywords too, except that a relative period and a fixed one may
 * give the same row twice, which the merge drops.
 */
function freeItems(name: string, items: DimensionItems): readonly string[] {
  if (items === true) return [];
  return name === 'ou' ? items.filter((item) => !isKeyword(item)) : items;
}

function isKeyword(item: string): boolean {
  return /^(?:LEVEL-|OU_GROUP-|USER_ORGUNIT)/.test(item);
}

/** Keywords and whole dimensions are counted as one item: how many they are only the server knows. */
function rowsAtMost(query: AnalyticsQuery): number {
  return Object.values(query.dimensions).reduce<number>(
    (product, items) => product * (items === true ? 1 : items.length),
    1,
  );
}
