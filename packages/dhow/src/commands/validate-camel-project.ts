import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { allStandardParts } from '@dhow/boot';
import { reportCamelProject, type CamelReport, type MissingPart } from '@dhow/core/yaml';
import type { CommandCall } from '../command-line/command.ts';
import { exitCodes } from '../command-line/exit-codes.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { plural } from '../terminal/number-text.ts';
import { styleOf } from '../terminal/style.ts';
import { tableLines } from '../terminal/table.ts';

const skippedFolders = new Set(['node_modules', 'target', 'build', '.git', '.dhow']);
const kindNames: Readonly<Record<MissingPart['kind'], string>> = {
  component: 'component',
  dataFormat: 'data format',
  language: 'language',
  step: 'step',
};

/** Reads the YAML routes of an Apache Camel project and says what of it would run; 1 when not all would. */
export async function validateCamelProject({ positionals, terminal }: CommandCall): Promise<number> {
  const paths = (positionals.length > 0 ? positionals : ['.']).flatMap(yamlFiles);
  if (paths.length === 0) throw new UsageError('there is no YAML file of routes there', 'dhow help validate');
  const { components, dataFormats, languages } = await allStandardParts();
  const report = reportCamelProject(
    paths.map((name) => ({ name, text: readFileSync(name, 'utf8') })),
    {
      components: components.map(({ spec }) => spec),
      dataFormats: dataFormats.map(({ spec }) => spec.name),
      languages: languages.map(({ name }) => name),
    },
  );
  terminal.out(reportText(report, styleOf(terminal.useColour).bold));
  return report.runnable === report.routes && report.problems.length === 0 ? exitCodes.ok : exitCodes.rejected;
}

function reportText(
  { files, routes, runnable, problems, missing }: CamelReport,
  bold: (text: string) => string,
): string {
  const lines = [bold(`${runnable} of ${plural(routes, 'route')} would run`) + ` (${plural(files, 'file')})`];
  const parts = Map.groupBy(missing, ({ kind, name }) => `${kindNames[kind]} ${name}`);
  if (parts.size > 0) {
    const rows = [...parts].map(([name, places]) => [name, String(places.length), places.map(placeOf).join(', ')]);
    rows.sort((a, b) => Number(b[1]) - Number(a[1]) || (a[0]! < b[0]! ? -1 : 1));
    lines.push(
      '',
      ...tableLines([{ title: 'not here' }, { title: 'uses', align: 'right' }, { title: 'where', maxWidth: 80 }], rows),
    );
  }
  if (problems.length > 0) {
    lines.push(
      '',
      ...problems.map(({ source, message }) => `  ${source.file}:${source.line}:${source.column}: ${message}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function placeOf({ file, line }: MissingPart): string {
  return `${file}:${line}`;
}

/** A file itself; of a folder, the YAML files that hold routes. */
function yamlFiles(path: string): string[] {
  if (!existsSync(path)) throw new UsageError(`there is no file or folder ${path}`, 'dhow help validate');
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !skippedFolders.has(name))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return yamlFiles(inner);
      return entry.isFile() && /\.ya?ml$/.test(entry.name) && holdsRoutes(inner) ? [relative('.', inner)] : [];
    })
    .toSorted();
}

/** Projects have other YAML too (settings, pipelines): routes are lists whose items begin with a word of the DSL. */
function holdsRoutes(file: string): boolean {
  const words = 'route|from|routeTemplate|templatedRoute|routeConfiguration|rest|beans|errorHandler|onException';
  return new RegExp(`^- *(${words})\\s*:|^ *kind: *(Kamelet|Integration|Pipe)\\b`, 'm').test(
    readFileSync(file, 'utf8'),
  );
}
