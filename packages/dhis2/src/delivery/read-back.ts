import type { DataValueSetsApi } from '../data-values/data-value-sets-api.ts';
import type { DataValue, StoredDataValue } from '../data-values/data-value.ts';
import type { DataValueQuery } from '../data-values/export-query.ts';
import type { DataValueImportParameters } from '../data-values/import-options.ts';
import type { CallOptions } from '../http/call-options.ts';
import type { PlannedRow } from './plan-chunks.ts';
import { sameValue, valueKey } from './value-key.ts';

/** Identifiers per query, so that its address stays below what proxies take. */
const perQuery = { orgUnit: 80, dataElement: 60 };

/** Reads what the server holds under the keys of the rows. */
export async function storedValues(
  api: DataValueSetsApi,
  rows: readonly { readonly value: DataValue }[],
  parameters: DataValueImportParameters,
  call: CallOptions,
): Promise<ReadonlyMap<string, StoredDataValue>> {
  const wanted = new Set(rows.map(({ value }) => valueKey(value)));
  const found = new Map<string, StoredDataValue>();
  for (const query of readBackQueries(
    rows.map(({ value }) => value),
    parameters,
  )) {
    for await (const batch of api.exportBatches({ ...query, ...call })) {
      for (const value of batch) {
        const key = valueKey(value);
        if (wanted.has(key)) found.set(key, value);
      }
    }
  }
  return found;
}

/** Reads from the server which of the rows are stored as they were sent. */
export async function storedRows<Item>(
  api: DataValueSetsApi,
  rows: readonly PlannedRow<Item>[],
  parameters: DataValueImportParameters,
  call: CallOptions,
): Promise<ReadonlySet<PlannedRow<Item>>> {
  const found = await storedValues(api, rows, parameters, call);
  return new Set(rows.filter(({ value }) => isStored(value, found.get(valueKey(value)), parameters)));
}

/** Whether what is stored is what was sent. A value that deletes is stored as sent when it is gone. */
export function isStored(
  sent: DataValue,
  there: StoredDataValue | undefined,
  { importStrategy }: DataValueImportParameters,
): boolean {
  if (deletes(sent, importStrategy)) return there === undefined;
  return there !== undefined && isSame(sent, there);
}

/** Whether an import of the value takes the stored one away. */
export function deletes(sent: DataValue, importStrategy: DataValueImportParameters['importStrategy']): boolean {
  return importStrategy === 'DELETE' || sent.deleted === true;
}

function isSame(sent: DataValue, stored: StoredDataValue): boolean {
  if (!sameValue(sent.value, stored.value)) return false;
  if (sent.comment !== undefined && sent.comment !== (stored.comment ?? '')) return false;
  return sent.followup === undefined || sent.followup === (stored.followup ?? false);
}

/** The fewest queries that cover the values' keys: a period at a time, with its org units and elements in portions. */
export function* readBackQueries(
  values: readonly DataValue[],
  parameters: DataValueImportParameters,
): Generator<DataValueQuery> {
  const schemes = answerSchemes(parameters);
  const periods = new Map<string, { orgUnits: Set<string>; dataElements: Set<string> }>();
  for (const { period = '', orgUnit = '', dataElement } of values) {
    let entry = periods.get(period);
    if (!entry) periods.set(period, (entry = { orgUnits: new Set(), dataElements: new Set() }));
    entry.orgUnits.add(orgUnit);
    entry.dataElements.add(dataElement);
  }
  for (const [period, { orgUnits, dataElements }] of periods) {
    for (const orgUnit of portions([...orgUnits], perQuery.orgUnit)) {
      for (const dataElement of portions([...dataElements], perQuery.dataElement)) {
        yield { period, orgUnit, dataElement, ...schemes };
      }
    }
  }
}

function* portions<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** The query is written in the schemes of the payload, and is answered in them. */
function answerSchemes(parameters: DataValueImportParameters): Partial<DataValueQuery> {
  const { idScheme, dataElementIdScheme, orgUnitIdScheme, categoryOptionComboIdScheme, attributeOptionComboIdScheme } =
    parameters;
  return {
    ...(idScheme ? { idScheme, inputIdScheme: idScheme } : {}),
    ...(dataElementIdScheme ? { dataElementIdScheme, inputDataElementIdScheme: dataElementIdScheme } : {}),
    ...(orgUnitIdScheme ? { orgUnitIdScheme, inputOrgUnitIdScheme: orgUnitIdScheme } : {}),
    ...(categoryOptionComboIdScheme ? { categoryOptionComboIdScheme } : {}),
    ...(attributeOptionComboIdScheme ? { attributeOptionComboIdScheme } : {}),
  };
}
