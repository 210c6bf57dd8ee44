import { defaultOptionCombo, type DataValue } from '../data-values/data-value.ts';

/** What a value is stored under; two values with one key are one value. The default combo may be written or left out. */
export function valueKey(value: DataValue): string {
  const { dataElement, period, orgUnit, categoryOptionCombo, attributeOptionCombo } = value;
  return `${dataElement}|${period}|${orgUnit}|${combo(categoryOptionCombo)}|${combo(attributeOptionCombo)}`;
}

/** What a chunk owns while it is being imported. */
export function ownerKey(value: DataValue): string {
  return `${value.orgUnit}|${value.period}`;
}

function combo(id: string | undefined): string {
  return id === undefined || id === defaultOptionCombo || id === 'default' ? '' : id;
}

/** Whether the server's text stands for the value that was sent. */
export function sameValue(sent: DataValue['value'], stored: string | undefined): boolean {
  if (sent === undefined || sent === null || sent === '') return true;
  if (stored === undefined) return false;
  const text = String(sent);
  return text === stored || truth[text.toLowerCase()] === stored;
}

/** Spellings of booleans that DHIS2 takes, and how it stores them. */
const truth: Readonly<Record<string, string>> = {
  '1': 'true',
  t: 'true',
  true: 'true',
  '0': 'false',
  f: 'false',
  false: 'false',
};
