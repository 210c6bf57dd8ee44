import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import type { Clock } from '@dhow/core/component';
import type { FileOptions } from './file-endpoint.ts';
import type { FoundFile } from './found-file.ts';

/** Makes sure that nobody else has a file: neither its writer nor another consumer. */
export interface ReadLock {
  /** False when the file is not ready; it is asked again at the next look. */
  acquire(file: FoundFile): Promise<boolean>;
  release(file: FoundFile): Promise<void>;
  /** Whether it keeps off the consumers of other processes, too, for as long as it is held. */
  readonly isExclusive?: boolean;
}

const nothing: ReadLock = {
  acquire: () => Promise.resolve(true),
  release: () => Promise.resolve(),
};

export function readLock(options: FileOptions, clock: Clock): ReadLock {
  switch (options.readLock) {
    case 'changed':
      return new StandsStillLock(options, clock);
    case 'rename':
      return { ...nothing, acquire: (file) => canRename(file.path) };
    case 'markerFile':
      return new MarkerLock();
    default:
      return nothing;
  }
}

/** Takes a file once its size and time have stood still; many files wait side by side. */
class StandsStillLock implements ReadLock {
  readonly #options: FileOptions;
  readonly #clock: Clock;
  readonly #seen = new Map<
    string,
    { readonly length: number; readonly lastModified: number; readonly since: number }
  >();

  constructor(options: FileOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  acquire(file: FoundFile): Promise<boolean> {
    const { readLockCheckIntervalMs, readLockMinAgeMs, readLockMinLength } = this.#options;
    const now = this.#clock.elapsed();
    const before = this.#seen.get(file.path);
    const same = before?.length === file.length && before.lastModified === file.lastModified;
    if (!same) this.#seen.set(file.path, { length: file.length, lastModified: file.lastModified, since: now });
    const ready =
      same &&
      now - before.since >= readLockCheckIntervalMs &&
      file.length >= readLockMinLength &&
      (readLockMinAgeMs === 0 || this.#clock.now() - file.lastModified >= readLockMinAgeMs);
    return Promise.resolve(ready);
  }

  release(file: FoundFile): Promise<void> {
    this.#seen.delete(file.path);
    return Promise.resolve();
  }
}

async function canRename(path: string): Promise<boolean> {
  const trial = `${path}.camelExclusiveReadLock`;
  try {
    await rename(path, trial);
  } catch {
    return false;
  }
  await rename(trial, path);
  return true;
}

/** Who holds a mark; tells one run of a process from the next that got the same number. */
const owner = { host: hostname(), pid: process.pid, run: `${Date.now()}-${Math.random()}` };

class MarkerLock implements ReadLock {
  readonly isExclusive = true;

  async acquire(file: FoundFile): Promise<boolean> {
    if (await this.#mark(file)) return true;
    // Nobody waits for a process that was killed.
    if (!(await isOrphan(markOf(file)))) return false;
    await rm(markOf(file), { force: true });
    return this.#mark(file);
  }

  async release(file: FoundFile): Promise<void> {
    await rm(markOf(file), { force: true });
  }

  async #mark(file: FoundFile): Promise<boolean> {
    try {
      await writeFile(markOf(file), JSON.stringify(owner), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }
}

function markOf(file: FoundFile): string {
  return `${file.path}.camelLock`;
}

async function isOrphan(mark: string): Promise<boolean> {
  let holder: Partial<typeof owner>;
  try {
    holder = JSON.parse(await readFile(mark, 'utf8')) as Partial<typeof owner>;
  } catch {
    // Gone meanwhile, or the mark of another engine.
    return false;
  }
  if (holder.host !== owner.host || holder.pid === undefined) return false;
  if (holder.pid === owner.pid) return holder.run !== owner.run;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
