/** Where a command writes. Results go to `out`; progress, notices and errors to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `out` and `err` are read by a person. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly useColour: boolean;
  readonly columns: number;
}

/** The terminal of this process. `NO_COLOR` (any value) turns colours off, `FORCE_COLOR` on. */
export function processTerminal(environment: Readonly<Record<string, string | undefined>> = process.env): Terminal {
  const isOff = Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  const isForced = Boolean(environment['FORCE_COLOR']) && environment['FORCE_COLOR'] !== '0';
  // Whoever reads the results may have had enough of them (`| head`): that is no error.
  process.stdout.on('error', (error: { readonly code?: string }) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY,
    errIsTerminal: process.stderr.isTTY,
    useColour: !isOff && (isForced || process.stdout.isTTY),
    columns: process.stderr.columns || 80,
  };
}
