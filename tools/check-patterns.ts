import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import type { RecordedOptions } from './patterns/record-options.ts';
import { testedSpecs, wantedOptions, type TestedSpecs, type WantedOption } from './patterns/pattern-options.ts';

/**
 * Every pattern has a test file named for it (routes have one as well), and its tests run routes that set each option of its spec: to another value
 * than the default, enums to every value, nested definitions (clauses, redelivery policies, load balancers) included. The
 * routes must have started; what has no effect in Dhow may be shown to have none in any test file, and what is refused must
 * stand in routes that did not start.
 */
const source = join(resolve(import.meta.dirname, '..'), 'packages/core/src');
const records = await optionsSetByTests();
const setAnywhere = new Set(records.flatMap(({ started }) => started));
const missing = testedSpecs()
  .map(lacks)
  .filter((lines) => lines.length > 0);
for (const lines of missing) console.error(lines.join('\n'));
if (missing.length > 0) {
  console.error(`\n${missing.length} of ${testedSpecs().length} patterns are not tested in full.`);
  process.exit(1);
}
const count = testedSpecs().reduce((sum, tested) => sum + wanted(tested).length, 0);
console.log(`${testedSpecs().length} patterns: each has its tests, which set all ${count} options and values.`);

/** By test file, from the source folder: what its routes set. */
async function optionsSetByTests(): Promise<RecordedOptions[]> {
  const folder = mkdtempSync(join(tmpdir(), 'patterns-'));
  const file = join(folder, 'options.jsonl');
  process.env['DHOW_PATTERN_OPTIONS'] = file;
  const setupFiles = ['./tools/fail-on-console.ts', fileURLToPath(import.meta.resolve('./patterns/record-options.ts'))];
  try {
    const folders = [
      'core/src/eip/',
      'core/src/error-handling/',
      'core/src/engine/route-options',
      'components/src/platform-http/',
      'components/src/rest-openapi/',
    ].map((folder) => `packages/${folder}`);
    const vitest = await startVitest('test', folders, { watch: false, reporters: ['dot'], setupFiles });
    await vitest.close();
    if (process.exitCode) process.exit();
    return readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const record = JSON.parse(line) as RecordedOptions;
        return { ...record, test: relative(source, record.test) };
      });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lacks(tested: TestedSpecs): string[] {
  const { name, tests } = tested;
  if (!existsSync(join(source, tests))) return [`${name}: there is no packages/core/src/${tests}.`];
  const own = records.filter(({ test }) => isTestOf(tests, test));
  const where = {
    some: new Set(own.flatMap(({ started }) => started)),
    kept: setAnywhere,
    refused: new Set(own.flatMap(({ refused }) => refused)),
  };
  const lacking = wanted(tested).filter(({ path, effect }) => !where[effect].has(path));
  if (lacking.length === 0) return [];
  return [`${name} (packages/core/src/${tests}) sets nowhere:`, ...lacking.map(({ path }) => `  ${path}`)];
}

/** `aggregate.test.ts`, and `aggregate-stored-groups.test.ts` unless a pattern has that name. */
function isTestOf(tests: string, file: string): boolean {
  if (file.startsWith(tests)) return true;
  const stem = tests.replace(/\.test\.ts$/, '-');
  return tests.endsWith('.ts') && file.startsWith(stem) && !testedSpecs().some((other) => other.tests === file);
}

function wanted({ specs }: TestedSpecs): WantedOption[] {
  return [...specs].flatMap(([kind, options]) => [
    { path: kind, effect: 'some' as const },
    ...wantedOptions(kind, options),
  ]);
}
