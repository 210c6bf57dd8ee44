import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  errorHandlerSpecs,
  redeliveryPolicyOptions,
  routeErrors,
  routeOptions,
  sourceOptions,
  standardEips,
} from '@dhow/core';
import type { EipDefinition } from '@dhow/core';
import type { OptionSpec, OptionSpecs } from '@dhow/core/component';

/**
 * Writes what the specs of routes and patterns say into docs/routes.md, between the marks. With `--check` it writes nothing and
 * fails where the page is out of date.
 */
const page = join(resolve(import.meta.dirname, '..'), 'docs/routes.md');
const begin = '<!-- patterns: written by tools/pattern-docs.ts -->';
const end = '<!-- /patterns -->';

const text = readFileSync(page, 'utf8');
const from = text.indexOf(begin);
const to = text.indexOf(end);
if (from < 0 || to < from) throw new Error(`docs/routes.md lacks the marks ${begin} and ${end}.`);
const written = `${text.slice(0, from)}${begin}\n\n${reference()}\n\n${text.slice(to)}`;
if (process.argv.includes('--check') && written !== text) {
  console.error('docs/routes.md is out of date. Run node --conditions=@dhow/source tools/pattern-docs.ts.');
  process.exit(1);
}
writeFileSync(page, written);
console.log(`${standardEips.length} patterns are documented from their specs.`);

function reference(): string {
  const patterns = standardEips.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(pattern);
  const handlers = Object.entries(errorHandlerSpecs).map(([name, specs]) => `#### ${name}\n\n${optionTable(specs)}`);
  return [
    '## Options of routes',
    optionTable(routeOptions),
    '#### inputType, outputType',
    optionTable(routeOptions.inputType.fields!),
    '#### from',
    optionTable(sourceOptions),
    '## Patterns',
    ...patterns,
    '## Error handlers',
    ...handlers,
    '#### redeliveryPolicy',
    optionTable(redeliveryPolicyOptions),
    '## Errors of routes',
    errorTable(),
  ].join('\n\n');
}

function pattern(eip: EipDefinition): string {
  const notes = [
    eip.shape === 'block' && 'Has `steps` of its own.',
    eip.shape === 'clause' && 'Stands only inside its parent.',
    eip.shorthand !== undefined && `A bare text is its \`${eip.shorthand}\`.`,
    eip.inlineExpression !== undefined && 'The expression may be written inline: `simple: "…"`.',
  ].filter((note) => note !== false);
  return [`### ${eip.name}`, [eip.description, ...notes].join(' '), optionTable(eip.options)].join('\n\n').trimEnd();
}

function optionTable(options: OptionSpecs): string {
  const rows = Object.entries(options).map(([name, spec]) => {
    const shown = spec.required ? `**\`${spec.uri ?? name}\`**` : `\`${spec.uri ?? name}\``;
    return `| ${shown} | ${typeText(spec)} | ${defaultText(spec)} | ${cell(spec.own ? `*Dhow's own.* ${spec.description}` : spec.description)} |`;
  });
  return rows.length === 0 ? '' : ['| Option | Type | Default | |', '|---|---|---|---|', ...rows].join('\n');
}

function typeText(spec: OptionSpec): string {
  if (spec.type === 'enum') return spec.values!.map((value) => `\`${value}\``).join(', ');
  return spec.type === 'ref' ? 'bean or function' : spec.type;
}

function defaultText({ default: value }: OptionSpec): string {
  return value === undefined ? '' : `\`${cell(String(value as string | number | boolean))}\``;
}

function errorTable(): string {
  const rows = Object.entries(routeErrors).map(([code, { template, exception }]) => {
    return `| \`${code}\` | ${cell(template)} | \`${exception}\` |`;
  });
  return ['| Code | Message | Matched in `onException` as |', '|---|---|---|', ...rows].join('\n');
}

function cell(value: string): string {
  return value.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
