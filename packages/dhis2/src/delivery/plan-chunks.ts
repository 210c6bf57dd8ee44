import { rowNumberOf, type DataValue } from '../data-values/data-value.ts';
import { ChunkKeys, KeyNames } from './chunk-keys.ts';
import type { DeliveryRow } from './delivery-result.ts';
import { itemBatches } from './item-batches.ts';
import type { OwnedChunk } from './run-chunks.ts';
import { ownerKey } from './value-key.ts';

/** A row with its data value. */
export interface PlannedRow<Item> extends DeliveryRow<Item> {
  readonly value: DataValue;
}

/** Values that go in one request; it owns its org units and periods. */
export type Chunk<Item> = OwnedChunk<PlannedRow<Item>>;

export interface PlanOptions<Item> {
  readonly dataValueOf: (item: Item) => DataValue;
  readonly rowOf: ((item: Item, index: number) => number) | undefined;
  /** Asked when a chunk begins. */
  readonly size: () => number;
  readonly bytes: number;
  readonly duplicates: 'reject' | 'later';
}

/**
 * Cuts a stream of items into chunks by number and size. Where it can, it cuts between two org units and periods, so that
 * neighbouring chunks own different ones and may run at the same time. Holds one chunk in memory.
 */
export async function* planChunks<Item>(
  source: AsyncIterable<Item> | Iterable<Item>,
  options: PlanOptions<Item>,
): AsyncGenerator<Chunk<Item>> {
  const { dataValueOf, rowOf, bytes, duplicates } = options;
  let names = new KeyNames();
  const open = () => {
    if (names.isFull) names = new KeyNames();
    return new OpenChunk<Item>(options.size(), bytes, names);
  };
  let chunk = open();
  let index = 0;
  for await (const batch of itemBatches(source)) {
    for (const item of batch) {
      const row = rowOf ? rowOf(item, index) : (rowNumberOf(item as object) ?? index + 1);
      const planned: PlannedRow<Item> = { row, item, value: dataValueOf(item) };
      index++;
      if (chunk.isFull) {
        const rest = chunk.takeOwnerOf(planned);
        yield chunk.close();
        chunk = open();
        for (const carried of rest) chunk.add(carried);
      }
      if (chunk.add(planned)) continue;
      if (duplicates === 'reject') chunk.duplicates.push(planned);
      else {
        yield chunk.close();
        chunk = open();
        chunk.add(planned);
      }
    }
  }
  if (chunk.rows.length > 0 || chunk.duplicates.length > 0) yield chunk.close();
}

/** Characters of a value's JSON beside its value and comment: names, punctuation and five identifiers. */
const fixedBytes = 150;

class OpenChunk<Item> {
  readonly rows: PlannedRow<Item>[] = [];
  readonly duplicates: PlannedRow<Item>[] = [];
  readonly #keys: ChunkKeys;
  readonly #limit: number;
  readonly #maxBytes: number;
  #bytes = 0;
  /** Where the run of rows with the last owner begins. */
  #lastOwnerAt = 0;
  /** The owner whose rows all went to the next chunk. */
  #released: string | undefined;

  constructor(limit: number, maxBytes: number, names: KeyNames) {
    this.#limit = Math.max(1, limit);
    this.#maxBytes = maxBytes;
    this.#keys = new ChunkKeys(names);
  }

  get isFull(): boolean {
    return this.rows.length >= this.#limit || this.#bytes >= this.#maxBytes;
  }

  /** False when the chunk holds the key already. */
  add(row: PlannedRow<Item>): boolean {
    const { value } = row;
    const begins = !this.#keys.continues(value);
    if (!this.#keys.add(value)) return false;
    if (begins) this.#lastOwnerAt = this.rows.length;
    this.rows.push(row);
    const content = value.value;
    this.#bytes += fixedBytes + (typeof content === 'string' ? content.length : 8) + (value.comment?.length ?? 0);
    return true;
  }

  /** Rows with the owner of `next` go to the next chunk with it, unless that would leave less than half of this one. */
  takeOwnerOf(next: PlannedRow<Item>): PlannedRow<Item>[] {
    const at = this.#lastOwnerAt;
    const goesOn = this.#keys.continues(next.value) && at >= this.rows.length / 2 && at > 0;
    if (!goesOn) return [];
    const carried = this.rows.splice(at);
    const owner = ownerKey(next.value);
    // Earlier rows of this chunk may have the same owner; then both chunks own it, and run one after the other.
    if (!this.rows.some((row) => ownerKey(row.value) === owner)) this.#released = owner;
    return carried;
  }

  close(): Chunk<Item> {
    const owners = new Set(this.#keys.owners.keys());
    if (this.#released !== undefined) owners.delete(this.#released);
    return { rows: this.rows, duplicates: this.duplicates, owners };
  }
}
