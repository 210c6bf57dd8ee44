import type { Exchange } from '@dhow/core/component';

/**
 * Where the rows of a body come from. A data format that reads rows leaves it on the exchange, so that a delivery can
 * keep account of each row and write a rejected one down as it was.
 */
export interface RowSource {
  /** Tells this content from any other: the same file read again has the same key. Undefined where nothing would name it again. */
  readonly key: string | undefined;
  /** The file's name, or what stands for it. */
  readonly name: string;
  /** Names of the columns, once the first row was read. */
  columns(): readonly string[];
  /** Rows as they stood in the source, by number; empty when the source can be read only once. */
  originals(rows: ReadonlySet<number>): Promise<ReadonlyMap<number, readonly (string | null)[]>>;
  /** Calls back once, when the message that the rows came with is done, well or not. */
  whenDone(callback: () => void | Promise<void>): void;
}

/** The exchange property of the {@link RowSource}. */
export const rowSourceProperty = 'DhowRowSource';

export function rowSourceOf(exchange: Exchange): RowSource | undefined {
  return exchange.property(rowSourceProperty) as RowSource | undefined;
}
