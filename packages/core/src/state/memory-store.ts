import { type Clock, systemClock } from '../clock/clock.ts';
import { MemoryTables } from './memory-tables.ts';
import { StateError } from './state-errors.ts';
import type { StateStore } from './state-store.ts';
import type { StoreTables } from './store-tables.ts';
import { TablesStore } from './tables-store.ts';

class MemoryStateStore extends TablesStore {
  readonly #tables: StoreTables = new MemoryTables();
  #closed = false;

  protected async write<T>(operation: string, work: (tables: StoreTables) => T): Promise<T> {
    if (this.#closed) throw new StateError('STATE_CLOSED', { operation });
    return work(this.#tables);
  }

  protected look<T>(operation: string, work: (tables: StoreTables) => T): Promise<T> {
    return this.write(operation, work);
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}

/**
 * A state store in memory, for tests and for routes whose state may end with the process.
 *
 * @example
 * ```ts
 * import { memoryStateStore } from '@dhow/core/state';
 *
 * const state = memoryStateStore();
 * await state.putIfAbsent('seen', 'message-1', true); // true: the first one
 * ```
 */
export function memoryStateStore(options: { readonly clock?: Clock } = {}): StateStore {
  return new MemoryStateStore(options.clock ?? systemClock);
}
