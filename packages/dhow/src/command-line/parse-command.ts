import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Command, CommandCall } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Reads a command's arguments; a UsageError names the option that was meant. */
export async function parseCommand(command: Command, args: readonly string[]): Promise<Omit<CommandCall, 'terminal'>> {
  const hint = `dhow help ${command.name}`;
  const config: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, { type, short, multiple }] of Object.entries(command.options)) {
    config[name] = { type, ...(short && { short }), ...(multiple && { multiple }) };
  }
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: config,
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = command.options[token.name.replace(/^no-/, '')];
    if (!known) {
      const names = Object.keys(command.options).map((name) => `--${name}`);
      throw new UsageError(`${command.name} has no option ${token.rawName}.${await near(token.rawName, names)}`, hint);
    }
    if (known.type === 'string' && (token.value === undefined || isOptionLike(token))) {
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${known.value ?? 'VALUE'}`, hint);
    }
    if (known.type === 'boolean' && token.value !== undefined) {
      throw new UsageError(`${token.rawName} takes no value; found "${token.value}"`, hint);
    }
  }
  await checkPositionals(command, positionals, hint);
  const options: Record<string, string | boolean | readonly string[] | undefined> = {};
  for (const [name, { default: fallback }] of Object.entries(command.options)) {
    options[name] = (values[name] as string | boolean | string[] | undefined) ?? fallback;
  }
  return { options, positionals };
}

/** `--port --dhis2 2.42`: the next option was taken for the value. */
function isOptionLike(token: {
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}): boolean {
  return token.inlineValue !== true && token.value!.startsWith('--');
}

async function checkPositionals(command: Command, positionals: readonly string[], hint: string): Promise<void> {
  if (command.subcommands) {
    const [first] = positionals;
    const known = Object.keys(command.subcommands);
    if (first === undefined) throw new UsageError(`${command.name} needs one of: ${known.join(', ')}`, hint);
    if (!known.includes(first)) {
      throw new UsageError(`${command.name} has no command "${first}".${await near(first, known)}`, hint);
    }
  }
  const { min = 0, max = Infinity } = command.positionals ?? {};
  if (positionals.length < min) throw new UsageError(`usage: dhow ${command.name} ${command.usage}`, hint);
  if (positionals.length > max) {
    throw new UsageError(`${command.name} takes no further argument; found "${positionals[max]}"`, hint);
  }
}

/** The engine is loaded for this only when a word is wrong. */
async function near(found: string, known: readonly string[]): Promise<string> {
  const { nearestHint } = await import('@dhow/core');
  return nearestHint(found, known);
}

/** Whole number of an option. */
export function numberOption(call: Pick<CommandCall, 'options'>, name: string, fallback: number, min = 0): number {
  const text = call.options[name];
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < min) {
    throw new UsageError(`--${name} takes a whole number of at least ${min}; found "${String(text)}"`);
  }
  return number;
}

export function textOption(call: Pick<CommandCall, 'options'>, name: string): string | undefined {
  const value = call.options[name];
  return typeof value === 'string' ? value : undefined;
}
