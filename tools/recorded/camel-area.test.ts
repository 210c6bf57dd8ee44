import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { area } from './camel-area.ts';
import { readDifferences } from './differences.ts';

const folder = fileURLToPath(new URL('../../recorded/camel/', import.meta.url));

/** Cases that must pass of each hundred that are not listed as differing on purpose. */
const least = 95;

test('what Camel was recorded to do happens here', { timeout: 120_000 }, async () => {
  const differences = await readDifferences(`${folder}differences.md`);
  const counts = new Map<string, { passed: number; failed: number; skipped: number }>();
  for await (const { subArea, outcome } of area.replay(folder, { only: undefined, differences })) {
    const count = counts.get(subArea) ?? { passed: 0, failed: 0, skipped: 0 };
    count[outcome]++;
    counts.set(subArea, count);
  }
  const rates = [...counts].map(([subArea, { passed, failed }]) => [
    subArea,
    Math.floor((100 * passed) / (passed + failed)),
  ]);
  expect(rates.map(([subArea]) => subArea)).toEqual(['data', 'eip', 'error-handling', 'lifecycle', 'simple', 'yaml']);
  expect(rates.filter(([, rate]) => Number(rate) < least)).toEqual([]);
  const all = [...counts.values()].reduce((sum, { passed, failed, skipped }) => sum + passed + failed + skipped, 0);
  const skipped = [...counts.values()].reduce((sum, count) => sum + count.skipped, 0);
  expect(skipped / all).toBeLessThan(0.05);
});
