/** The state store: contract, memory backend and what stands on it. SQLite is at `@dhow/core/state/sqlite`. */
export type * from './state-store.ts';
export { memoryStateStore } from './memory-store.ts';
export { isStateError, StateError, stateErrorCatalogue } from './state-errors.ts';
export type { StateErrorCode } from './state-errors.ts';
