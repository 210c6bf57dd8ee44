import {
  formatOptions,
  lintOptions,
  nodeEnvironment,
  runFormat,
  runLint,
  type ToolArguments,
} from '@dhow/datasonnet/command';
import type { Command } from '../command-line/command.ts';

export const datasonnetCommand: Command = {
  name: 'datasonnet',
  summary: 'Format or lint DataSonnet mappings',
  usage: 'format FILE… | lint FILE…',
  subcommands: {
    format: 'Bring mappings into the one layout; comments and meaning stay',
    lint: 'Say what in mappings looks wrong',
  },
  options: { ...formatOptions, ...lintOptions },
  positionals: { min: 2 },
  examples: ['dhow datasonnet format mappings', 'dhow datasonnet lint mappings/*.ds'],
  async run({ options, positionals: [subcommand, ...positionals], terminal }) {
    const environment = { ...nodeEnvironment(), err: (text: string) => terminal.err(text) };
    const args = { positionals, values: options } as unknown as ToolArguments;
    return subcommand === 'format' ? runFormat(args, environment) : runLint(args, environment);
  },
};
