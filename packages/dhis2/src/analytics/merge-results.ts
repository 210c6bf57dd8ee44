import type { AnalyticsResult } from './analytics-query.ts';

/** Puts the results of the parts of one query together, without rows that came twice. */
export function mergeResults(results: readonly AnalyticsResult[]): AnalyticsResult {
  const [first, ...others] = results;
  if (!first || others.length === 0) return first ?? { headers: [], rows: [], metaData: {} };
  const seen = new Set<string>();
  const rows = results
    .flatMap((result) => result.rows)
    .filter((row) => {
      const key = row.join('\u0000');
      return seen.has(key) ? false : seen.add(key);
    });
  const dimensions: Record<string, readonly string[]> = {};
  const items: Record<string, { name?: string }> = {};
  for (const { metaData } of results) {
    Object.assign(items, metaData.items);
    for (const [name, values] of Object.entries(metaData.dimensions ?? {})) {
      dimensions[name] = [...new Set([...(dimensions[name] ?? []), ...values])];
    }
  }
  return { headers: first.headers, rows, metaData: { items, dimensions } };
}
