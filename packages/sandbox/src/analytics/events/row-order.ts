import type { Grid } from '../grid/grid.ts';

interface Placed {
  readonly orgUnit: string;
  readonly serial: number;
  readonly updatedAt: string;
}

/**
 * The order in which the server lists objects when a query asks for none: that of its tables, which it fills unit by unit,
 * the units in one order and the objects of a unit in another, as the database's joins happen to give them.
 */
export function tableOrder<T extends Placed>(
  objects: readonly T[],
  kind: 'single' | 'registered' | 'enrollment',
  minor: number,
): T[] {
  const old = minor < 43;
  const units = old && kind === 'single' ? -1 : 1;
  const within: (a: T, b: T) => number =
    old && kind === 'single'
      ? (a, b) => compare(a.updatedAt, b.updatedAt) || a.serial - b.serial
      : !old && kind === 'registered'
        ? (a, b) => a.serial - b.serial
        : (a, b) => b.serial - a.serial;
  return objects.toSorted((a, b) => units * compare(a.orgUnit, b.orgUnit) || within(a, b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts rows by the columns that `asc` and `desc` name; undefined when they name none. */
export function askedOrder(
  headers: Grid['headers'],
  query: URLSearchParams,
): ((a: readonly string[], b: readonly string[]) => number) | undefined {
  const columns = (['asc', 'desc'] as const).flatMap((direction) =>
    query.getAll(direction).flatMap((text) =>
      text.split(',').flatMap((name) => {
        const index = headers.findIndex((header) => header.name.toLowerCase() === name.toLowerCase());
        return index < 0
          ? []
          : [{ index, sign: direction === 'asc' ? 1 : -1, numeric: /Double|Integer/.test(headers[index]!.type) }];
      }),
    ),
  );
  if (columns.length === 0) return undefined;
  return (a, b) => {
    for (const { index, sign, numeric } of columns) {
      const [x = '', y = ''] = [a[index], b[index]];
      const order = numeric ? Number(x) - Number(y) : compare(x, y);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}
