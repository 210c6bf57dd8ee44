import { begin, end } from '../../report.ts';
import { programs } from './programs.ts';

/** One Jsonnet program, warm: `node jsonnet-program.ts dhow|hand NAME RUNS`. */
const [engine, name, runs] = process.argv.slice(2);
const program = programs[name!]!;
const run = engine === 'hand' ? () => JSON.stringify(program.byHand()) : await compiled(program.source);
const started = performance.now();
let output = run();
const firstMs = performance.now() - started;
for (let i = 0; i < 10; i++) run();
begin();
const count = Number(runs);
for (let i = 0; i < count; i++) output = run();
end(JSON.stringify(JSON.parse(output)), count, { 'first ms': firstMs.toFixed(1) });

async function compiled(source: string): Promise<() => string> {
  const { compile } = await import('@dhow/datasonnet');
  const mapping = compile(source, { profile: 'jsonnet' });
  return () => mapping.run({}).content as string;
}
