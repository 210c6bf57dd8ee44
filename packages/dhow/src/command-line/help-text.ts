import type { Command } from './command.ts';
import { commandTable } from './command-table.ts';

/** The list of commands. */
export function generalHelp(): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length)) + 3;
  const lines = commandTable.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
  return [
    'dhow: the DHIS2 integration stack',
    '',
    'Usage: dhow COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    ...lines,
    `  ${'help'.padEnd(width)}Show this list, or the help of a command: dhow help run`,
    '',
    'Options: --version, --help. NO_COLOR=1 turns colours off.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const parts = [`dhow ${command.name}: ${command.summary}`, '', `Usage: dhow ${command.name} ${command.usage}`];
  if (command.description) parts.push('', command.description);
  if (command.subcommands) parts.push('', 'Commands:', ...columns(Object.entries(command.subcommands)));
  const options = Object.entries(command.options).map(([name, option]): [string, string] => {
    const value = option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : '';
    const short = option.short ? `-${option.short}, ` : '';
    const fallback = option.default === undefined ? '' : ` (${option.default})`;
    return [`${short}--${name}${value}`, option.description + fallback];
  });
  if (options.length > 0) parts.push('', 'Options:', ...columns(options));
  if (command.examples) parts.push('', 'Examples:', ...command.examples.map((example) => `  ${example}`));
  return `${parts.join('\n')}\n`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 3;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
