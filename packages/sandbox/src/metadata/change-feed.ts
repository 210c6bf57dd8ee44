import type { MetadataObject } from './metadata-store.ts';

/** A metadata object that was created, updated or deleted. */
export interface MetadataChange {
  readonly op: 'create' | 'update' | 'delete';
  readonly singular: string;
  readonly object: MetadataObject;
}

/** Tells the listeners (event hooks, deleted objects) of each change to metadata. */
export class ChangeFeed {
  readonly #listeners: ((change: MetadataChange) => void)[] = [];

  listen(listener: (change: MetadataChange) => void): void {
    this.#listeners.push(listener);
  }

  publish(change: MetadataChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
