import type { Work } from '../work.ts';

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
];
