/** What the commands need of the machine; tests give their own. Paths are relative to where the command is called. */
export interface CommandEnvironment {
  readonly input: AsyncIterable<Uint8Array | string>;
  /** Resolves when more may be written. */
  out(text: string | Uint8Array): Promise<void> | void;
  err(text: string): void;
  /** Whether a person reads `out`. */
  readonly outIsTerminal: boolean;
  /** Undefined when there is no such file. */
  read(path: string): Uint8Array | undefined;
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Names of files in a folder and those below it, or the path itself when it is a file. */
  files(path: string): readonly string[];
  /** Calls back when one of the files changes, until the signal aborts. */
  watch(paths: readonly string[], changed: () => void, signal: AbortSignal): void;
  /** Ends a watching command. */
  readonly stop: AbortSignal;
  now(): bigint;
  random(): number;
}

/** What a command ends with. */
export const commandExit = { ok: 0, failed: 1, usage: 2 } as const;
