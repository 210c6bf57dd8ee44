import type { Command } from '../command-line/command.ts';

export const newCommand: Command = {
  name: 'new',
  summary: 'Make a new project that runs',
  usage: 'NAME',
  description:
    'Makes the folder NAME with a route, a mapping, sample data, settings and a test. Nothing is overwritten.',
  options: {},
  positionals: { min: 1, max: 1 },
  examples: ['dhow new facility-reports'],
  run: async (call) => (await import('../project/new-project.ts')).newProject(call),
};
