import { parseArgs } from 'node:util';
import type { Sandbox } from './sandbox-control.ts';
import { startSandbox } from './start-sandbox.ts';

/** The usage text of `dhow sandbox`. */
export const sandboxUsage = `dhow sandbox [--port N] [--dhis2 2.42] [--seed METADATA.json|country] [--data FILE.db]

Starts a DHIS2-compatible server: user admin, password district.

  --port N     port to listen on; a free one without it
  --dhis2 V    version to be, 2.40 to 2.44; 2.42 without it
  --seed X     a metadata export, or "country" for the built-in one
  --data FILE  SQLite file that keeps the state`;

/**
 * What `dhow sandbox` does: reads its arguments, starts the sandbox and prints `ready URL`. The caller stops it.
 *
 * Throws a TypeError that names the wrong argument, and whatever `startSandbox` throws.
 */
export async function sandboxCommand(args: readonly string[], print: (line: string) => void): Promise<Sandbox> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      dhis2: { type: 'string' },
      seed: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new TypeError(`--port takes a number from 0 to 65535, not "${values.port}".`);
  const sandbox = await startSandbox({
    port,
    ...(values.dhis2 === undefined ? {} : { version: values.dhis2 }),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.data === undefined ? {} : { data: values.data }),
  });
  print(`ready ${sandbox.url}`);
  return sandbox;
}
