import type { MetadataObject } from '../../metadata/metadata-store.ts';
import type { Period } from '../../periods/period.ts';
import type { JsonObject } from '../../state/json.ts';

export type ItemKind =
  | 'dataElement'
  | 'operand'
  | 'indicator'
  | 'reportingRate'
  | 'programIndicator'
  | 'programDataElement'
  | 'programAttribute'
  | 'period'
  | 'orgUnit'
  | 'member';

/** One item of a dimension, such as a data element of `dx` or a period of `pe`. */
export interface DimensionItem {
  readonly id: string;
  readonly name: string;
  readonly kind: ItemKind;
  /** The object that the item is, or the first part of a joined one: the data element of an operand, the set of a rate. */
  readonly object?: MetadataObject;
  /** The second part of a joined item: option combo, metric, or the data element of a programme. */
  readonly part?: string;
  readonly period?: Period;
}

/** A dimension or filter of a query, with the items that it asks for. */
export interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly type: DimensionType;
  readonly items: readonly DimensionItem[];
  /** What the answer says about the words that stood for items, such as `LEVEL-3` or `LAST_12_MONTHS`. */
  readonly keywords: JsonObject;
}

export type DimensionType =
  | 'DATA_X'
  | 'PERIOD'
  | 'ORGANISATION_UNIT'
  | 'CATEGORY_OPTION_COMBO'
  | 'ATTRIBUTE_OPTION_COMBO'
  | 'CATEGORY'
  | 'CATEGORY_OPTION_GROUP_SET'
  | 'ORGANISATION_UNIT_GROUP_SET'
  | 'DATA_ELEMENT_GROUP_SET';

/** The dimensions that every server has. */
export const fixedDimensions: Readonly<Record<string, { readonly name: string; readonly type: DimensionType }>> = {
  dx: { name: 'Data', type: 'DATA_X' },
  pe: { name: 'Period', type: 'PERIOD' },
  ou: { name: 'Organisation unit', type: 'ORGANISATION_UNIT' },
  co: { name: 'Category option combo', type: 'CATEGORY_OPTION_COMBO' },
  ao: { name: 'Attribute option combo', type: 'ATTRIBUTE_OPTION_COMBO' },
};

/** The items of a kind in a dimension. */
export function itemsOf(dimension: Dimension | undefined, ...kinds: readonly ItemKind[]): DimensionItem[] {
  return (dimension?.items ?? []).filter((item) => kinds.includes(item.kind));
}
