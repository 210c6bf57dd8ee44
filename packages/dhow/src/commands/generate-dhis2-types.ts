import { writeFileSync } from 'node:fs';
import type { Connection } from '@dhow/boot/configuration';
import { basicAuth, createClient, generateTypes, noAuth, tokenAuth } from '@dhow/dhis2';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { textOption } from '../command-line/parse-command.ts';
import { UsageError } from '../command-line/usage-error.ts';

const hint = 'dhow help dhis2';

/** Writes the types of a server. */
export async function generateDhis2Types(call: CommandCall): Promise<number> {
  const { url, username, password, token } = await connectionOf(call);
  const auth =
    token !== undefined ? tokenAuth(token) : username !== undefined ? basicAuth(username, password ?? '') : noAuth();
  const client = createClient({ baseUrl: url, auth });
  try {
    const endpoints = call.options['endpoints'] === true;
    const text = await generateTypes(client, { endpoints, modelsName: textOption(call, 'name')! });
    const output = textOption(call, 'output');
    if (output === undefined) call.terminal.out(text);
    else {
      writeFileSync(output, text);
      call.terminal.err(`wrote ${output}\n`);
    }
    return exitCodes.ok;
  } finally {
    await client.close();
  }
}

async function connectionOf(call: CommandCall): Promise<Connection> {
  const url = textOption(call, 'url');
  const name = textOption(call, 'connection');
  if (url !== undefined && name !== undefined) throw new UsageError('give --url or --connection, not both', hint);
  if (url !== undefined) {
    const username = textOption(call, 'username');
    const { DHOW_PASSWORD: password, DHOW_TOKEN: token } = process.env;
    return {
      url,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      ...(token !== undefined && { token }),
    };
  }
  const { loadConfiguration } = await import('@dhow/boot/configuration');
  const { connections } = (
    await loadConfiguration({ file: textOption(call, 'config'), profile: textOption(call, 'profile') })
  ).settings;
  const names = Object.keys(connections);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  const connection = chosen === undefined ? undefined : connections[chosen];
  if (connection) return connection;
  if (names.length === 0) throw new UsageError('name a server with --url, or a connection in dhow.yaml', hint);
  const { nearestHint } = await import('@dhow/core');
  const found = name === undefined ? 'choose a connection with --connection.' : `there is no connection "${name}".`;
  throw new UsageError(found + nearestHint(name ?? '', names), hint);
}
