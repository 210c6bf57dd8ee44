import type { Clock } from '../../clock/clock.ts';
import type { StateStore } from '../state-store.ts';
import { entryRules } from './entry-rules.ts';
import { handClock } from './hand-clock.ts';
import { logRules } from './log-rules.ts';
import { queueRules } from './queue-rules.ts';
import type { StateStoreRule } from './state-store-rule.ts';
import { transactionRules } from './transaction-rules.ts';

export { handClock, type HandClock } from './hand-clock.ts';
export type { StateStoreRule } from './state-store-rule.ts';

/** What a backend brings: stores over fresh data, and, when it can be shared, a second handle on the same data. */
export interface StateStoreFixture {
  open(clock: Clock): Promise<StateStore>;
  /** Another connection to what {@link StateStoreFixture.open} made last, as a second process has; absent for memory. */
  openAgain?(clock: Clock): Promise<StateStore>;
}

/**
 * The conformance suite of the state store: every backend passes every rule.
 *
 * @example
 * ```ts
 * import { memoryStateStore } from '@dhow/core/state';
 * import { checkRule, stateStoreRules } from '@dhow/core/state/conformance';
 *
 * for (const rule of stateStoreRules) {
 *   await checkRule(rule, { open: (clock) => Promise.resolve(memoryStateStore({ clock })) });
 * }
 * ```
 */
export const stateStoreRules: readonly StateStoreRule[] = [
  ...entryRules,
  ...logRules,
  ...queueRules,
  ...transactionRules,
];

/** Runs one rule on a fresh store; `shared` rules get a second connection, or the same store where there is none. */
export async function checkRule(rule: StateStoreRule, fixture: StateStoreFixture): Promise<void> {
  const clock = handClock();
  const store = await fixture.open(clock);
  const again = rule.shared ? await fixture.openAgain?.(clock) : undefined;
  try {
    await rule.run(store, clock, again ?? store);
  } finally {
    await again?.close();
    await store.close();
  }
}
