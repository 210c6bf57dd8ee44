import { isRejectedRow, rowNumberOf } from '@dhow/core/component';
import type { DataValue } from '@dhow/dhis2';
import type { RowRejection } from './row-rejection.ts';

/** A data value on its way, with the row that it came from. */
export interface DeliveryItem {
  readonly row: number;
  readonly value: DataValue;
}

/** A row that is refused before it is sent. */
export interface RefusedItem {
  readonly row: number;
  readonly rejection: RowRejection;
}

/** What all values of a set share, where it says so. */
export type SetFields = Pick<DataValue, 'period' | 'orgUnit' | 'attributeOptionCombo'>;

/** What a mapped item is: a value to send, or a refusal. `ordinal` stands for a row number that nobody gave. */
export function deliveryItem(
  item: unknown,
  ordinal: number,
  shared: SetFields | undefined,
): DeliveryItem | RefusedItem {
  if (typeof item !== 'object' || item === null)
    return refused(ordinal, 'INVALID_VALUE', 'the mapping gave no data value');
  const written = (item as { row?: unknown }).row;
  const row = typeof written === 'number' ? written : (rowNumberOf(item) ?? ordinal);
  if (isRejectedRow(item)) {
    const { code, message, remedy } = item.reject;
    return { row, rejection: { code, reason: message, remedy } };
  }
  let value = item as DataValue;
  if (written !== undefined) {
    const { row: _, ...rest } = item as DataValue & { row: unknown };
    value = rest;
  }
  if (shared) value = { ...shared, ...value };
  const missing = requiredFields.find((field) => typeof value[field] !== 'string' || value[field] === '');
  if (missing !== undefined) return refused(row, 'INVALID_VALUE', `the data value has no ${missing}`);
  return { row, value };
}

const requiredFields = ['dataElement', 'period', 'orgUnit'] as const;

function refused(row: number, code: string, reason: string): RefusedItem {
  return {
    row,
    rejection: { code, reason, remedy: 'correct the mapping: a data value has dataElement, period and orgUnit' },
  };
}

const defaultCombo = 'HllvX50cXC0';

/** What DHIS2 stores a value under. */
export function valueKey(value: DataValue): string {
  const { dataElement, period, orgUnit, categoryOptionCombo, attributeOptionCombo } = value;
  return `${dataElement}|${period}|${orgUnit}|${combo(categoryOptionCombo)}|${combo(attributeOptionCombo)}`;
}

function combo(id: string | undefined): string {
  return id === undefined || id === defaultCombo ? '' : id;
}
