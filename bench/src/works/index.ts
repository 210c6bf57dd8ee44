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
    name: 'fhir-bundle',
    title: '3,000 tracked entities (4.6 MB) to a FHIR bundle (15 MB) by a DataSonnet mapping, warm, 5 runs',
    aim: 'at most 3 times the CPU by hand, 10 times faster than JSONata, first result under 0.5 s, under 500 MB',
    rounds: 3,
    async prepare(folder) {
      const { writeTrackedEntities } = await import('./datasonnet/generate.ts');
      const file = join(folder, 'entities.json');
      writeTrackedEntities(file, 3_000);
      return { ENTITIES: file };
    },
    programs: [
      { name: 'dhow', file: 'datasonnet/bundle-program.ts', args: ['dhow'] },
      { name: 'TypeScript by hand', file: 'datasonnet/bundle-program.ts', args: ['hand'] },
      { name: 'JSONata', file: 'datasonnet/bundle-program.ts', args: ['jsonata'] },
    ],
  },
  ...jsonnet,
];
