/**
 * In CI the property tests make the same cases each time: what lands is judged by what the change does, not by the day's luck.
 * Everywhere else they make other ones each time, which is how they find what nobody thought of.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

const { testPath } = expect.getState();
if (process.env['CI'] && testPath !== undefined && readFileSync(testPath, 'utf8').includes("from 'fast-check'")) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: 20_261_126 });
}
