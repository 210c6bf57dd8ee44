import { rowNumberOf } from '../data-values/data-value.ts';
import type { TrackerPayload } from '../tracker/tracker-models.ts';
import type { DeliveryRow } from './delivery-result.ts';
import { itemBatches } from './item-batches.ts';
import type { OwnedChunk } from './run-chunks.ts';
import { identify, type IdentifiedPayload } from './tracker-identity.ts';

/** An item with its tracker objects. */
export interface TrackerRow<Item> extends DeliveryRow<Item>, IdentifiedPayload {}

export interface TrackerPlan<Item> {
  readonly payloadOf: (item: Item) => TrackerPayload;
  readonly rowOf: ((item: Item, index: number) => number) | undefined;
  /** Objects of a chunk; asked when one begins. */
  readonly size: () => number;
}

/**
 * Cuts a stream of items into chunks by the number of their objects, never within an item. Chunks with an object in common,
 * or one of whose objects belongs to an object of the other, have a common owner and run one after the other.
 */
export async function* planTrackerChunks<Item>(
  source: AsyncIterable<Item> | Iterable<Item>,
  { payloadOf, rowOf, size }: TrackerPlan<Item>,
): AsyncGenerator<OwnedChunk<TrackerRow<Item>>> {
  let [rows, own, owners] = [[] as TrackerRow<Item>[], new Set<string>(), new Set<string>()];
  let limit = size();
  let index = 0;
  for await (const batch of itemBatches(source)) {
    for (const item of batch) {
      const row = rowOf ? rowOf(item, index) : (rowNumberOf(item as object) ?? index + 1);
      index++;
      const next: TrackerRow<Item> = { row, item, ...identify(payloadOf(item)) };
      // The same object twice in one import: both are counted and one of them is stored, nobody knows which.
      const twice = next.uids.some((uid) => own.has(uid));
      if (rows.length > 0 && (twice || own.size + next.uids.length > limit)) {
        yield { rows, duplicates: [], owners };
        [rows, own, owners] = [[], new Set(), new Set()];
        limit = size();
      }
      rows.push(next);
      for (const uid of next.uids) own.add(uid);
      for (const uid of [...next.uids, ...next.references]) owners.add(uid);
    }
  }
  if (rows.length > 0) yield { rows, duplicates: [], owners };
}
