import { dayFromText } from '../../periods/days.ts';
import type { ServerContext } from '../../server/server-context.ts';
import type { CellSource } from './element-cells.ts';
import { countCompleteness, replaceItems } from './element-cells.ts';
import { reportingMetrics } from '../dimensions/data-dimension.ts';
import { dimensionNamed } from './data-query.ts';
import type { DimensionItem } from '../dimensions/dimension.ts';
import { frequencyOf } from '../dimensions/coarser-period.ts';
import { JavaHashMap } from './java-hash-map.ts';
import { keyOf, permutations } from './permutations.ts';

/** The cells of one metric after the other: reports that came, reports that were expected, and the share of them. */
export function reportingRateCells(source: CellSource, items: readonly DimensionItem[]): JavaHashMap<number>[] {
  const { query } = source;
  const maps: JavaHashMap<number>[] = [];
  for (const metric of reportingMetrics.keys()) {
    const wanted = items.filter((item) => item.part === metric);
    if (wanted.length === 0) continue;
    const counts = countCompleteness(source, wanted, (row) => row.onTime || !metric.endsWith('_ON_TIME'));
    const found = new JavaHashMap<number>();
    for (const permutation of permutations(replaceItems(query.dimensions, 'dx', wanted))) {
      const item = permutation.find((part) => part.kind === 'reportingRate') ?? wanted[0]!;
      const actual =
        counts.get(keyOf(permutation.map((part) => (part === item ? { ...part, id: item.object!.id } : part)))) ?? 0;
      const target = expected(source, item, permutation);
      const key = keyOf(permutation);
      if (metric === 'EXPECTED_REPORTS') {
        if (target > 0) found.put(key, target);
      } else if (metric.startsWith('ACTUAL')) {
        if (actual > 0) found.put(key, actual);
      } else if (target > 0) found.put(key, (100 * actual) / target);
    }
    maps.push(found);
  }
  return maps;
}

/** How many reports were due: units of the set that were open, times the set's periods in the asked period. */
function expected({ context, query }: CellSource, item: DimensionItem, permutation: readonly DimensionItem[]): number {
  const set = context.dataSets.get(item.object!.id);
  if (!set) return 0;
  const unit = permutation.find((part) => part.kind === 'orgUnit');
  const unitItems = unit ? [unit] : (dimensionNamed(query, 'ou')?.items ?? []);
  const ofPermutation = permutation.find((part) => part.kind === 'period');
  const periodItems = ofPermutation ? [ofPermutation] : (dimensionNamed(query, 'pe')?.items ?? []);
  const roots = unitItems.map((part) => part.id);
  let count = 0;
  for (const { period } of periodItems) {
    if (!period) continue;
    const open = [...set.orgUnits].filter(
      (id) => context.tree.isWithin(id, roots) && isOpen(context, id, period.start, period.end),
    );
    count += open.length * Math.max(1, Math.round(frequencyOf(period.type) / frequencyOf(set.periodType)));
  }
  return count;
}

function isOpen({ tree }: ServerContext, unit: string, start: number, end: number): boolean {
  const { from, to } = tree.openSpan(unit);
  const opened = dayFromText(from) ?? 0;
  const closed = dayFromText(to);
  return opened <= end && (closed === undefined || closed >= start);
}
