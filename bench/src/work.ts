/** One comparison: programs that do the same work, run in turn in the same minutes, with equal checksums. */
export interface Work {
  readonly name: string;
  readonly title: string;
  /** What the first program should reach beside the second, as a sentence for the table. */
  readonly aim: string;
  readonly programs: readonly Program[];
  /** Runs of each program; medians are shown. */
  readonly rounds?: number;
  /** Makes inputs once, before the first run; answers the environment that the programs get. */
  prepare?(folder: string): Promise<Readonly<Record<string, string>>>;
}

export interface Program {
  readonly name: string;
  /** Relative to `bench/src/works/`. Runs in a process of its own and ends with a line of JSON ({@link ProgramReport}). */
  readonly file: string;
  readonly args?: readonly string[];
  readonly nodeOptions?: readonly string[];
  /** Left out of the checksum comparison when its output is another by nature. */
  readonly unverified?: string;
}
