import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isConversionCase, isExpressionCase, type CamelCase } from './camel/camel-case.ts';
import { refusalCode, routeDifference } from './camel/route-difference.ts';
import { replayRoutes } from './camel/route-replay.ts';
import { replayConversion, replayExpression } from './camel/expression-replay.ts';
import type { CaseResult, Differences, RecordedArea } from './recorded-area.ts';

/** Replays what Apache Camel did: expressions, conversions and routes. */
export const area: RecordedArea = {
  async *replay(folder, { only, differences }) {
    const names = (await readdir(folder)).filter((name) => /\.jsonl(\.gz)?$/.test(name)).toSorted();
    for (const name of names) {
      const subArea = name.replace(/\.jsonl(\.gz)?$/, '');
      for (const line of await readCases(join(folder, name))) {
        if (only !== undefined && !line.id.includes(only)) continue;
        const reason = differences.reasonFor(line.id) ?? languageReason(line, differences);
        if (reason !== undefined) yield { id: line.id, subArea, outcome: 'skipped', detail: reason };
        else yield await replayCase(line, subArea, differences);
      }
    }
  },
};

/** Routes of Kamelets were numbered through the recorder's process (`act-7`); here they are numbered in their context. */
function numberedPerContext(line: string): string {
  const templates = [...line.matchAll(/routeTemplate:\\n\s+id: (\w+)/g)].map(([, name]) => name!);
  let text = line;
  for (const name of new Set(templates)) {
    const pattern = new RegExp(`"${name}-(\\d+)"`, 'g');
    const numbers = [...new Set([...line.matchAll(pattern)].map(([, number]) => number!))];
    text = text.replaceAll(pattern, (_, number: string) => `"${name}-${numbers.indexOf(number) + 1}"`);
  }
  return text;
}

/** Languages that Dhow has no counterpart of, by the item `language:NAME`. */
function languageReason(line: CamelCase, differences: Differences): string | undefined {
  const names = isExpressionCase(line)
    ? [line.language ?? 'simple']
    : 'routes' in line
      ? ['groovy'].filter((name) => new RegExp(`\\b${name}\\b`).test(line.routes))
      : [];
  for (const name of names) {
    const reason = differences.reasonFor(`language:${name}`);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

async function readCases(file: string): Promise<CamelCase[]> {
  const bytes = await readFile(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(numberedPerContext(line)) as CamelCase);
}

async function replayCase(line: CamelCase, subArea: string, differences: Differences): Promise<CaseResult> {
  const { id } = line;
  try {
    if (isExpressionCase(line)) return outcome(id, subArea, await replayExpression(line));
    if (isConversionCase(line)) return outcome(id, subArea, await replayConversion(line));
    const replay = await replayRoutes(line);
    // A load that is refused on purpose differs by its class, whatever the case.
    const code = line.expect.loadError === undefined ? refusalCode(replay.loadError) : undefined;
    const reason = code === undefined ? undefined : differences.reasonFor(code);
    if (reason !== undefined) return { id, subArea, outcome: 'skipped', detail: reason };
    return outcome(id, subArea, routeDifference(line, replay));
  } catch (error) {
    return outcome(id, subArea, `replay failed: ${(error as Error).stack ?? String(error)}`);
  }
}

function outcome(id: string, subArea: string, difference: string | undefined): CaseResult {
  return difference === undefined
    ? { id, subArea, outcome: 'passed' }
    : { id, subArea, outcome: 'failed', detail: difference };
}
