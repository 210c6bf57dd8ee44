import type { DataValue, DataValueSet } from './data-value.ts';

/**
 * The set as JSON, with every value as text. Rows that are right already are not copied: this is the hot path of an
 * import, and `JSON.stringify` over rows of one shape runs at several hundred MB/s.
 */
export function serialiseDataValueSet(set: DataValueSet): string {
  const { dataValues } = set;
  let copy: DataValue[] | undefined;
  for (let index = 0; index < dataValues.length; index++) {
    const row = dataValues[index]!;
    const kind = typeof row.value;
    if (kind === 'number' || kind === 'boolean') {
      copy ??= dataValues.slice();
      copy[index] = { ...row, value: valueText(row.value as number | boolean) };
    }
  }
  return JSON.stringify(copy ? { ...set, dataValues: copy } : set);
}

/** A value as DHIS2 wants it: text, and numbers without an exponent. */
export function valueText(value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  const text = String(value);
  if (!text.includes('e')) return text;
  // DHIS2 refuses numbers in exponent form; 20 digits are more than a double holds.
  return value.toFixed(20).replace(/\.?0+$/, '');
}
