import type { StateStore } from '../state-store.ts';
import type { HandClock } from './hand-clock.ts';

/** One rule of the contract. `run` throws when the backend breaks it. */
export interface StateStoreRule {
  readonly name: string;
  readonly shared?: boolean;
  run(store: StateStore, clock: HandClock, again: StateStore): Promise<void>;
}
