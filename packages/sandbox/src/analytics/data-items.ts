import type { ServerContext } from '../server/server-context.ts';
import { asText, refAt, refsAt, textAt } from '../state/json.ts';
import { defaultCategoryCombo } from '../data-values/import-scope.ts';

/** One item of the `dx` dimension. */
export type DataItem =
  | { readonly kind: 'element'; readonly id: string; readonly element: string }
  | { readonly kind: 'operand'; readonly id: string; readonly element: string; readonly combo: string }
  | { readonly kind: 'indicator'; readonly id: string }
  | { readonly kind: 'rate'; readonly id: string; readonly set: string; readonly metric: string }
  | { readonly kind: 'event'; readonly id: string; readonly program: string; readonly element: string };

const metrics: Readonly<Record<string, string>> = {
  REPORTING_RATE: 'Reporting rate',
  REPORTING_RATE_ON_TIME: 'Reporting rate on time',
  ACTUAL_REPORTS: 'Actual reports',
  ACTUAL_REPORTS_ON_TIME: 'Actual reports on time',
  EXPECTED_REPORTS: 'Expected reports',
};

/** The items that are there; unknown ones are left out, as DHIS2 does. */
export function dataItems({ metadata }: ServerContext, items: readonly string[], byCode: boolean): DataItem[] {
  const list: DataItem[] = [];
  for (const text of items) {
    const id = byCode ? (metadata.findBy('dataElements', 'code', text)?.id ?? metadata.findBy('indicators', 'code', text)?.id ?? text) : text;
    const [first = '', second] = id.split('.');
    if (second === undefined) {
      if (metadata.get('dataElements', id)) list.push({ kind: 'element', id, element: id });
      else if (metadata.get('indicators', id)) list.push({ kind: 'indicator', id });
    } else if (metadata.get('dataSets', first) && metrics[second]) list.push({ kind: 'rate', id, set: first, metric: second });
    else if (metadata.get('programs', first)) list.push({ kind: 'event', id, program: first, element: second });
    else if (metadata.get('dataElements', first)) list.push({ kind: 'operand', id, element: first, combo: second });
  }
  return list;
}

/** The name under which an item is shown. */
export function itemName({ metadata }: ServerContext, item: DataItem): string {
  const name = (plural: string, id: string): string => textAt(metadata.get(plural, id), 'name') ?? id;
  switch (item.kind) {
    case 'element':
      return name('dataElements', item.id);
    case 'indicator':
      return name('indicators', item.id);
    case 'operand':
      return `${name('dataElements', item.element)} ${name('categoryOptionCombos', item.combo)}`;
    case 'rate':
      return `${name('dataSets', item.set)} - ${metrics[item.metric]}`;
    case 'event':
      return `${name('programs', item.program)} ${name('dataElements', item.element)}`;
  }
}

/** The option combos of the elements of a query, which its metadata lists as `co`. */
export function combosOf({ metadata }: ServerContext, items: readonly DataItem[]): string[] {
  const ids = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'element') continue;
    const combo = refAt(metadata.get('dataElements', item.element), 'categoryCombo') ?? defaultCategoryCombo;
    for (const id of metadata.referrers('categoryOptionCombos', 'categoryCombo', combo)) ids.add(id);
  }
  return [...ids];
}

export interface IndicatorParts {
  readonly numerator: string;
  readonly denominator: string;
  readonly factor: number;
}

export function indicatorParts({ metadata }: ServerContext, id: string): IndicatorParts {
  const indicator = metadata.get('indicators', id);
  const type = metadata.get('indicatorTypes', refAt(indicator, 'indicatorType'));
  return {
    numerator: asText(indicator?.['numerator']),
    denominator: asText(indicator?.['denominator']),
    factor: Number(type?.['factor'] ?? 1),
  };
}

/** The categories that a dimension's uid names: the options of a category, or the groups of a set. */
export function dimensionMembers({ metadata }: ServerContext, id: string): { plural: string; members: string[]; name: string } | undefined {
  const sources = [
    ['categories', 'categoryOptions', 'categoryOptions'],
    ['organisationUnitGroupSets', 'organisationUnitGroups', 'organisationUnitGroups'],
    ['dataElementGroupSets', 'dataElementGroups', 'dataElementGroups'],
    ['categoryOptionGroupSets', 'categoryOptionGroups', 'categoryOptionGroups'],
  ] as const;
  for (const [plural, property, members] of sources) {
    const object = metadata.get(plural, id);
    if (object) return { plural: members, members: refsAt(object, property), name: textAt(object, 'name') ?? id };
  }
  return undefined;
}
