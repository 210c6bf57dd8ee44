import type { JsonObject } from '../../state/json.ts';

/** A column of an analytics answer. */
export interface GridHeader {
  readonly name: string;
  readonly column: string;
  readonly valueType: string;
  readonly type: string;
  readonly hidden: boolean;
  readonly meta: boolean;
  readonly optionSet?: string;
  readonly legendSet?: string;
}

export type Cell = string;

/** An analytics answer: columns, rows of texts, and what explains them. */
export interface Grid {
  readonly headers: readonly GridHeader[];
  readonly rows: readonly (readonly Cell[])[];
  readonly metaData: JsonObject;
  readonly performanceMetrics?: JsonObject;
}

/** A column that holds a dimension's items. */
export function dimensionHeader(name: string, column: string): GridHeader {
  return { name, column, valueType: 'TEXT', type: 'java.lang.String', hidden: false, meta: true };
}

/** A column that holds numbers. */
export function numberHeader(name: string, column: string): GridHeader {
  return { name, column, valueType: 'NUMBER', type: 'java.lang.Double', hidden: false, meta: false };
}

/** The grid as JSON: an empty one has no width. */
export function gridJson(grid: Grid): JsonObject {
  const width = grid.rows[0]?.length ?? 0;
  return {
    headers: grid.headers as unknown as JsonObject[],
    metaData: grid.metaData,
    ...(grid.performanceMetrics ? { performanceMetrics: grid.performanceMetrics } : {}),
    rowContext: {},
    width,
    rows: grid.rows.map((row) => [...row]),
    height: grid.rows.length,
    headerWidth: grid.headers.length,
  };
}

/** A number as analytics shows it: two decimals at most, none when it is whole. */
export function shownNumber(value: number, rounded = true): string {
  const shown = rounded ? roundHalfUp(value, 2) : value;
  return Number.isInteger(shown) && Math.abs(shown) < 1e15 ? String(shown) : String(shown);
}

/** A number as Java prints a double: `17.0`. */
export function javaDouble(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e7 ? `${value}.0` : String(value);
}

export function roundHalfUp(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor * (1 + Number.EPSILON)) / factor;
  return value < 0 ? -rounded : rounded;
}
