import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Work } from '../work.ts';
import { programs } from './datasonnet/programs.ts';

const jsonnet = Object.keys(programs).map((name): Work => {
  const args = (engine: string) => [engine, name, '20'];
  return {
    name: `jsonnet: ${name}`,
    title: `Jsonnet program ${name}, warm, 20 runs`,
    aim: 'ahead of sjsonnet warm',
    programs: [
      { name: 'dhow', file: 'datasonnet/jsonnet-program.ts', args: args('dhow') },
      { name: 'JavaScript by hand', file: 'datasonnet/jsonnet-program.ts', args: args('hand') },
    ],
  };
});

/** Files of rows and a sink that counts what arrives; stopped with the process. */
async function csvInput(folder: string, rows: number): Promise<Record<string, string>> {
  const { generateCsv } = await import('./csv/generate.ts');
  const file = join(folder, 'rows.csv');
  await generateCsv(file, rows);
  const sink = fork(join(import.meta.dirname, 'csv', 'sink.js'));
  const [port] = (await once(sink, 'message')) as [number];
  sink.channel?.unref();
  sink.unref();
  return { CSV: file, SINK: `http://127.0.0.1:${port}/` };
}

/** As the first line of the dhow command has it. */
const smallHeap = ['--max-semi-space-size=8'];

const pattern = (name: string, title: string, aim: string): Work => ({
  name,
  title,
  aim,
  programs: [
    { name: 'dhow', file: 'patterns/routes.ts', args: [name] },
    { name: 'by hand', file: 'patterns/by-hand.ts', args: [name] },
  ],
});

async function entities(folder: string): Promise<Record<string, string>> {
  const { writeTrackedEntities } = await import('./datasonnet/generate.ts');
  const file = join(folder, 'entities.json');
  writeTrackedEntities(file, 3_000);
  return { ENTITIES: file };
}

export const works: readonly Work[] = [
  {
    name: 'direct',
    title: 'Direct route of five steps with statistics on, 1,000,000 messages',
    aim: "at most 1.2 times the CPU of five awaited functions; about 0.7 us a message, a sixth of Camel's",
    programs: [
      { name: 'dhow', file: 'direct/five-steps.ts' },
      { name: 'five awaited functions', file: 'direct/five-functions.ts' },
    ],
  },
  {
    name: 'observed',
    title: 'The route of five steps while somebody looks, 100,000 messages',
    aim: 'reported',
    programs: [
      { name: 'with a clock that stands still', file: 'direct/observed-steps.ts', args: ['still-clock'] },
      { name: 'as it is: statistics', file: 'direct/observed-steps.ts', args: ['plain'] },
      { name: 'message history', file: 'direct/observed-steps.ts', args: ['history'] },
      { name: 'backlog tracer', file: 'direct/observed-steps.ts', args: ['tracer'] },
      { name: 'OpenTelemetry, a span a message', file: 'direct/observed-steps.ts', args: ['spans'] },
      { name: 'OpenTelemetry, steps too: six', file: 'direct/observed-steps.ts', args: ['spans-of-steps'] },
    ],
  },
  {
    name: 'in-flight',
    title: '20,000 messages in flight, waiting in their second step',
    aim: 'memory of each reported',
    rounds: 3,
    programs: [
      { name: 'dhow', file: 'direct/in-flight.ts', args: ['dhow'], nodeOptions: ['--expose-gc'] },
      { name: 'by hand', file: 'direct/in-flight.ts', args: ['hand'], nodeOptions: ['--expose-gc'] },
    ],
  },
  {
    name: 'csv',
    title: '1,000,000 CSV rows (61 MB) through file, CSV, mapping by a function, chunks of 5,000, HTTP',
    aim: 'at most 1.3 times the CPU by hand and 150 MB; with the DataSonnet mapping, reported',
    rounds: 3,
    prepare: (folder) => csvInput(folder, 1_000_000),
    programs: [
      { name: 'dhow', file: 'csv/route.ts', args: ['function'], nodeOptions: smallHeap },
      { name: 'by hand', file: 'csv/by-hand.ts' },
      { name: 'dhow, DataSonnet mapping', file: 'csv/route.ts', args: ['datasonnet'], nodeOptions: smallHeap },
    ],
  },
  {
    name: 'csv-30k',
    title: '30,000 CSV rows the same way',
    aim: 'peak memory at most 30 MB from that of 1,000,000 rows',
    rounds: 3,
    prepare: (folder) => csvInput(folder, 30_000),
    programs: [
      { name: 'dhow', file: 'csv/route.ts', args: ['function'], nodeOptions: smallHeap },
      { name: 'by hand', file: 'csv/by-hand.ts' },
    ],
  },
  {
    name: 'start',
    title: 'From the start of the process to the first HTTP answer; then idle for 3 s',
    aim: 'at most twice the CPU of a bare Fastify, idle at most 95 MB',
    programs: [
      { name: 'dhow run, management on', file: 'start/dhow-run.ts' },
      { name: 'bare Fastify', file: 'start/bare-fastify.ts' },
    ],
  },
  {
    name: 'fhir-bundle',
    title: '3,000 tracked entities (4.6 MB) to a FHIR bundle (15 MB) by a DataSonnet mapping, warm, 5 runs',
    aim: 'at most 3 times the CPU by hand, 10 times faster than JSONata, first result under 0.5 s, under 500 MB',
    rounds: 3,
    prepare: entities,
    programs: [
      { name: 'dhow', file: 'datasonnet/bundle-program.ts', args: ['dhow'] },
      { name: 'TypeScript by hand', file: 'datasonnet/bundle-program.ts', args: ['hand'] },
      { name: 'JSONata', file: 'datasonnet/bundle-program.ts', args: ['jsonata'] },
    ],
  },
  {
    name: 'fhir-entity',
    title: 'The same entity by entity, 3,000 runs of one compiled mapping',
    aim: 'at most 0.1 ms (100 us) an entity',
    rounds: 3,
    prepare: entities,
    programs: [
      { name: 'dhow', file: 'datasonnet/entity-program.ts', args: ['dhow'] },
      { name: 'TypeScript by hand', file: 'datasonnet/entity-program.ts', args: ['hand'] },
    ],
  },
  {
    name: 'build',
    title: 'Building a DataSonnet mapping of more than 300 lines, warm',
    aim: 'under 5 ms (5,000 us) a mapping',
    rounds: 3,
    programs: [{ name: 'dhow', file: 'datasonnet/build-program.ts' }],
  },
  pattern(
    'split-aggregate',
    '100,000 lines split and aggregated by 100',
    'at most 1.4 times by hand, 150 MB; Camel needs 5 to 9 times',
  ),
  pattern('aggregate-groups', '100,000 messages aggregated in 1,000 groups of 100', 'reported'),
  pattern('router', 'Content-based router of 20 branches, 200,000 messages', 'reported'),
  pattern('seda', 'Hand-over through a bounded queue, 200,000 messages', 'reported'),
  pattern('circuit-breaker', 'Circuit breaker round a step, 200,000 messages, beside cockatiel', 'reported'),
  ...jsonnet,
];
