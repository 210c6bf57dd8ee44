import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { checkRule, stateStoreRules } from '../conformance/state-store-conformance.ts';
import { sqliteStateStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-state-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const file = () => join(folder, `${count}.db`);

for (const rule of stateStoreRules) {
  test(`${rule.name}`, async () => {
    count++;
    await checkRule(rule, {
      open: (clock) => Promise.resolve(sqliteStateStore({ file: file(), clock })),
      openAgain: (clock) => Promise.resolve(sqliteStateStore({ file: file(), clock })),
    });
  });
}
