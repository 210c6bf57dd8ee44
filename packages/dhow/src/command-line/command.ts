import type { Terminal } from '../terminal/terminal.ts';

/** One `--option` of a command. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What it does: a phrase without a full stop. */
  readonly description: string;
  /** The word that stands for the value in help: `--port N`. */
  readonly value?: string;
  readonly short?: string;
  readonly multiple?: boolean;
  readonly default?: string;
}

/** What a command gets: its options by name, its other arguments, the terminal. */
export interface CommandCall {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
}

/** A command, or a group of them (`dead-letters list`). */
export interface Command {
  readonly name: string;
  /** First sentence of its help. */
  readonly summary: string;
  /** `FILE…`, `list|show ID|replay ID…`. */
  readonly usage: string;
  readonly description?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** The words that may stand first (`list`, `show`), for commands that are groups. */
  readonly subcommands?: Readonly<Record<string, string>>;
  /** Fewest and most positional arguments; any number when absent. */
  readonly positionals?: { readonly min?: number; readonly max?: number };
  readonly examples?: readonly string[];
  /** Answers the exit code. */
  run(call: CommandCall): Promise<number>;
}
