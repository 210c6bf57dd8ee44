import type { ClientAreas } from '../client.ts';
import type { DataValue } from '../data-values/data-value.ts';
import { callOptions } from '../http/call-options.ts';
import { ChunkSize } from './chunk-size.ts';
import { deliverChunk, type ChunkContext } from './deliver-chunk.ts';
import { importParameters, type DeliveryOptions } from './delivery-options.ts';
import { rowOutcomes, type DeliveredChunk, type RowOutcome } from './delivery-result.ts';
import { planChunks, type PlannedRow } from './plan-chunks.ts';
import { runChunks } from './run-chunks.ts';

/** What a delivery needs of a client. */
export type DeliveryClient = Pick<ClientAreas, 'dataValueSets' | 'http'>;

/**
 * Delivers data values of any number in constant memory, and tells of each row what became of it: accepted, rejected with
 * DHIS2's code, or pending. Chunks by number and size, reads the outcome whatever the status, divides what failed as a
 * whole until the bad rows stand alone, and settles a lost answer by reading back: nothing is stored twice, and no good row
 * is held up by a bad one.
 *
 * Rows come in the order of their chunks. When the delivery cannot go on (credentials refused, server unreachable after
 * the retries), the rows that were taken from the source are reported as pending, and then the error is thrown.
 *
 * @example
 * ```ts
 * import { basicAuth, createClient, deliverDataValues } from '@dhow/dhis2';
 *
 * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
 * const values = [{ dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: 12 }];
 * for await (const row of deliverDataValues(dhis2, values)) {
 *   if (row.status === 'rejected') console.log(row.row, row.code, row.message, row.remedy);
 * }
 * ```
 */
export async function* deliverDataValues<Item extends object = DataValue>(
  client: DeliveryClient,
  source: AsyncIterable<Item> | Iterable<Item>,
  options: DeliveryOptions<Item> = {},
): AsyncGenerator<RowOutcome<Item>, void, undefined> {
  for await (const chunk of deliverDataValueChunks(client, source, options)) yield* rowOutcomes(chunk);
}

/** {@link deliverDataValues} chunk by chunk, for consumers that count costs per row. */
export async function* deliverDataValueChunks<Item extends object = DataValue>(
  client: DeliveryClient,
  source: AsyncIterable<Item> | Iterable<Item>,
  options: DeliveryOptions<Item> = {},
): AsyncGenerator<DeliveredChunk<Item>, void, undefined> {
  const size = new ChunkSize(options.chunkSize ?? 5_000, options.slowMs ?? 15_000);
  const context = contextOf(client, options, size);
  const chunks = planChunks(source, {
    dataValueOf: options.dataValueOf ?? ((item) => item as unknown as DataValue),
    rowOf: options.rowOf,
    size: () => size.current,
    bytes: options.chunkBytes ?? 4_000_000,
    duplicates: options.duplicates ?? 'reject',
  });
  yield* runChunks<Item, PlannedRow<Item>>(chunks, options.concurrency ?? 2, (chunk, sequence) =>
    deliverChunk(chunk, sequence, context),
  );
}

function contextOf(client: DeliveryClient, options: DeliveryOptions<never>, size: ChunkSize): ChunkContext {
  return {
    api: client.dataValueSets,
    clock: client.http.clock,
    parameters: importParameters(options),
    call: callOptions(options),
    maxRequests: options.maxRequests ?? 400,
    onlyChanges: options.onlyChanges ?? false,
    settleIntervalMs: options.settleIntervalMs ?? 3_000,
    settleDeadlineMs: options.settleDeadlineMs ?? 60_000,
    onRequest: (ms, answered) => size.record(ms, answered),
  };
}
