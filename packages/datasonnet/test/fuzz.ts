/**
 * Fuzzes parser and evaluator: `node --conditions=@dhow/source packages/datasonnet/test/fuzz.ts [COUNT] [SEED]`.
 *
 * Inputs are random programs and recorded mappings with random damage. Each is parsed, compiled and run under small limits;
 * anything but a result or an error of the language, and anything that takes longer than its limit, is printed and ends the
 * run with 1.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { DatasonnetError, compile } from '../src/index.ts';
import type { Inputs, Profile } from '../src/index.ts';
import { programs } from './programs.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const timeMs = 1_000;
const limits = { steps: 50_000, timeMs, valueSize: 200_000, callDepth: 150, outputSize: 1_000_000 };
const profiles: readonly Profile[] = ['strict', 'dhow', 'jsonnet'];
const payload = {
  payload: { mediaType: 'application/json', content: '{"a":1,"b":"two","list":[1,2,{"n":3}],"o":{"a":null,"10":1}}' },
};

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

let state = seed;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state % below;
}

const pieces = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  ':',
  '::',
  '+:',
  '.',
  "'",
  '"',
  '|||\n',
  '/*',
  '%',
  '\\u',
  '0',
  '1e9',
  '-1',
  ' for x in ',
  ' if ',
  'local x = x; ',
  'self',
  '$',
  'super',
  'error ',
  'std.',
  'ds.',
  ' default ',
  'try ',
  '?.',
  '??',
  '$"${',
  '\ud83d',
  '\u0000',
  'null',
];

function damaged(source: string): string {
  let text = source;
  for (let left = random(3); left > 0; left--) {
    const at = random(text.length + 1);
    const end = Math.min(text.length, at + random(12));
    const choice = random(4);
    if (choice === 0) text = text.slice(0, at) + text.slice(end);
    else if (choice === 1) text = text.slice(0, at) + pieces[random(pieces.length)]! + text.slice(at);
    else if (choice === 2) text = text.slice(0, at) + text.slice(at, end).repeat(2) + text.slice(end);
    else {
      const other = random(text.length + 1);
      text = text.slice(0, at) + text.slice(other, other + random(20)) + text.slice(end);
    }
  }
  return text;
}

interface Seed {
  readonly mapping: string;
  readonly inputs?: Inputs;
}

function recordedMappings(): Seed[] {
  const folder = new URL('../../../recorded/datasonnet/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) =>
      gunzipSync(readFileSync(new URL(name, folder)))
        .toString('utf8')
        .trim()
        .split('\n'),
    )
    .map((line) => JSON.parse(line) as Seed);
}

const corpus = recordedMappings();
const generated = fc.sample(programs(true), { numRuns: Math.min(count, 5_000), seed });
let results = 0;
let errors = 0;
let slowest = 0;
for (let at = 0; at < count; at++) {
  const recorded = corpus[random(corpus.length)]!;
  const isGenerated = random(3) === 0;
  const source = isGenerated ? generated[random(generated.length)]! : damaged(recorded.mapping);
  const profile = profiles[random(profiles.length)]!;
  const started = performance.now();
  try {
    const mapping = compile(source, { profile, limits, host: { now: () => 0n, random: () => 0.5 } });
    mapping.run(profile === 'jsonnet' ? {} : isGenerated ? payload : (recorded.inputs ?? payload));
    results++;
  } catch (error) {
    if (!DatasonnetError.is(error) || error.code === 'DS_INTERNAL') {
      say(
        `${profile}, seed ${seed}, input ${at}: ${JSON.stringify(source)}\n${error instanceof Error ? error.stack : String(error)}`,
      );
      process.exit(1);
    }
    errors++;
  }
  const took = performance.now() - started;
  slowest = Math.max(slowest, took);
  if (took > timeMs * 2) {
    say(`${profile}, seed ${seed}, input ${at} took ${Math.round(took)} ms: ${JSON.stringify(source)}`);
    process.exit(1);
  }
}
say(`${count} inputs: ${results} results, ${errors} errors, slowest ${Math.round(slowest)} ms (seed ${seed})`);
