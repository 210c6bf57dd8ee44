import { sqliteStateStore } from '../../src/state/sqlite/index.ts';

/** Appends for ever from several callers at once, and says each number once it is acknowledged. Killed by its test. */
const state = sqliteStateStore({ file: process.argv[2]! });

async function appendForEver(caller: number): Promise<never> {
  for (let i = 0; ; i++) {
    const [sequence] = await state.append('log', [{ caller, i }]);
    await state.transaction([
      { op: 'put', namespace: 'left', key: `${caller}`, value: i },
      { op: 'put', namespace: 'right', key: `${caller}`, value: i },
    ]);
    process.stdout.write(`${sequence}:${caller}:${i}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, caller) => appendForEver(caller)));
