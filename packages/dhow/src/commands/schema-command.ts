import type { Command } from '../command-line/command.ts';

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'Write the JSON Schema of routes in YAML, for editors',
  usage: '[-o FILE]',
  description:
    'Editors that know the schema complete words and options, show what they mean, and mark what is wrong.\n' +
    'Connectors that dhow.yaml names under "components" are in it too.\n' +
    'A first line "# yaml-language-server: $schema=routes.schema.json" tells an editor which schema a file has.',
  options: {
    output: {
      type: 'string',
      value: 'FILE',
      short: 'o',
      description: 'Where to write; the standard output when absent',
    },
    config: { type: 'string', value: 'FILE', short: 'c', description: 'The settings file instead of dhow.yaml' },
    profile: { type: 'string', value: 'NAME', description: 'Read dhow.NAME.yaml over the settings' },
  },
  positionals: { max: 0 },
  examples: ['dhow schema -o routes.schema.json'],
  run: async (call) => (await import('./write-schema.ts')).writeSchema(call),
};
