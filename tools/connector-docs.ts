import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { ComponentSpec, DataFormatSpec, OptionSpec, OptionSpecs } from '@dhow/core/component';
import { jdbcSpec, sqlSpec } from '@dhow/component-sql';
import { cronSpec } from '@dhow/components/cron';
import { csvSpec } from '@dhow/components/csv';
import { datasonnetLanguageOptions, datasonnetSpec } from '@dhow/components/datasonnet';
import { dhis2Spec } from '@dhow/components/dhis2';
import { directSpec } from '@dhow/components/direct';
import { fileSpec } from '@dhow/components/file';
import { httpSpec } from '@dhow/components/http';
import { jsonSpec } from '@dhow/components/json';
import { logSpec } from '@dhow/components/log';
import { mockSpec } from '@dhow/components/mock';
import { platformHttpSpec } from '@dhow/components/platform-http';
import { restOpenApiSpec } from '@dhow/components/rest-openapi';
import { sedaSpec } from '@dhow/components/seda';
import { timerSpec } from '@dhow/components/timer';

/**
 * Writes what the specs of the connectors say: the option tables in their READMEs, between the marks, and the catalog.json of
 * their packages. With `--check` it writes nothing and fails where something is out of date.
 */
const root = resolve(import.meta.dirname, '..');
const home = join(root, 'packages/components');
const check = process.argv.includes('--check');

const components: readonly ComponentSpec[] = [
  cronSpec,
  datasonnetSpec,
  dhis2Spec,
  directSpec,
  fileSpec,
  httpSpec,
  logSpec,
  mockSpec,
  platformHttpSpec,
  restOpenApiSpec,
  sedaSpec,
  timerSpec,
];
/** Packages of one technology, with a driver of their own. */
const others: readonly { readonly name: string; readonly components: readonly ComponentSpec[] }[] = [
  { name: 'component-sql', components: [jdbcSpec, sqlSpec] },
];
const dataFormats: readonly DataFormatSpec[] = [csvSpec, jsonSpec];
const begin = '<!-- options: written by tools/connector-docs.ts -->';
const end = '<!-- /options -->';
const stale: string[] = [];

for (const spec of components) {
  const [folder] = [spec.scheme].flat() as [string];
  const tables = [optionTable(spec.options)];
  if (spec === datasonnetSpec)
    tables.push('As an expression (`datasonnet:` in YAML):', optionTable(datasonnetLanguageOptions));
  updateReadme(folder, tables.join('\n\n'));
}
for (const { name, options } of dataFormats) updateReadme(name, optionTable(options));
writeCatalogue(home, catalogue());
for (const { name, components: specs } of others) {
  const other = join(root, 'packages', name);
  for (const spec of specs) updateReadme([spec.scheme].flat()[0]!, optionTable(spec.options), other);
  writeCatalogue(other, { components: specs.map(plainComponent) });
}

if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run node --conditions=@dhow/source tools/connector-docs.ts.`);
  process.exit(1);
}
console.log(
  `${[components, ...others.map((other) => other.components)].flat().length} connectors and ${dataFormats.length} data formats ${check ? 'are' : 'were'} documented from their specs.`,
);

function writeCatalogue(place: string, content: object): void {
  update(join(place, 'catalog.json'), `${JSON.stringify(content, undefined, 2)}\n`);
}

function updateReadme(folder: string, table: string, place = home): void {
  const file = join(place, 'src', folder, 'README.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${relative(root, file)} lacks the marks ${begin} and ${end}.`);
  update(file, `${text.slice(0, from)}${begin}\n${table}\n${text.slice(to)}`);
}

function update(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  if (check) stale.push(relative(root, file));
  else writeFileSync(file, text);
}

function optionTable(options: OptionSpecs): string {
  const rows = Object.entries(options).map(([name, spec]) => {
    const names = spec.uri === undefined || spec.uri === name ? `\`${name}\`` : `\`${spec.uri}\` (\`${name}\`)`;
    const marks = [spec.required && 'required', spec.secret && 'secret', spec.side && `${spec.side} only`].filter(
      Boolean,
    );
    const example = spec.example === undefined ? '' : ` Example: \`${spec.example}\`.`;
    const note = marks.length === 0 ? '' : ` (${marks.join(', ')})`;
    return `| ${names} | ${typeText(spec)} | ${defaultText(spec)} | ${cell(spec.description + example)}${note} |`;
  });
  return ['| Option | Type | Default | |', '|---|---|---|---|', ...rows].join('\n');
}

function typeText(spec: OptionSpec): string {
  if (spec.type === 'enum') return spec.values!.map((value) => `\`${value}\``).join(', ');
  return spec.type === 'ref' ? 'bean' : spec.type;
}

function defaultText({ default: value, unit }: OptionSpec): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : String(value as number | boolean);
  return `\`${cell(text)}\`${unit === undefined ? '' : ` ${unit}`}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** Everything that a form, a completion or another tool needs to know of the connectors. */
function catalogue() {
  return {
    components: components.map(plainComponent),
    dataFormats: dataFormats.map(({ name, title, description, options }) => ({
      name,
      title,
      description,
      options: plainOptions(options),
    })),
    languages: [{ name: 'datasonnet', options: plainOptions(datasonnetLanguageOptions) }],
  };
}

function plainComponent({ scheme, title, description, path, lenient, options }: ComponentSpec) {
  return {
    scheme: [scheme].flat(),
    title,
    description,
    path,
    lenient: lenient ?? false,
    options: plainOptions(options),
  };
}

function plainOptions(options: OptionSpecs) {
  return Object.entries(options).map(([name, spec]) => ({ name, ...spec }));
}
