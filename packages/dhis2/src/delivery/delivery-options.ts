import type { DataValue } from '../data-values/data-value.ts';
import type { DataValueImportParameters } from '../data-values/import-options.ts';

/** How data values are delivered. */
export interface DeliveryOptions<Item = DataValue> extends DataValueImportParameters {
  /** The data value of an item (default: the item itself). */
  readonly dataValueOf?: (item: Item) => DataValue;
  /** The item's row number (default: what {@link rowNumber} carries, else counted from 1). */
  readonly rowOf?: (item: Item, index: number) => number;
  /** Values per request to begin with, and at most (default 5,000: near the best rate of real servers). */
  readonly chunkSize?: number;
  /** Characters of JSON per request at most (default 4,000,000). */
  readonly chunkBytes?: number;
  /** A request that takes longer makes the next chunks smaller (default 15,000). */
  readonly slowMs?: number;
  /** Requests at a time (default 2; more bring nothing on real servers). Chunks that share an org unit and period wait. */
  readonly concurrency?: number;
  /**
   * A value whose key came already in the same chunk: `reject` it (default), or send it `later`, so that the last one
   * wins. 2.43 refuses both of a pair, 2.42 stores one of them without a word.
   */
  readonly duplicates?: 'reject' | 'later';
  /**
   * Reads what is stored first, and sends only what differs. Identical values cost a real server as much as new ones, so it
   * pays where most of the data has been sent before. What is stored already is accepted.
   */
  readonly onlyChanges?: boolean;
  /**
   * Requests for one chunk at most when it has to be divided (default 400). What is left then is pending;
   * when none of its values was accepted till then, the delivery stops with DHIS2_NOTHING_ACCEPTED.
   */
  readonly maxRequests?: number;
  /** Milliseconds between two readings while a lost import may still run (default 3,000). */
  readonly settleIntervalMs?: number;
  /** Milliseconds after which a lost import is taken as ended (default 60,000). */
  readonly settleDeadlineMs?: number;
  /** Milliseconds until an answer begins, instead of the client's. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The options that are parameters of the import. */
export function importParameters(options: DeliveryOptions<never>): DataValueImportParameters {
  const {
    dataValueOf: _1,
    rowOf: _2,
    chunkSize: _3,
    chunkBytes: _4,
    slowMs: _5,
    concurrency: _6,
    duplicates: _7,
    maxRequests: _8,
    onlyChanges: _13,
    settleIntervalMs: _9,
    settleDeadlineMs: _10,
    timeoutMs: _11,
    signal: _12,
    ...parameters
  } = options;
  return parameters;
}
