import { BootError, checkRoutes, connectionBeans, connectorParts, findRouteFiles } from '@dhow/boot';
import { placeOf } from '@dhow/core';
import { loadConfiguration } from '@dhow/boot/configuration';
import { relative } from 'node:path';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { reportError, reportWarning } from '../terminal/error-report.ts';
import { plural } from '../terminal/number-text.ts';
import { styleOf } from '../terminal/style.ts';
import { configurationOf } from './run-settings.ts';

/** Checks route files; 1 when anything is wrong, with --strict also when anything is to be warned of. */
export async function validateRoutes(call: CommandCall): Promise<number> {
  const { terminal, positionals } = call;
  const configuration = await loadConfiguration(configurationOf(call));
  const { settings, folder } = configuration;
  const files =
    positionals.length > 0 ? findRouteFiles(positionals, process.cwd()) : findRouteFiles(settings.routes, folder);
  if (files.length === 0) throw new BootError('BOOT_NO_ROUTES');
  const connectors = await connectorParts(configuration);
  const { components, dataFormats, languages, beans } = connectors;
  const checked = await checkRoutes(files, {
    properties: settings.properties,
    components,
    dataFormats,
    languages,
    beans: { ...beans, ...connectionBeans(settings) },
    baseFolder: folder,
  });
  await connectors.close();
  const { green, red } = styleOf(terminal.useColour);
  let problems = 0;
  let warnings = 0;
  for (const { file, routeIds, errors, warnings: doubts } of checked) {
    const name = relative(process.cwd(), file.path);
    if (errors.length === 0) terminal.out(`${green('valid')}    ${`${name}  ${routeIds.join(', ')}`.trimEnd()}\n`);
    else {
      terminal.out(`${red('invalid')}  ${name}\n`);
      for (const error of errors) problems += reportError(error, terminal, { placeOf });
    }
    for (const { message, source } of doubts) reportWarning(message, source, terminal);
    warnings += doubts.length;
  }
  if (problems > 0) terminal.err(`\n${plural(problems, 'problem')}\n`);
  else if (warnings > 0) terminal.err(`\n${plural(warnings, 'warning')}\n`);
  const isRefused = problems > 0 || (call.options['strict'] === true && warnings > 0);
  return isRefused ? exitCodes.rejected : exitCodes.ok;
}
