/**
 * The method by which a stream gives its items many at a time. Streamed bodies of Dhow's routes have it; anything else
 * may: a million rows then do not cost a million promises.
 */
export const batches: unique symbol = Symbol.for('dhow.batches') as never;

/** A stream that can be read in arrays. */
export interface BatchedItems<Item> extends AsyncIterable<Item> {
  [batches](): AsyncIterable<readonly Item[]>;
}

/** Items in as large groups as the source gives them: an iterable is one group, read as the loop goes. */
export async function* itemBatches<Item>(source: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Iterable<Item>> {
  if (batches in source) yield* (source as BatchedItems<Item>)[batches]();
  else if (Symbol.iterator in source) yield source;
  else for await (const item of source) yield [item];
}
