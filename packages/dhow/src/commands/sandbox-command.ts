import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Command, CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { numberOption, textOption } from '../command-line/parse-command.ts';
import { UsageError } from '../command-line/usage-error.ts';

const hint = 'dhow help sandbox';

export const sandboxCommand: Command = {
  name: 'sandbox',
  summary: 'Start a DHIS2-compatible server for tests and demos',
  usage: '[--port N] [--dhis2 2.42] [--seed METADATA.json|country] [--data FILE.db]',
  description: 'Prints "ready http://127.0.0.1:N" when it listens. The user is admin with the password district.',
  options: {
    port: { type: 'string', value: 'N', description: 'Port to listen on; a free one when absent' },
    dhis2: { type: 'string', value: 'VERSION', description: 'The DHIS2 version to be, 2.40 to 2.44', default: '2.42' },
    seed: {
      type: 'string',
      value: 'FILE',
      description: 'A metadata export to begin with, or "country" for a built-in one',
    },
    data: { type: 'string', value: 'FILE', description: 'SQLite file that keeps the state over restarts' },
  },
  positionals: { max: 0 },
  examples: [
    'dhow sandbox --seed country',
    'dhow sandbox --port 8080 --dhis2 2.43 --seed metadata.json --data sandbox.db',
  ],
  async run(call) {
    const sandbox = await start(call);
    call.terminal.out(`ready ${sandbox.url}\n`);
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
    await sandbox.stop();
    return exitCodes.ok;
  },
};

async function start(call: CommandCall) {
  const port = numberOption(call, 'port', 0);
  if (port > 65_535) throw new UsageError(`--port takes a number up to 65535; found ${port}`, hint);
  const seed = textOption(call, 'seed');
  if (seed !== undefined && seed !== 'country' && !existsSync(seed)) {
    throw new UsageError(`there is no seed file ${seed}; name a metadata export, or "country"`, hint);
  }
  const data = textOption(call, 'data');
  const { startSandbox } = await import('@dhow/sandbox');
  try {
    return await startSandbox({
      port,
      version: textOption(call, 'dhis2')!,
      ...(seed !== undefined && { seed }),
      ...(data !== undefined && { data }),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message, hint);
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      throw new UsageError(`port ${port} is taken by another program; name another, or leave --port away`, hint);
    }
    throw cannotStart(error, seed, data);
  }
}

/** What is wrong with a file that was named, in words instead of a stack. */
function cannotStart(error: unknown, seed: string | undefined, data: string | undefined): unknown {
  const { code, message, name } = error as { code?: string; message: string; name: string };
  const tell = (text: string) => Object.assign(new Error(text, { cause: error }), { code: 'SANDBOX_CANNOT_START' });
  if (code?.startsWith('ERR_SQLITE')) return tell(`the file ${data} cannot be used as data: ${message}`);
  if (name === 'SyntaxError' && seed !== undefined) return tell(`the seed ${seed} is not JSON: ${message}`);
  if (message.startsWith('The seed was refused')) return tell(`${seed}: ${message}`);
  return error;
}
