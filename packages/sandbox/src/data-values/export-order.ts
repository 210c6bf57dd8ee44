import { parsePeriod } from '../periods/period.ts';
import type { ServerContext } from '../server/server-context.ts';

/** Rows as an export lists them: up to 2.42 by unit, period, element and combo, from 2.43 on as they were stored. */
export function rowsInExportOrder(context: ServerContext, rows: readonly number[]): readonly number[] {
  if (context.profile.minor >= 43 || rows.length < 2) return rows;
  const { metadata, values, tree } = context;
  const ranks = (plural: string): ReadonlyMap<string, number> =>
    new Map([...metadata.table(plural).keys()].map((id, index) => [id, index]));
  const elements = ranks('dataElements');
  const combos = ranks('categoryOptionCombos');
  const starts = new Map<string, number>();
  const keyed = rows.map((row) => {
    const period = values.periodAt(row);
    let start = starts.get(period);
    if (start === undefined) starts.set(period, (start = parsePeriod(period)?.start ?? 0));
    return {
      row,
      path: tree.path(values.unitAt(row)) ?? '',
      start,
      element: elements.get(values.elementAt(row)) ?? 0,
      combo: combos.get(values.comboAt(row)) ?? 0,
      attribute: combos.get(values.attributeAt(row)) ?? 0,
    };
  });
  keyed.sort(
    (a, b) =>
      (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
      a.start - b.start ||
      a.element - b.element ||
      a.combo - b.combo ||
      a.attribute - b.attribute,
  );
  return keyed.map((entry) => entry.row);
}
