import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that holds something: a mark beside a file, a key in the store. */
export interface ProcessOwner {
  readonly host: string;
  readonly pid: number;
  /** Tells one run of a process from the next that got the same number. */
  readonly run: string;
  /** When the system started it, where the system says so: its number may have gone to another program since. */
  readonly started?: string;
}

export const thisProcess: ProcessOwner = {
  host: hostname(),
  pid: process.pid,
  run: `${Date.now()}-${Math.random()}`,
  ...startOf(process.pid),
};

/** What is known of a holder. Of other machines, and of what another engine wrote, nothing is. */
export function standingOf(holder: unknown): 'alive' | 'gone' | 'unknown' {
  const { host, pid, run, started } = (holder ?? {}) as Partial<ProcessOwner>;
  if (host !== thisProcess.host || typeof pid !== 'number') return 'unknown';
  if (pid === thisProcess.pid) return run === thisProcess.run ? 'alive' : 'gone';
  if (started !== undefined && started !== startOf(pid).started) return 'gone';
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'gone' : 'alive';
  }
}

/** Linux tells the tick in which a process started. */
function startOf(pid: number): { readonly started?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold anything.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return started === undefined ? {} : { started };
  } catch {
    return {};
  }
}
