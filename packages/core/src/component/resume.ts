import type { Exchange } from '../exchange/exchange.ts';

/** Where a source stood: an offset in what the source means by it, and what it can tell the same source by. */
export interface KeptOffset {
  readonly offset: unknown;
  /** Whatever the source gave along: a hash of what stands before the offset, the change number of a database. */
  readonly proof?: unknown;
}

/** Where a message stands in its source. */
export interface ResumePlace {
  /** What the offset belongs to: a file, a partition, a table. */
  readonly key: string;
  /** Where the source goes on when the whole message is done; a step may say otherwise in `CamelOffset`. */
  readonly offset: unknown;
  /** Makes an offset that steps gave one of the source's own, with its proof. Called when the message is done. */
  keepAs?(offset: unknown): KeptOffset | Promise<KeptOffset>;
}

/** What has become of a message's place. */
export interface ResumeMark {
  /** Whether the message, or a part of it, came to the `resumable` step. */
  readonly passed: boolean;
  /** What was kept for it so far. */
  readonly kept: KeptOffset | undefined;
}

/**
 * What a route with a `resumable` step offers a source that has a place to go on from. The source asks for the last offset of
 * each key as it takes it up, and tells with each message where it stands; the step keeps that when the message is done, and
 * never before. Messages of one key come one after the other.
 */
export interface ResumePoints {
  last(key: string): Promise<KeptOffset | undefined>;
  /** To be called before the message is handed to the route. */
  mark(exchange: Exchange, place: ResumePlace): ResumeMark;
  /** For a message that was done without coming to the step (a filter before it). */
  keep(key: string, kept: KeptOffset): Promise<void>;
  /** What the key stood for is gone, or put away. */
  forget(key: string): Promise<void>;
}
