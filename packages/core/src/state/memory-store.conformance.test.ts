import { test } from 'vitest';
import { checkRule, stateStoreRules } from './conformance/state-store-conformance.ts';
import { memoryStateStore } from './memory-store.ts';

for (const rule of stateStoreRules) {
  test(`${rule.name}`, () => checkRule(rule, { open: (clock) => Promise.resolve(memoryStateStore({ clock })) }));
}
