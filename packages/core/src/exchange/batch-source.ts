/** The method by which a streamed body gives its items many at a time: `stream[batches](5000)`. */
export const batches: unique symbol = Symbol.for('dhow.batches') as never;

/**
 * A stream of items that can be read in arrays, so that a million rows do not cost a million promises. Reading single
 * items by `for await` gives the same items in the same order. Read once, one way or the other.
 */
export interface BatchSource<Item = unknown> extends AsyncIterable<Item> {
  /** Arrays of `size` items, the last one shorter; without a size as they come, none empty. */
  [batches](size?: number): AsyncIterable<readonly Item[]>;
}

export function isBatchSource(value: unknown): value is BatchSource {
  return typeof value === 'object' && value !== null && batches in value;
}

/** Any stream in arrays of `size`; at full speed when the stream is a {@link BatchSource}. */
export function batchesOf<Item>(
  source: AsyncIterable<Item> | Iterable<Item>,
  size: number,
): AsyncIterable<readonly Item[]> {
  return isBatchSource(source) ? (source[batches](size) as AsyncIterable<readonly Item[]>) : collect(source, size);
}

/** Groups arrays of any length into arrays of `size`. */
export async function* regroup<Item>(
  source: AsyncIterable<readonly Item[]>,
  size: number,
): AsyncGenerator<readonly Item[]> {
  let group: Item[] = [];
  for await (const batch of source) {
    if (group.length === 0 && batch.length === size) {
      yield batch;
      continue;
    }
    for (const item of batch) {
      group.push(item);
      if (group.length < size) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

async function* collect<Item>(
  source: AsyncIterable<Item> | Iterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[]> {
  let group: Item[] = [];
  for await (const item of source) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
