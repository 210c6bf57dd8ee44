import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '@dhow/core/component';
import { silenceMs, startBeating } from './heartbeat.ts';
import type { FoundFile } from './found-file.ts';
import { standingOf, thisProcess } from './process-owner.ts';
import type { ReadLock } from './read-lock.ts';

/** Ending of the file that stands beside one that is taken, as Camel writes it. */
export const markEnding = '.camelLock';

/**
 * Keeps other consumers off by a file beside the one that is taken. It says who holds it, and is touched from time to time:
 * so a mark that a killed process left is told from one that is held, on this machine at once, on others by its silence.
 */
export class MarkerLock implements ReadLock {
  readonly isExclusive = true;
  readonly #clock: Clock;
  /** Whether what killed processes left is removed (`readLockDeleteOrphanLockFiles`). */
  readonly #deletesOrphans: boolean;
  readonly #beats = new Map<string, () => void>();
  /** Marks of holders that nothing is known of, with the time since which they have not been touched. */
  readonly #silent = new Map<string, { readonly touched: number; readonly since: number }>();

  constructor(clock: Clock, deletesOrphans: boolean) {
    this.#clock = clock;
    this.#deletesOrphans = deletesOrphans;
  }

  async acquire(file: FoundFile): Promise<boolean> {
    if (await this.#mark(file)) return true;
    const mark = markOf(file);
    // Nobody waits for a process that was killed.
    const holder = this.#deletesOrphans ? await this.#orphanedHolder(mark) : undefined;
    return holder !== undefined && (await takeAway(mark, holder)) && (await this.#mark(file));
  }

  async release(file: FoundFile): Promise<void> {
    const mark = markOf(file);
    this.#beats.get(mark)?.();
    this.#beats.delete(mark);
    // A process that stood still for long may find that another one has taken the file.
    if ((await textOf(mark)) === ownText) await rm(mark, { force: true });
  }

  /**
   * Removes, as Camel does at the start, the marks that a run before left; but none whose holder runs on this machine, and
   * none of another machine that may still be touched. How many it removed.
   */
  async recover(leftOvers: readonly string[]): Promise<number> {
    if (!this.#deletesOrphans) return 0;
    let removed = 0;
    for (const mark of leftOvers.filter((name) => name.endsWith(markEnding))) {
      const text = await textOf(mark);
      const standing = standingOf(holderOf(text));
      if (standing === 'alive' || (standing === 'unknown' && isOurs(text))) continue;
      if (await takeAway(mark, text)) removed++;
    }
    return removed;
  }

  async #mark(file: FoundFile): Promise<boolean> {
    const mark = markOf(file);
    try {
      await writeFile(mark, ownText, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
    this.#silent.delete(mark);
    const touch = () => utimes(mark, new Date(this.#clock.now()), new Date(this.#clock.now()));
    this.#beats.set(mark, startBeating(this.#clock, touch));
    return true;
  }

  /** What stands in a mark, when its holder is gone. */
  async #orphanedHolder(mark: string): Promise<string | undefined> {
    const text = await textOf(mark);
    const standing = standingOf(holderOf(text));
    if (standing !== 'unknown') return standing === 'gone' ? text : undefined;
    // What another engine wrote is never touched: only the next start, or a person, removes that.
    return isOurs(text) && (await this.#isSilent(mark)) ? text : undefined;
  }

  /** By what changes here, so that the clocks of two machines need not agree. */
  async #isSilent(mark: string): Promise<boolean> {
    const stats = await stat(mark).catch(() => undefined);
    if (stats === undefined) return false;
    const before = this.#silent.get(mark);
    const now = this.#clock.elapsed();
    if (before?.touched === stats.mtimeMs) return now - before.since >= silenceMs;
    this.#silent.set(mark, { touched: stats.mtimeMs, since: now });
    return false;
  }
}

const ownText = JSON.stringify(thisProcess);

function markOf(file: FoundFile): string {
  return `${file.path}${markEnding}`;
}

/** Undefined when it has gone. */
function textOf(mark: string): Promise<string | undefined> {
  return readFile(mark, 'utf8').catch(() => undefined);
}

/** Undefined for the mark of another engine. */
function holderOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function isOurs(text: string | undefined): boolean {
  const holder = holderOf(text);
  return typeof holder === 'object' && holder !== null && 'run' in holder;
}

/**
 * Takes an orphan away; false when somebody else did, or holds the mark by now. Two that see the same orphan would remove each
 * other's new marks, were it not looked at once more where nobody else finds it.
 */
async function takeAway(mark: string, text: string | undefined): Promise<boolean> {
  const aside = join(dirname(mark), `.${basename(mark, markEnding)}.${thisProcess.pid}${markEnding}`);
  try {
    await rename(mark, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if ((await textOf(aside)) !== text) {
    await rename(aside, mark);
    return false;
  }
  await rm(aside, { force: true });
  return true;
}
