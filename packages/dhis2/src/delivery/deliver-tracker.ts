import type { ClientAreas } from '../client.ts';
import { callOptions } from '../http/call-options.ts';
import type { TrackerImportOptions } from '../tracker/tracker-options.ts';
import type { TrackerPayload } from '../tracker/tracker-models.ts';
import { ChunkSize } from './chunk-size.ts';
import { deliverTrackerChunk, type TrackerChunkContext } from './deliver-tracker-chunk.ts';
import type { DeliveredChunk } from './delivery-result.ts';
import { planTrackerChunks, type TrackerRow } from './plan-tracker-chunks.ts';
import { runChunks } from './run-chunks.ts';

/** How tracker objects are delivered. */
export interface TrackerDeliveryOptions<Item = TrackerPayload> extends Omit<
  TrackerImportOptions,
  'atomic' | 'rowOfUid'
> {
  /** The objects of an item: those that belong together, and are rejected together (default: the item itself). */
  readonly payloadOf?: (item: Item) => TrackerPayload;
  /** The item's row number (default: what {@link rowNumber} carries, else counted from 1). */
  readonly rowOf?: (item: Item, index: number) => number;
  /** Objects per request to begin with, and at most, nested ones counted (default 1,500). */
  readonly chunkSize?: number;
  /** A request that takes longer makes the next chunks smaller (default 15,000). */
  readonly slowMs?: number;
  /** Requests at a time (default 2; more bring nothing on real servers). */
  readonly concurrency?: number;
  /** Requests for one chunk at most (default 200). What is left then is pending. */
  readonly maxRequests?: number;
  /** Milliseconds before an import whose answer was lost is sent again (default 3,000, each time twice as long). */
  readonly settleIntervalMs?: number;
}

/**
 * Delivers tracker objects of any number in constant memory, chunk by chunk, and tells of each item what became of it. An
 * item is what belongs together, such as a person with enrollment and events. Good items are stored beside bad ones; an item
 * with a bad object is rejected, though its other objects may be stored: correct it and deliver it again, under the same uids.
 *
 * An import whose answer was lost is sent again: it is one transaction, and objects with uids are not stored twice. Objects
 * without uid get one for this delivery; give them `uidFrom(…)` if a later delivery shall find them again. A relationship
 * that is there already is left as it is, since DHIS2 cannot change one.
 *
 * @example
 * ```ts
 * import { basicAuth, createClient, deliverTracker, uidFrom } from '@dhow/dhis2';
 *
 * const dhis2 = createClient({ baseUrl: 'http://localhost:8080', auth: basicAuth('admin', 'district') });
 * const visits = [{ number: 17, on: '2026-03-01' }];
 * const chunks = deliverTracker(dhis2, visits, {
 *   payloadOf: ({ number, on }) => ({
 *     events: [{ event: uidFrom('clinic-a', `visit ${number}`), program: 'prEvent0001', orgUnit: 'ouFacil0001', occurredAt: on }],
 *   }),
 *   rowOf: ({ number }) => number,
 * });
 * for await (const { rejected } of chunks) for (const { row, code, remedy } of rejected) console.log(row, code, remedy);
 * ```
 */
export async function* deliverTracker<Item extends object = TrackerPayload>(
  client: Pick<ClientAreas, 'tracker' | 'http'>,
  source: AsyncIterable<Item> | Iterable<Item>,
  options: TrackerDeliveryOptions<Item> = {},
): AsyncGenerator<DeliveredChunk<Item>, void, undefined> {
  const { payloadOf, rowOf, chunkSize, slowMs, concurrency, maxRequests, settleIntervalMs, ...rest } = options;
  const { signal: _signal, timeoutMs: _timeoutMs, ...parameters } = rest;
  const size = new ChunkSize(chunkSize ?? 1_500, slowMs ?? 15_000);
  const context: TrackerChunkContext = {
    api: client.tracker,
    clock: client.http.clock,
    parameters,
    call: callOptions(options),
    maxRequests: maxRequests ?? 200,
    settleIntervalMs: settleIntervalMs ?? 3_000,
    onRequest: (ms, answered) => size.record(ms, answered),
  };
  const chunks = planTrackerChunks(source, {
    payloadOf: payloadOf ?? ((item) => item as TrackerPayload),
    rowOf,
    size: () => size.current,
  });
  yield* runChunks<Item, TrackerRow<Item>>(chunks, concurrency ?? 2, ({ rows }, sequence) =>
    deliverTrackerChunk(rows, sequence, context),
  );
}
