import { BootError, checkRoutes, connectionBeans, findRouteFiles } from '@dhow/boot';
import { placeOf } from '@dhow/core';
import { loadConfiguration } from '@dhow/boot/configuration';
import { relative } from 'node:path';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { reportError } from '../terminal/error-report.ts';
import { plural } from '../terminal/number-text.ts';
import { styleOf } from '../terminal/style.ts';
import { configurationOf } from './run-settings.ts';

/** Checks route files; 1 when anything is wrong. */
export async function validateRoutes(call: CommandCall): Promise<number> {
  const { terminal, positionals } = call;
  const { settings, folder } = await loadConfiguration(configurationOf(call));
  const files =
    positionals.length > 0 ? findRouteFiles(positionals, process.cwd()) : findRouteFiles(settings.routes, folder);
  if (files.length === 0) throw new BootError('BOOT_NO_ROUTES');
  const checked = await checkRoutes(files, {
    properties: settings.properties,
    beans: connectionBeans(settings),
    baseFolder: folder,
  });
  const { green, red } = styleOf(terminal.useColour);
  let problems = 0;
  for (const { file, routeIds, errors } of checked) {
    const name = relative(process.cwd(), file.path);
    if (errors.length === 0) terminal.out(`${green('valid')}    ${name}  ${routeIds.join(', ')}\n`);
    else {
      terminal.out(`${red('invalid')}  ${name}\n`);
      for (const error of errors) problems += reportError(error, terminal, { placeOf });
    }
  }
  if (problems > 0) terminal.err(`\n${plural(problems, 'problem')}\n`);
  return problems > 0 ? exitCodes.rejected : exitCodes.ok;
}
