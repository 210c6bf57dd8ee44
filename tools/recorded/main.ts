import { existsSync } from 'node:fs';
import { readCommandLine, usage } from './command-line.ts';
import { readDifferences } from './differences.ts';
import type { CaseResult, RecordedArea } from './recorded-area.ts';

/**
 * `npm run recorded` (see `command-line.ts`): replays what real servers and engines did. With `--least` it fails when fewer of the cases (but those that differ on purpose) pass.
 */

const areas: Readonly<Record<string, string>> = {
  dhis2: './dhis2-area.ts',
  camel: './camel-area.ts',
  datasonnet: './datasonnet-area.ts',
};
const notBuiltYet = ['health', 'jolokia'];

const asked = readCommandLine(process.argv.slice(2));
if ('problem' in asked) stop(asked.problem);
const { name, folder: folderGiven, only, failures: shown, least } = asked;
const known = Object.keys(areas).join(', ');
if (!name) stop(`Name the area to replay: ${usage}. Areas: ${known}.`);
if (notBuiltYet.includes(name)) stop(`The area "${name}" is not built yet. Areas that are: ${known}.`);
const module = areas[name];
if (!module) stop(`There is no area "${name}". Areas: ${known}.`);
const root = new URL('../../', import.meta.url);
if (!existsSync(new URL(module, import.meta.url))) stop(`The area "${name}" is not built yet.`);
const home = new URL(`recorded/${name}/`, root).pathname;
const folder = folderGiven ?? home;
if (!existsSync(folder)) stop(`The folder ${folder} does not exist.`);

const { area } = (await import(module)) as { area: RecordedArea };
const differences = await readDifferences(`${home}differences.md`);
const bySubArea = new Map<string, CaseResult[]>();
const cases = area.replay(folder, { only, differences });
const progress = process.stderr.isTTY;
let seen = 0;
for await (const result of cases) {
  const list = bySubArea.get(result.subArea);
  if (list) list.push(result);
  else bySubArea.set(result.subArea, [result]);
  if (progress && ++seen % 20 === 0) process.stderr.write(`\r${seen} cases`);
}
if (progress) process.stderr.write('\r\x1b[K');

const width = Math.max(8, ...[...bySubArea.keys()].map((key) => key.length));
const count = (results: readonly CaseResult[], outcome: string) => results.filter((r) => r.outcome === outcome).length;
console.log(`${'sub-area'.padEnd(width)}  cases  passed  failed  skipped`);
for (const [subArea, results] of bySubArea) {
  const numbers = [results.length, count(results, 'passed'), count(results, 'failed'), count(results, 'skipped')];
  const [n, p, f, s] = numbers.map(String);
  console.log(`${subArea.padEnd(width)}  ${n!.padStart(5)}  ${p!.padStart(6)}  ${f!.padStart(6)}  ${s!.padStart(7)}`);
}
for (const [subArea, results] of bySubArea) {
  const failed = results.filter((r) => r.outcome === 'failed').slice(0, shown);
  if (failed.length === 0) continue;
  console.log(`\n${subArea}: first differences`);
  for (const { id, detail } of failed) console.log(`  ${id}\n    ${(detail ?? '').replaceAll('\n', '\n    ')}`);
}
for (const line of area.summary?.() ?? []) console.log(`\n${line}`);
const all = [...bySubArea.values()].flat();
const [passed, failed] = [count(all, 'passed'), count(all, 'failed')];
console.log(`\n${passed} passed, ${failed} failed, ${count(all, 'skipped')} skipped`);
if (passed < ((passed + failed) * least) / 100) {
  console.error(`Fewer than ${least} in 100 passed.`);
  process.exitCode = 1;
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
