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

/** A value as DHIS2 wants it: text, and numbers without an exponent, which it refuses. */
export function valueText(value: string | number | boolean): string {
  const text = String(value);
  const match = typeof value === 'number' ? /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) : null;
  if (!match) return text;
  const [, sign, first, rest = '', exponent] = match;
  const digits = first! + rest;
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
