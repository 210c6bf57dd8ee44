import { nodeEnvironment, runTransform, transformOptions, type TransformArguments } from '@dhow/datasonnet/command';
import type { Command } from '../command-line/command.ts';

export const transformCommand: Command = {
  name: 'transform',
  summary: 'Run a DataSonnet mapping on a file',
  usage: 'MAPPING.ds [INPUT]',
  description:
    'Prints the result. INPUT is a file or - for the standard input. With --jsonl it answers requests, one JSON object a line.',
  options: transformOptions,
  positionals: { max: 2 },
  examples: ['dhow transform to-bundle.ds patients.json', 'dhow transform --watch -o out.json map.ds in.csv'],
  async run({ options, positionals, terminal }) {
    const stop = new AbortController();
    const abort = () => stop.abort();
    process.once('SIGINT', abort).once('SIGTERM', abort);
    try {
      const values = options as TransformArguments['values'];
      return await runTransform(
        { positionals, values },
        {
          ...nodeEnvironment(stop.signal),
          err: (text) => terminal.err(text),
        },
      );
    } finally {
      process.off('SIGINT', abort).off('SIGTERM', abort);
    }
  },
};
