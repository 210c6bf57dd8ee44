import { parseArgs } from 'node:util';

export const usage = 'npm run recorded -- AREA [FOLDER] [--only TEXT] [--failures N] [--least PERCENT]';

export interface CommandLine {
  readonly name: string | undefined;
  readonly folder: string | undefined;
  /** Only cases with this text in their id. */
  readonly only: string | undefined;
  /** Failures to show of each sub-area. */
  readonly failures: number;
  /** Share of the cases, in percent, that must pass. */
  readonly least: number;
}

/** What was asked for, or one line of what to write instead. */
export function readCommandLine(written: readonly string[]): CommandLine | { readonly problem: string } {
  try {
    const { positionals, values } = parseArgs({
      args: [...written],
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        failures: { type: 'string', default: '3' },
        least: { type: 'string', default: '0' },
      },
    });
    const [name, folder] = positionals;
    const failures = numberOf('failures', values.failures);
    return { name, folder, only: values.only, failures, least: numberOf('least', values.least) };
  } catch (error) {
    // The first sentence of Node's own texts names the option; those after it are about its syntax in general.
    const [what] = (error as Error).message.split(/\.(?:\s|$)/);
    return { problem: `${what}. Write: ${usage}.` };
  }
}

function numberOf(option: string, written: string): number {
  const number = Number(written);
  if (written.trim() !== '' && number >= 0) return number;
  throw new Error(`Option '--${option}' takes a number, not "${written}"`);
}
