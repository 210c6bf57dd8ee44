import type { Period } from '../periods/period.ts';
import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';

/** Numbers gathered for one cell. */
export interface Tally {
  readonly keys: readonly string[];
  sum: number;
  count: number;
  min: number;
  max: number;
}

/** Which keys of a dimension a data value belongs to; none leaves the value out. */
export type DimensionKeys = (row: number) => readonly string[];

/** Adds up the numeric values of some elements by the dimensions given. */
export function tallyValues(
  { values, analytics }: ServerContext,
  elements: ReadonlySet<string>,
  dimensions: readonly DimensionKeys[],
): Tally[] {
  const cells = new Map<string, Tally>();
  for (let row = 0; row < analytics.rows; row++) {
    const text = analytics.valueAt(row);
    if (text === undefined || !elements.has(values.elementAt(row))) continue;
    const number = numeric(text);
    if (number === undefined) continue;
    let combinations: string[][] = [[]];
    for (const keysOf of dimensions) {
      const keys = keysOf(row);
      combinations = combinations.flatMap((head) => keys.map((key) => [...head, key]));
      if (combinations.length === 0) break;
    }
    for (const keys of combinations) addTo(cells, keys, number);
  }
  return [...cells.values()];
}

/** Adds a number to the cell of its keys. */
export function addTo(cells: Map<string, Tally>, keys: readonly string[], number: number): void {
  const id = keys.join('\u0000');
  const cell = cells.get(id);
  if (!cell) {
    cells.set(id, { keys, sum: number, count: 1, min: number, max: number });
    return;
  }
  cell.sum += number;
  cell.count++;
  cell.min = Math.min(cell.min, number);
  cell.max = Math.max(cell.max, number);
}

/** The number that a cell shows for an aggregation type. */
export function tallied(cell: Tally, aggregationType: string): number {
  if (aggregationType.startsWith('AVERAGE')) return cell.sum / cell.count;
  if (aggregationType.startsWith('MIN')) return cell.min;
  if (aggregationType.startsWith('MAX')) return cell.max;
  return aggregationType === 'COUNT' ? cell.count : cell.sum;
}

function numeric(text: string): number | undefined {
  if (text === 'true') return 1;
  if (text === 'false') return 0;
  const number = Number(text);
  return text === '' || Number.isNaN(number) ? undefined : number;
}

/** The units of a query that a value's unit lies in. */
export function unitKeys({ values, tree }: ServerContext, units: readonly string[]): DimensionKeys {
  const known = new Map<string, string[]>();
  return (row) => {
    const unit = values.unitAt(row);
    let keys = known.get(unit);
    if (!keys) known.set(unit, (keys = units.filter((root) => tree.isWithin(unit, [root]))));
    return keys;
  };
}

/** The periods of a query that a value's period lies in. */
export function periodKeys({ values }: ServerContext, periods: readonly Period[]): DimensionKeys {
  const known = new Map<string, string[]>();
  return (row) => {
    const iso = values.periodAt(row);
    let keys = known.get(iso);
    if (!keys) {
      const own = parsePeriod(iso);
      keys = periods.filter((p) => own && p.start <= own.start && own.end <= p.end).map((p) => p.iso);
      known.set(iso, keys);
    }
    return keys;
  };
}

/** Sums of elements by period and unit, for exchanges. */
export function aggregateValues(
  context: ServerContext,
  query: { readonly elements: readonly string[]; readonly periods: readonly string[]; readonly units: readonly string[] },
): { element: string; period: string; unit: string; value: number }[] {
  const periods = query.periods.map((text) => parsePeriod(text)).filter((p) => p !== undefined);
  const cells = tallyValues(context, new Set(query.elements), [
    (row) => [context.values.elementAt(row)],
    periodKeys(context, periods),
    unitKeys(context, query.units),
  ]);
  return cells.map(({ keys: [element = '', period = '', unit = ''], sum }) => ({ element, period, unit, value: sum }));
}
