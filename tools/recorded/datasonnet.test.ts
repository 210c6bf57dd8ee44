import { describe, expect, it } from 'vitest';
import { area } from './datasonnet-area.ts';
import { readDifferences } from './differences.ts';

const folder = new URL('../../recorded/datasonnet/', import.meta.url).pathname;

describe('the recorded results of the JVM mapper and the Jsonnet engines', () => {
  it('come out of Dhow, apart from the differences that are listed', async () => {
    const differences = await readDifferences(`${folder}differences.md`);
    const failed: string[] = [];
    let count = 0;
    let skipped = 0;
    for await (const { id, outcome, detail } of area.replay(folder, { only: undefined, differences })) {
      count++;
      if (outcome === 'skipped') skipped++;
      if (outcome === 'failed') failed.push(`${id}: ${detail}`);
    }
    expect(failed).toEqual([]);
    expect(count).toBeGreaterThan(9_000);
    expect(skipped / count).toBeLessThan(0.03);
  }, 60_000);
});
