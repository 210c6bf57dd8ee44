/** One data value as the Web API takes it. Keys are uids unless an id scheme says otherwise. */
export interface DataValue {
  readonly dataElement: string;
  /** ISO form of DHIS2, such as `202603`. May be left out when the whole set has one. */
  readonly period?: string;
  /** May be left out when the whole set has one. */
  readonly orgUnit?: string;
  /** Default: the default combo. */
  readonly categoryOptionCombo?: string;
  /** Default: the default combo. */
  readonly attributeOptionCombo?: string;
  /** Always sent as text: 2.43 fails on JSON numbers and booleans. */
  readonly value?: string | number | boolean | null;
  readonly comment?: string;
  readonly followup?: boolean;
  /** True deletes the value. */
  readonly deleted?: boolean;
  readonly storedBy?: string;
  readonly created?: string;
  readonly lastUpdated?: string;
}

/** A data value as the server gives it: with its keys, the value as text, and times with offset. */
export type StoredDataValue = Required<
  Pick<DataValue, 'dataElement' | 'period' | 'orgUnit' | 'categoryOptionCombo' | 'attributeOptionCombo'>
> &
  Omit<DataValue, 'value'> & { readonly value?: string };

/** A set with the keys that all its values share. */
export interface DataValueSet {
  readonly dataSet?: string;
  readonly completeDate?: string;
  readonly period?: string;
  readonly orgUnit?: string;
  readonly attributeOptionCombo?: string;
  readonly dataValues: readonly DataValue[];
}

/** The option combo that exists on every server and stands for "no disaggregation". */
export const defaultOptionCombo = 'HllvX50cXC0';

/** The property under which a row's number in its source travels with it. JSON leaves symbols out. */
export const rowNumber: unique symbol = Symbol.for('dhow.row') as never;

/** The number that {@link rowNumber} carries, when there is one. */
export function rowNumberOf(value: object): number | undefined {
  const row = (value as { [rowNumber]?: unknown })[rowNumber];
  return typeof row === 'number' ? row : undefined;
}
