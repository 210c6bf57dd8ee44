import type { Completion, Exchange } from '@dhow/core/component';
import { BoundedQueue } from './bounded-queue.ts';

/** A message in the queue, with the sender's way to hear of its end. */
export interface SedaTask {
  readonly exchange: Exchange;
  /** What the source does when the message is done. */
  readonly completions: readonly Completion[];
  /** Called with the exchange as the reading route left it; absent when nobody waits. */
  readonly done?: (result: Exchange) => void;
}

/** What all endpoints of one name share. */
export interface SedaQueue {
  readonly queue: BoundedQueue<SedaTask>;
  /** The reading routes that are started, in the order of their starts. */
  readonly readers: Set<object>;
}

export const defaultSedaSize = 1000;

export function createSedaQueue(): SedaQueue {
  return { queue: new BoundedQueue(defaultSedaSize), readers: new Set() };
}
