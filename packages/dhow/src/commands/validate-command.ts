import type { Command } from '../command-line/command.ts';

export const validateCommand: Command = {
  name: 'validate',
  summary: 'Check route files without running them',
  usage: '[FILE…]',
  description:
    'Reads and compiles the files and says all that is wrong, with file, line and column. Nothing is started or connected to.\n' +
    'Without files, those that dhow.yaml lists under "routes" are checked.',
  options: {
    config: { type: 'string', value: 'FILE', short: 'c', description: 'The settings file instead of dhow.yaml' },
    profile: { type: 'string', value: 'NAME', description: 'Read dhow.NAME.yaml over the settings' },
    property: {
      type: 'string',
      value: 'NAME=VALUE',
      short: 'p',
      multiple: true,
      description: 'A value for {{NAME}} in routes',
    },
  },
  examples: ['dhow validate', 'dhow validate routes/*.yaml'],
  run: async (call) => (await import('./validate-routes.ts')).validateRoutes(call),
};
