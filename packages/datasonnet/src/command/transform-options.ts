import type { Profile } from '../runtime/runtime.ts';

/** An option of a command, as the command line describes it. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly short?: string;
  readonly multiple?: true;
  readonly description: string;
}

/** The options of `dhow transform MAPPING.ds [INPUT]`. */
export const transformOptions = {
  input: {
    type: 'string',
    value: 'NAME=FILE',
    multiple: true,
    description: 'Another input, by the name of its variable',
  },
  output: { type: 'string', value: 'FILE', short: 'o', description: 'Write the result to a file' },
  profile: { type: 'string', value: 'NAME', description: 'strict (as the mapper 3.0, the default), dhow or jsonnet' },
  'input-type': {
    type: 'string',
    value: 'TYPE',
    description: 'Media type of INPUT, such as application/csv; separator=";"',
  },
  'output-type': { type: 'string', value: 'TYPE', description: 'Media type of the result' },
  import: {
    type: 'string',
    value: 'FOLDER',
    multiple: true,
    description: 'Where to look for imports after the folder of MAPPING',
  },
  schema: {
    type: 'string',
    value: 'NAME=FILE',
    multiple: true,
    description: 'Check an input against a JSON Schema (payload=… for INPUT)',
  },
  watch: { type: 'boolean', description: 'Transform again whenever one of the files changes' },
  jsonl: { type: 'boolean', description: 'Answer requests, one JSON object a line, from standard input' },
  'max-time': { type: 'string', value: 'MS', description: 'Limit of the wall clock of one run' },
  'max-steps': { type: 'string', value: 'N', description: 'Limit of calls, rounds and elements of one run' },
  'max-depth': { type: 'string', value: 'N', description: 'Limit of calls inside calls' },
  'max-output': { type: 'string', value: 'N', description: 'Limit of the characters of the result' },
  'max-memory': { type: 'string', value: 'MB', description: 'With --jsonl: memory of a worker' },
  workers: { type: 'string', value: 'N', description: 'With --jsonl: how many requests run side by side (1)' },
} as const satisfies Readonly<Record<string, CommandOption>>;

/** The values given, as a parser of these options gives them. */
export interface TransformArguments {
  readonly positionals: readonly string[];
  readonly values: {
    readonly [K in keyof typeof transformOptions]?:
      | ((typeof transformOptions)[K] extends { readonly multiple: true }
          ? readonly string[]
          : (typeof transformOptions)[K]['type'] extends 'boolean'
            ? boolean
            : string)
      | undefined;
  };
}

/** A command line that cannot be followed. */
export class CommandUsageError extends Error {
  override name = 'CommandUsageError';
}

const profiles: readonly string[] = ['strict', 'dhow', 'jsonnet'] satisfies readonly Profile[];

export function profileOf(name: string | undefined): Profile {
  if (name === undefined) return 'strict';
  if (profiles.includes(name)) return name as Profile;
  throw new CommandUsageError(`there is no profile "${name}"; the profiles are ${profiles.join(', ')}`);
}

/** A positive whole number, or undefined when the option is not given. */
export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new CommandUsageError(`--${name} takes a positive whole number, found "${text}"`);
}
