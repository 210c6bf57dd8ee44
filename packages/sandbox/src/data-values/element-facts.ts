import type { ServerContext } from '../server/server-context.ts';
import type { DataSetFacts } from '../metadata/data-set-index.ts';
import { refAt, refsAt, textAt } from '../state/json.ts';
import { numericTypes } from './value-type.ts';

/** What the importers need of a data element. */
export interface ElementFacts {
  readonly id: string;
  readonly valueType: string;
  readonly categoryCombo: string;
  readonly options: ReadonlySet<string> | undefined;
  readonly dataSets: readonly DataSetFacts[];
  /** Whether a zero is not worth storing. */
  readonly dropsZero: boolean;
}

const averages = new Set(['AVERAGE', 'AVERAGE_SUM_ORG_UNIT']);

export function elementFacts(context: ServerContext, id: string): ElementFacts | undefined {
  const { metadata } = context;
  const object = metadata.get('dataElements', id);
  if (!object) return undefined;
  const valueType = textAt(object, 'valueType') ?? 'TEXT';
  const optionSet = metadata.get('optionSets', refAt(object, 'optionSet'));
  const options = optionSet
    ? new Set(refsAt(optionSet, 'options').map((o) => textAt(metadata.get('options', o), 'code') ?? ''))
    : undefined;
  return {
    id,
    valueType,
    categoryCombo: refAt(object, 'categoryCombo') ?? 'bjDvmb4bfuf',
    options,
    dataSets: context.dataSets.ofElement(id),
    dropsZero:
      numericTypes.has(valueType) &&
      object['zeroIsSignificant'] !== true &&
      !averages.has(textAt(object, 'aggregationType') ?? ''),
  };
}

/** What the importers need of an attribute option combo: between which days, and where, it may be used. */
export interface OptionComboFacts {
  readonly id: string;
  readonly categoryCombo: string;
  readonly options: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The org units below which it may be used; empty means everywhere. */
  readonly units: readonly (readonly string[])[];
}

export function optionComboFacts({ metadata }: ServerContext, id: string): OptionComboFacts | undefined {
  const object = metadata.get('categoryOptionCombos', id);
  if (!object) return undefined;
  const options = refsAt(object, 'categoryOptions').map((option) => metadata.get('categoryOptions', option));
  const starts = options.map((o) => textAt(o, 'startDate')?.slice(0, 10)).filter((d) => d !== undefined);
  const ends = options.map((o) => textAt(o, 'endDate')?.slice(0, 10)).filter((d) => d !== undefined);
  return {
    id,
    categoryCombo: refAt(object, 'categoryCombo') ?? '',
    options: refsAt(object, 'categoryOptions'),
    from: starts.toSorted().at(-1),
    to: ends.toSorted()[0],
    units: options.map((o) => refsAt(o, 'organisationUnits')).filter((units) => units.length > 0),
  };
}

/** Whether a value is an option of the element, or a list of options for several. */
export function isOption({ options, valueType }: ElementFacts, value: string): boolean {
  if (!options) return true;
  return valueType === 'MULTI_TEXT' ? value.split(',').every((part) => options.has(part)) : options.has(value);
}
