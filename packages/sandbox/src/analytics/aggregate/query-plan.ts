import type { Dimension, DimensionItem } from '../dimensions/dimension.ts';

/** The server asks its database with as many queries at once as it has processors: this one has two. */
const optimalQueries = 2;

/**
 * Splits a query as the server does before it asks the database: by org unit level and period type, and, while there are
 * fewer queries than processors, by data items and then by org units. Only the order of the answer's rows depends on it.
 */
export function planQueries(
  dimensions: readonly Dimension[],
  levelOf: (unit: string) => number,
): (readonly Dimension[])[] {
  let queries: (readonly Dimension[])[] = [dimensions];
  queries = queries.flatMap((query) => groupBy(query, 'ou', (item) => String(levelOf(item.id))));
  queries = queries.flatMap((query) => groupBy(query, 'pe', (item) => item.period?.type ?? ''));
  for (const id of ['dx', 'ou']) {
    if (queries.length >= optimalQueries) break;
    const pages = Math.floor(optimalQueries / queries.length);
    queries = queries.flatMap((query) => split(query, id, pages));
  }
  return queries;
}

function groupBy(
  query: readonly Dimension[],
  id: string,
  keyOf: (item: DimensionItem) => string,
): (readonly Dimension[])[] {
  const dimension = query.find((d) => d.id === id);
  if (!dimension) return [query];
  const groups = new Map<string, DimensionItem[]>();
  for (const item of dimension.items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups.size === 0 ? [query] : [...groups.values()].map((items) => withItems(query, dimension, items));
}

function split(query: readonly Dimension[], id: string, pages: number): (readonly Dimension[])[] {
  const dimension = query.find((d) => d.id === id);
  if (!dimension || dimension.items.length === 0) return [query];
  const size = Math.ceil(dimension.items.length / pages);
  const parts: (readonly Dimension[])[] = [];
  for (let at = 0; at < dimension.items.length; at += size)
    parts.push(withItems(query, dimension, dimension.items.slice(at, at + size)));
  return parts;
}

function withItems(
  query: readonly Dimension[],
  dimension: Dimension,
  items: readonly DimensionItem[],
): readonly Dimension[] {
  return query.map((d) => (d === dimension ? { ...d, items } : d));
}
