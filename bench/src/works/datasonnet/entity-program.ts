import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { begin, end, reading } from '../../report.ts';
import { bundle } from './by-hand.ts';

/** The same mapping, entity by entity, text to text: `node entity-program.ts dhow|hand`. */
const { instances } = JSON.parse(readFileSync(process.env['ENTITIES']!, 'utf8')) as { instances: unknown[] };
const texts = instances.map((entity) => JSON.stringify({ instances: [entity] }));
const map = process.argv[2] === 'hand' ? bundle : await compiled();
for (const text of texts) map(text);
begin();
let characters = 0;
for (const text of texts) characters += map(text).length;
const read = reading();
// Checked in a pass of its own: a route sends each result on and lets it go.
const hash = createHash('sha256');
for (const text of texts) hash.update(JSON.stringify(sorted(JSON.parse(map(text)))));
end(hash.digest('hex').slice(0, 16), texts.length, { MB: (characters / 1e6).toFixed(1) }, read);

async function compiled(): Promise<(text: string) => string> {
  const { compile } = await import('@dhow/datasonnet');
  const mapping = compile(readFileSync('bench/src/works/datasonnet/to-fhir.ds', 'utf8'));
  return (content) => mapping.run({ payload: { mediaType: 'application/json', content } }).content as string;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
