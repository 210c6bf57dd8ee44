import type { Command } from '../command-line/command.ts';

export const dhis2Command: Command = {
  name: 'dhis2',
  summary: 'Make TypeScript types from the metadata of a DHIS2',
  usage: 'types [--connection NAME | --url URL --username NAME]',
  description:
    'Writes models for the metadata, unions for the option sets and records for the programs of a server, so that the client\n' +
    'and routes are checked against them. The password comes from DHOW_PASSWORD, a token from DHOW_TOKEN; or both from a\n' +
    'connection of dhow.yaml.',
  subcommands: { types: 'Write the types as a TypeScript module' },
  options: {
    connection: { type: 'string', value: 'NAME', description: 'A connection of dhow.yaml' },
    config: { type: 'string', value: 'FILE', short: 'c', description: 'The settings file instead of dhow.yaml' },
    profile: { type: 'string', value: 'NAME', description: 'Read dhow.NAME.yaml over the settings' },
    url: { type: 'string', value: 'URL', description: 'Address of the server, instead of a connection' },
    username: { type: 'string', value: 'NAME', description: 'User, with --url' },
    output: {
      type: 'string',
      value: 'FILE',
      short: 'o',
      description: 'Write to a file instead of the standard output',
    },
    endpoints: { type: 'boolean', description: 'Write the parameters of every endpoint too' },
    name: { type: 'string', value: 'NAME', description: 'Name of the interface of models', default: 'Models' },
  },
  positionals: { min: 1, max: 1 },
  examples: ['dhow dhis2 types --connection national -o src/dhis2-models.ts'],
  run: async (call) => (await import('./generate-dhis2-types.ts')).generateDhis2Types(call),
};
