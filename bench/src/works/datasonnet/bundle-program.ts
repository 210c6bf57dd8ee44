import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { begin, end, reading } from '../../report.ts';
import { bundle } from './by-hand.ts';

/** Tracked entities to a FHIR bundle, text to text: `node bundle-program.ts dhow|hand|jsonata [RUNS]`. */
const [engine, runs = '5'] = process.argv.slice(2);
const text = readFileSync(process.env['ENTITIES']!, 'utf8');
const started = performance.now();
const map = await mapper();
let output = await map(text);
const firstMs = Math.round(performance.now() - started);
const warm = Number(runs);
await map(text);
begin();
for (let i = 0; i < warm; i++) output = await map(text);
const read = reading();
const parsed = JSON.parse(output) as { entry: unknown[] };
const sorted = JSON.stringify(parsed, (_, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value,
);
const extra = { 'first result ms': firstMs, MB: (output.length / 1e6).toFixed(1) };
end(createHash('sha256').update(sorted).digest('hex').slice(0, 16), warm, extra, read);

async function mapper(): Promise<(input: string) => string | Promise<string>> {
  if (engine === 'hand') return bundle;
  if (engine === 'jsonata') {
    const { default: jsonata } = await import('jsonata');
    const { source } = await import('./to-fhir.jsonata.ts');
    const expression = jsonata(source);
    return async (input) => JSON.stringify(await expression.evaluate(JSON.parse(input)));
  }
  const { compile } = await import('@dhow/datasonnet');
  const mapping = compile(readFileSync('bench/src/works/datasonnet/to-fhir.ds', 'utf8'));
  return (input) => mapping.run({ payload: { mediaType: 'application/json', content: input } }).content as string;
}
