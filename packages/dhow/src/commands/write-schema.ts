import { writeFile } from 'node:fs/promises';
import { allStandardParts, connectorParts } from '@dhow/boot';
import { loadConfiguration } from '@dhow/boot/configuration';
import { yamlSchema } from '@dhow/core/yaml';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { configurationOf } from './run-settings.ts';

/** Writes the JSON Schema of routes with all that the project has: standard connectors and those of its settings. */
export async function writeSchema(call: CommandCall): Promise<number> {
  const { output } = call.options;
  const standard = await allStandardParts();
  const own = await connectorParts(await loadConfiguration(configurationOf(call)));
  await own.close();
  const schema = yamlSchema({
    components: [...standard.components, ...own.components].map(({ spec }) => spec),
    dataFormats: [...standard.dataFormats, ...own.dataFormats].map(({ spec }) => spec),
    languages: [...standard.languages, ...own.languages],
  });
  const text = `${JSON.stringify(schema, undefined, 1)}\n`;
  if (typeof output === 'string') await writeFile(output, text);
  else call.terminal.out(text);
  return exitCodes.ok;
}
