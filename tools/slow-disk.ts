/**
 * Makes each call of `node:fs/promises` take up to 50 ms, at random, before and after its work: a disk that others use, too.
 * A test that only passes while the disk is quick fails here, and not on the day that the machine is busy.
 */
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** The real one: tests may put a clock of their own in its place. */
const { setTimeout } = globalThis;
const slowest = 25;
const busyShare = 0.3;

const wait = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, Math.random() < busyShare ? Math.random() * slowest : 0);
  });

const slowed = (call: Call): Call =>
  async function slow(...args) {
    await wait();
    try {
      return await call(...args);
    } finally {
      await wait();
    }
  };

// A worker runs several test files, and the setup with each of them.
const mark = Symbol.for('dhow.slow-disk');
const calls = files as unknown as Record<string | symbol, Call | boolean>;
if (calls[mark] !== true) {
  for (const name of Object.keys(calls)) {
    const call = calls[name];
    // Of the others, `watch` answers an iterable, and `constants` are none.
    if (typeof call === 'function' && name !== 'watch') calls[name] = slowed(call);
  }
  calls[mark] = true;
  syncBuiltinESMExports();
}
