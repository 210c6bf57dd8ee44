import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StateStore } from '@dhow/core/state';
import { UsageError } from '../command-line/usage-error.ts';

/** Opens the state file of a project for a look from outside; the process that owns it may be running. */
export async function openState(
  stateOption: string | undefined,
  configOption: string | undefined,
): Promise<{ readonly state: StateStore; readonly file: string }> {
  const file = stateOption === undefined ? await configuredFile(configOption) : resolve(stateOption);
  if (!existsSync(file)) {
    throw new UsageError(`there is no state file ${file}. Name it with --state FILE, or run in the project's folder`);
  }
  const { sqliteStateStore } = await import('@dhow/core/state/sqlite');
  const state = sqliteStateStore({ file });
  state.open();
  return { state, file };
}

async function configuredFile(config: string | undefined): Promise<string> {
  const { loadConfiguration } = await import('@dhow/boot/configuration');
  const { settings, folder } = await loadConfiguration(config === undefined ? {} : { file: config });
  if (settings.state.file === 'memory') {
    throw new UsageError('state.file is "memory": dead letters end with the process. Set a file to keep them');
  }
  return resolve(folder, settings.state.file);
}
