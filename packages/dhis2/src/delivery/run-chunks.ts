import type { Dhis2Error } from '../errors/dhis2-error.ts';
import { noCounts } from '../outcome/import-outcome.ts';
import type { DeliveredChunk, DeliveryRow } from './delivery-result.ts';

/** Rows that go in one request. */
export interface OwnedChunk<Row> {
  readonly rows: readonly Row[];
  /** Rows with the key of an earlier row of this chunk. */
  readonly duplicates: readonly Row[];
  /** What no other request may touch meanwhile. */
  readonly owners: ReadonlySet<string>;
}

/** A chunk that is done, and the error that ends the delivery, if any. */
export interface ChunkEnd<Item> {
  readonly result: DeliveredChunk<Item>;
  readonly fatal: Dhis2Error | undefined;
}

/**
 * Runs chunks a few at a time, those with a common owner one after the other, and gives the results in the order of the
 * chunks. After an error that ends the delivery, what was taken from the source is reported as pending, then it is thrown.
 */
export async function* runChunks<Item, Row extends DeliveryRow<Item>>(
  chunks: AsyncIterable<OwnedChunk<Row>>,
  concurrency: number,
  deliver: (chunk: OwnedChunk<Row>, sequence: number) => Promise<ChunkEnd<Item>>,
): AsyncGenerator<DeliveredChunk<Item>, void, undefined> {
  const running: { readonly chunk: OwnedChunk<Row>; readonly end: Promise<ChunkEnd<Item>> }[] = [];
  let sequence = 0;
  let fatal: Dhis2Error | undefined;
  try {
    for await (const chunk of chunks) {
      while (running.length >= Math.max(1, concurrency) || running.some((other) => overlap(other.chunk, chunk))) {
        const end = await running.shift()!.end;
        fatal ??= end.fatal;
        yield end.result;
      }
      if (fatal) {
        yield notSent<Item>(chunk, ++sequence, fatal);
        break;
      }
      const end = deliver(chunk, ++sequence);
      // It is awaited later, in its turn; until then a failure must not count as unhandled.
      end.catch(() => undefined);
      running.push({ chunk, end });
    }
    for (let next = running.shift(); next; next = running.shift()) {
      const end = await next.end;
      fatal ??= end.fatal;
      yield end.result;
    }
  } finally {
    await Promise.allSettled(running.map(({ end }) => end));
  }
  if (fatal) throw fatal;
}

function overlap(a: OwnedChunk<unknown>, b: OwnedChunk<unknown>): boolean {
  const [small, large] = a.owners.size < b.owners.size ? [a.owners, b.owners] : [b.owners, a.owners];
  for (const owner of small) if (large.has(owner)) return true;
  return false;
}

function notSent<Item>(
  chunk: OwnedChunk<DeliveryRow<Item>>,
  sequence: number,
  error: Dhis2Error,
): DeliveredChunk<Item> {
  const rows = [...chunk.rows, ...chunk.duplicates];
  return {
    sequence,
    rows: rows.length,
    accepted: [],
    rejected: [],
    pending: rows.map(({ row, item }) => ({ row, item, reason: error.code })),
    counts: noCounts,
    requests: 0,
    ms: 0,
  };
}
