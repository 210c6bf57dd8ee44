import type { DataValue } from '../data-values/data-value.ts';
import { callOptions } from '../http/call-options.ts';
import { explainCode } from '../outcome/code-catalogue.ts';
import type { Rejection } from '../outcome/import-outcome.ts';
import { deliverDataValueChunks, type DeliveryClient } from './deliver-data-values.ts';
import { importParameters, type DeliveryOptions } from './delivery-options.ts';
import type { DeliveryRow } from './delivery-result.ts';
import { planChunks, type Chunk, type PlannedRow } from './plan-chunks.ts';
import { deletes, isStored, storedValues } from './read-back.ts';
import { valueKey } from './value-key.ts';

/** What a delivery of a row would do. Values are the server's text; `from` is what is stored now. */
export type PlannedChange<Item> = DeliveryRow<Item> & { readonly value: DataValue } & (
    | { readonly change: 'create'; readonly to: string }
    | { readonly change: 'update'; readonly from: string; readonly to: string }
    | { readonly change: 'delete'; readonly from: string }
    /** Stored as it is, or not there to be deleted. */
    | { readonly change: 'none' }
    /** DHIS2 would refuse it. */
    | { readonly change: 'blocked'; readonly reasons: readonly Rejection[] }
    /** The server could not be asked to the end. */
    | { readonly change: 'unknown'; readonly reason: string }
  );

/**
 * Tells what a delivery of data values would do, row by row, without storing anything: reads what is there, and lets the
 * server check what differs (a dry run). Takes the options of {@link deliverDataValues}, and needs constant memory.
 *
 * @example
 * ```ts
 * import { basicAuth, createClient, planDataValues } from '@dhow/dhis2';
 *
 * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
 * const values = [{ dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: 12 }];
 * for await (const planned of planDataValues(dhis2, values)) {
 *   if (planned.change === 'update') console.log(planned.row, planned.from, '->', planned.to);
 *   if (planned.change === 'blocked') console.log(planned.row, planned.reasons[0]?.remedy);
 * }
 * ```
 */
export async function* planDataValues<Item extends object = DataValue>(
  client: DeliveryClient,
  source: AsyncIterable<Item> | Iterable<Item>,
  options: DeliveryOptions<Item> = {},
): AsyncGenerator<PlannedChange<Item>, void, undefined> {
  const chunks = planChunks(source, {
    dataValueOf: options.dataValueOf ?? ((item) => item as unknown as DataValue),
    rowOf: options.rowOf,
    size: () => options.chunkSize ?? 5_000,
    bytes: options.chunkBytes ?? 4_000_000,
    duplicates: options.duplicates ?? 'reject',
  });
  for await (const chunk of chunks) yield* planChunk(client, chunk, options);
}

async function* planChunk<Item>(
  client: DeliveryClient,
  { rows, duplicates }: Chunk<Item>,
  options: DeliveryOptions<Item>,
): AsyncGenerator<PlannedChange<Item>> {
  const parameters = importParameters(options);
  const stored = await storedValues(client.dataValueSets, rows, parameters, callOptions(options));
  const differing = rows.filter(({ value }) => !isStored(value, stored.get(valueKey(value)), parameters));
  const refused = new Map<PlannedRow<Item>, readonly Rejection[]>();
  const unknown = new Map<PlannedRow<Item>, string>();
  const checked = deliverDataValueChunks<PlannedRow<Item>>(client, differing, {
    ...parameters,
    ...callOptions(options),
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
    dataValueOf: ({ value }) => value,
    rowOf: ({ row }) => row,
    chunkSize: options.chunkSize ?? 5_000,
    dryRun: true,
  });
  for await (const { rejected, pending } of checked) {
    for (const { item, others, ...first } of rejected) refused.set(item, [first, ...others]);
    for (const { item, reason } of pending) unknown.set(item, reason);
  }
  const again = { code: 'DUPLICATE', message: 'same key as an earlier row', ...explainCode('DUPLICATE') };
  for (const row of duplicates) refused.set(row, [{ ...again, row: row.row }]);
  const changing = new Set(differing);
  for (const row of [...rows, ...duplicates].sort((a, b) => a.row - b.row)) {
    const reasons = refused.get(row);
    const reason = unknown.get(row);
    if (reasons) yield { ...row, change: 'blocked', reasons };
    else if (reason !== undefined) yield { ...row, change: 'unknown', reason };
    else if (!changing.has(row)) yield { ...row, change: 'none' };
    else {
      const from = stored.get(valueKey(row.value))?.value;
      if (deletes(row.value, parameters.importStrategy)) yield { ...row, change: 'delete', from: from ?? '' };
      else if (from === undefined) yield { ...row, change: 'create', to: textOf(row.value) };
      else yield { ...row, change: 'update', from, to: textOf(row.value) };
    }
  }
}

function textOf({ value }: DataValue): string {
  return value === undefined || value === null ? '' : String(value);
}
