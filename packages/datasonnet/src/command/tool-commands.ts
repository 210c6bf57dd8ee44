import { DatasonnetError } from '../errors/datasonnet-errors.ts';
import { formatError } from '../errors/error-report.ts';
import { formatMapping } from '../tooling/format/formatter.ts';
import { lintMapping } from '../tooling/lint/linter.ts';
import type { CommandEnvironment } from './transform-environment.ts';
import { commandExit } from './transform-environment.ts';
import type { CommandOption } from './transform-options.ts';
import { CommandUsageError, profileOf } from './transform-options.ts';

/** The options of `dhow datasonnet format FILE…`. */
export const formatOptions = {
  check: { type: 'boolean', description: 'Write nothing; name the files that are laid out otherwise and end with 1' },
  profile: { type: 'string', value: 'NAME', description: 'strict (the default), dhow or jsonnet' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** The options of `dhow datasonnet lint FILE…`. */
export const lintOptions = {
  input: { type: 'string', value: 'NAME', multiple: true, description: 'The name of an input besides payload' },
  library: { type: 'string', value: 'NAME', multiple: true, description: 'A library of the host, such as cml' },
  profile: { type: 'string', value: 'NAME', description: 'strict (the default), dhow or jsonnet' },
} as const satisfies Readonly<Record<string, CommandOption>>;

export interface ToolArguments {
  /** Files, folders (their .ds, .libsonnet and .jsonnet files), or - for standard input. */
  readonly positionals: readonly string[];
  readonly values: {
    readonly check?: boolean | undefined;
    readonly profile?: string | undefined;
    readonly input?: readonly string[] | undefined;
    readonly library?: readonly string[] | undefined;
  };
}

/** `dhow datasonnet format`. Answers 0, 1 when a file cannot be parsed (or with `--check` is laid out otherwise), 2 for usage. */
export async function runFormat(
  { positionals, values }: ToolArguments,
  environment: CommandEnvironment,
): Promise<number> {
  return eachFile(positionals, environment, async (path, text) => {
    const profile = values.profile === undefined ? profileOfFile(path) : profileOf(values.profile);
    const formatted = formatMapping(text, { profile, name: path });
    if (path === '-') await environment.out(formatted);
    else if (formatted !== text) {
      await environment.out(`${path}\n`);
      if (values.check) return false;
      await environment.write(path, formatted);
    }
    return true;
  });
}

/** `dhow datasonnet lint`. Answers 0, 1 when it found something, 2 for usage. */
export async function runLint(
  { positionals, values }: ToolArguments,
  environment: CommandEnvironment,
): Promise<number> {
  return eachFile(positionals, environment, async (path, text) => {
    const profile = values.profile === undefined ? profileOfFile(path) : profileOf(values.profile);
    const findings = lintMapping(text, {
      profile,
      name: path,
      inputs: values.input ?? [],
      hostLibraries: values.library ?? [],
    });
    for (const { rule, severity, message, range } of findings) {
      const { line, column } = range.source.positionAt(range.start);
      await environment.out(`${path}:${line}:${column}: ${severity}: ${message} (${rule})\n`);
    }
    return findings.length === 0;
  });
}

function profileOfFile(path: string) {
  return path.endsWith('.jsonnet') ? 'jsonnet' : 'strict';
}

async function eachFile(
  positionals: readonly string[],
  environment: CommandEnvironment,
  work: (path: string, text: string) => Promise<boolean>,
): Promise<number> {
  try {
    if (positionals.length === 0) throw new CommandUsageError('name files or folders, or - for standard input');
    let allWell = true;
    for (const path of positionals.flatMap((given) => (given === '-' ? [given] : mappingFiles(environment, given)))) {
      try {
        allWell = (await work(path, await textOf(environment, path))) && allWell;
      } catch (error) {
        if (!DatasonnetError.is(error)) throw error;
        environment.err(`${formatError(error)}\n`);
        allWell = false;
      }
    }
    return allWell ? commandExit.ok : commandExit.failed;
  } catch (error) {
    if (!(error instanceof CommandUsageError)) throw error;
    environment.err(`${error.message}\n`);
    return commandExit.usage;
  }
}

function mappingFiles(environment: CommandEnvironment, path: string): readonly string[] {
  const files = environment.files(path);
  if (files.length === 0) throw new CommandUsageError(`there is no file ${path}`);
  const isFile = files.length === 1 && files[0] === path;
  return isFile ? files : files.filter((name) => /\.(?:ds|libsonnet|jsonnet)$/.test(name)).toSorted();
}

async function textOf(environment: CommandEnvironment, path: string): Promise<string> {
  if (path !== '-') {
    const bytes = environment.read(path);
    if (!bytes) throw new CommandUsageError(`there is no file ${path}`);
    return new TextDecoder('utf-8').decode(bytes);
  }
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const part of environment.input)
    text += typeof part === 'string' ? part : decoder.decode(part, { stream: true });
  return text + decoder.decode();
}
