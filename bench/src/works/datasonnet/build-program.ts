import { readFileSync } from 'node:fs';
import { compile } from '@dhow/datasonnet';
import { begin, end, reading } from '../../report.ts';

/** Building a mapping of more than 300 lines, each time another text, so that nothing kept can help. */
const lines = readFileSync('bench/src/works/datasonnet/to-fhir.ds', 'utf8').split('\n');
const header = lines.slice(0, 4).join('\n');
const locals = lines.slice(4, lines.indexOf('{')).join('\n');
const body = lines.slice(lines.indexOf('{')).join('\n');
const source = (run: number) => `${header}\n// ${run}\n${locals}\n${locals}\n${locals}\n${locals}\n${body}`;
const count = source(0).split('\n').length;
if (count < 300) throw new Error(`The mapping has ${count} lines only.`);

const started = performance.now();
compile(source(0));
const firstMs = performance.now() - started;
for (let run = 1; run <= 30; run++) compile(source(run));
begin();
const runs = 100;
for (let run = 1; run <= runs; run++) compile(source(1_000 + run));
const read = reading();
const check = compile(source(-1)).run({ payload: { mediaType: 'application/json', content: '{"instances":[]}' } });
end(String(check.content), runs, { lines: count, 'first ms': firstMs.toFixed(1) }, read);
