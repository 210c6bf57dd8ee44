import { sqliteStateStore } from '../../src/state/sqlite/index.ts';

/** Claims and acknowledges until the queue is empty, appends what it got, and answers how many it had. */
const state = sqliteStateStore({ file: process.argv[2]! });
let count = 0;
for (;;) {
  const items = await state.claim('work', { limit: 3, leaseMs: 60_000 });
  if (items.length === 0) break;
  await state.append(
    'done',
    items.map(({ value }) => value),
  );
  await state.acknowledge(
    'work',
    items.map(({ id }) => id),
  );
  count += items.length;
}
await state.close();
process.stdout.write(`${count}\n`);
