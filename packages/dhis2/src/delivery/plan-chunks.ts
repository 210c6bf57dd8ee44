import { rowNumberOf, type DataValue } from '../data-values/data-value.ts';
import type { DeliveryRow } from './delivery-result.ts';
import { ownerKey, valueKey } from './value-key.ts';

/** A row with its data value. */
export interface PlannedRow<Item> extends DeliveryRow<Item> {
  readonly value: DataValue;
}

/** Rows that go in one request. */
export interface Chunk<Item> {
  readonly rows: readonly PlannedRow<Item>[];
  /** Rows with the key of an earlier row of this chunk. */
  readonly duplicates: readonly PlannedRow<Item>[];
  /** Org units and periods that no other request may touch meanwhile. */
  readonly owners: ReadonlySet<string>;
}

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
  let chunk = new OpenChunk<Item>(options.size());
  let index = 0;
  for await (const item of source) {
    const value = options.dataValueOf(item);
    const row = options.rowOf?.(item, index) ?? rowNumberOf(item as object) ?? index + 1;
    index++;
    const planned: PlannedRow<Item> = { row, item, value };
    if (chunk.isFull(options.bytes)) {
      const rest = chunk.takeOwnerOf(planned);
      yield chunk.close();
      chunk = new OpenChunk(options.size());
      for (const carried of rest) chunk.add(carried);
    }
    if (!chunk.add(planned)) {
      if (options.duplicates === 'reject') chunk.duplicates.push(planned);
      else {
        yield chunk.close();
        chunk = new OpenChunk(options.size());
        chunk.add(planned);
      }
    }
  }
  if (chunk.rows.length > 0 || chunk.duplicates.length > 0) yield chunk.close();
}

class OpenChunk<Item> {
  rows: PlannedRow<Item>[] = [];
  readonly duplicates: PlannedRow<Item>[] = [];
  readonly #keys = new Set<string>();
  readonly #limit: number;
  #bytes = 0;
  /** Where the run of rows with the last owner begins. */
  #lastOwnerAt = 0;
  #lastOwner = '';

  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  /** False when the chunk holds the key already. */
  add(row: PlannedRow<Item>): boolean {
    const key = valueKey(row.value);
    const { size } = this.#keys;
    this.#keys.add(key);
    if (this.#keys.size === size) return false;
    const owner = ownerKey(row.value);
    if (owner !== this.#lastOwner) {
      this.#lastOwner = owner;
      this.#lastOwnerAt = this.rows.length;
    }
    this.rows.push(row);
    const { value, comment } = row.value;
    // Names and punctuation of a value in JSON are some 90 characters.
    this.#bytes += key.length + 90 + (typeof value === 'string' ? value.length : 8) + (comment?.length ?? 0);
    return true;
  }

  isFull(bytes: number): boolean {
    return this.rows.length >= this.#limit || this.#bytes >= bytes;
  }

  /** Rows with the owner of `next` go to the next chunk with it, unless that would leave less than half of this one. */
  takeOwnerOf(next: PlannedRow<Item>): PlannedRow<Item>[] {
    const at = this.#lastOwnerAt;
    const goesOn = ownerKey(next.value) === this.#lastOwner && at >= this.rows.length / 2 && at > 0;
    return goesOn ? this.rows.splice(at) : [];
  }

  close(): Chunk<Item> {
    const owners = new Set<string>();
    for (const { value } of this.rows) owners.add(ownerKey(value));
    return { rows: this.rows, duplicates: this.duplicates, owners };
  }
}
