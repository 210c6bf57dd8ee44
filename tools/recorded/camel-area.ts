import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isConversionCase, isExpressionCase, type CamelCase } from './camel/camel-case.ts';
import { replayConversion, replayExpression } from './camel/expression-replay.ts';
import type { CaseResult, RecordedArea } from './recorded-area.ts';

/** Replays what Apache Camel did: expressions, conversions and routes. */
export const area: RecordedArea = {
  async *replay(folder, { only, differences }) {
    const names = (await readdir(folder)).filter((name) => /\.jsonl(\.gz)?$/.test(name)).toSorted();
    for (const name of names) {
      const subArea = name.replace(/\.jsonl(\.gz)?$/, '');
      for (const line of await readCases(join(folder, name))) {
        if (only !== undefined && !line.id.includes(only)) continue;
        const reason = differences.reasonFor(line.id);
        if (reason !== undefined) yield { id: line.id, subArea, outcome: 'skipped', detail: reason };
        else yield await replayCase(line, subArea);
      }
    }
  },
};

async function readCases(file: string): Promise<CamelCase[]> {
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CamelCase);
}

async function replayCase(line: CamelCase, subArea: string): Promise<CaseResult> {
  const difference = await run(line).catch(
    (error: unknown) => `replay failed: ${(error as Error).stack ?? String(error)}`,
  );
  return difference === undefined
    ? { id: line.id, subArea, outcome: 'passed' }
    : { id: line.id, subArea, outcome: 'failed', detail: difference };
}

async function run(line: CamelCase): Promise<string | undefined> {
  if (isExpressionCase(line)) return await replayExpression(line);
  if (isConversionCase(line)) return await replayConversion(line);
  return 'routes are not replayed yet';
}
