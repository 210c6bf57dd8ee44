import { resolve } from 'node:path';
import { checkRoutes, findRouteFiles } from '@dhow/boot';
import { placeOf } from '@dhow/core';
import { findCamelProject, isSetting, type CamelProject } from '../camel-project/camel-project.ts';
import { reportProject, type MissingThing, type ProjectReport } from '../camel-project/project-report.ts';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { reportError, reportWarning } from '../terminal/error-report.ts';
import { plural } from '../terminal/number-text.ts';
import { styleOf } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Reads the YAML routes of an Apache Camel project and says what of it would run; 1 when not all would. */
export async function validateCamelProject({ positionals, terminal }: CommandCall): Promise<number> {
  const project = findCamelProject(positionals.length > 0 ? positionals : ['.']);
  if (project.routeFiles.length === 0)
    throw new UsageError('there is no YAML file of routes there', 'dhow help validate');
  const checked = await checkRoutes(findRouteFiles(project.routeFiles, process.cwd()), {
    properties: project.properties,
    baseFolder: resolve(project.baseFolder),
  });
  const report = reportProject(checked, placeOf);
  write(report, project, { ...terminal, err: (text) => terminal.out(text) });
  return report.runnable === report.routes && report.problems.length === 0 ? exitCodes.ok : exitCodes.rejected;
}

function write(report: ProjectReport, project: CamelProject, terminal: Terminal): void {
  const { bold } = styleOf(terminal.useColour);
  const { routes, runnable, missing, problems, warnings } = report;
  const files = plural(project.routeFiles.length, 'file');
  terminal.out(`${bold(`${runnable} of ${plural(routes, 'route')} would run`)} (${files})\n`);
  if (missing.length > 0) terminal.out(`\n${bold('Not here')}\n\n${missing.map(thingText).join('\n')}`);
  if (problems.length > 0) terminal.out(`\n${bold('Wrong')}\n\n`);
  for (const error of problems) reportError(error, terminal, { placeOf });
  if (warnings.length > 0) terminal.out(`\n${bold('Doubtful')}\n\n`);
  for (const { message, source } of warnings) reportWarning(message, source, terminal);
  const notes = notesOn(project);
  if (notes.length > 0) terminal.out(`\n${notes.map((note) => `${note}\n`).join('')}`);
}

/** Places past these are counted only. */
const mostPlaces = 5;

function thingText({ what, instead, places }: MissingThing): string {
  const shown = places.slice(0, mostPlaces).map(({ file, line }) => `      ${file}:${line}\n`);
  const more = places.length > mostPlaces ? `      and ${places.length - mostPlaces} more\n` : '';
  return `  ${what}${instead === undefined ? '' : `: ${instead}`}\n${shown.join('')}${more}`;
}

function notesOn({ propertyFiles, properties, otherRoutes }: CamelProject): readonly string[] {
  const own = Object.keys(properties).filter((name) => !isSetting(name));
  const read = `${propertyFiles.join(', ')}: ${plural(own.length, 'property', 'properties')} of the routes`;
  const isJava = propertyFiles.every((file) => file.endsWith('.properties'));
  const where = isJava ? 'dhow.yaml takes them by "propertyFiles:".' : 'dhow.yaml takes them under "properties:".';
  return [
    ...(own.length > 0 ? [`Read besides ${read}. ${where}`] : []),
    ...(otherRoutes.length > 0
      ? [`Not read, since Dhow reads routes in YAML and TypeScript: ${otherRoutes.join(', ')}`]
      : []),
  ];
}
