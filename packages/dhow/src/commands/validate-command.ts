import type { Command } from '../command-line/command.ts';

export const validateCommand: Command = {
  name: 'validate',
  summary: 'Check route files without running them',
  usage: '[FILE…] | --camel FOLDER…',
  description:
    'Reads and compiles the files and says all that is wrong, with file, line and column. Nothing is started or connected to.\n' +
    'Of "direct:" and "seda:" endpoints that routes send to and none reads from it warns.\n' +
    'Without files, those that dhow.yaml lists under "routes" are checked.',
  options: {
    camel: { type: 'boolean', description: 'Report what of an Apache Camel project (files or folders) would run here' },
    strict: { type: 'boolean', description: 'Answer 1 also when there are warnings only' },
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
  examples: ['dhow validate', 'dhow validate routes/*.yaml', 'dhow validate --camel ../our-camel-app'],
  run: async (call) =>
    call.options['camel']
      ? (await import('./validate-camel-project.ts')).validateCamelProject(call)
      : (await import('./validate-routes.ts')).validateRoutes(call),
};
