import { rename } from 'node:fs/promises';
import type { Clock } from '@dhow/core/component';
import type { FileOptions } from './file-endpoint.ts';
import type { FoundFile } from './found-file.ts';
import { MarkerLock } from './marker-lock.ts';
import { exists } from './move-file.ts';

/** Makes sure that nobody else has a file: neither its writer nor another consumer. */
export interface ReadLock {
  /** False when the file is not ready; it is asked again at the next look. */
  acquire(file: FoundFile): Promise<boolean>;
  release(file: FoundFile): Promise<void>;
  /** Deals with what a killed process left in the folder: paths of marks and of files under trial. How many they were. */
  recover?(leftOvers: readonly string[]): Promise<number>;
  /** Whether it keeps off the consumers of other processes, too, for as long as it is held. */
  readonly isExclusive?: boolean;
}

const nothing: ReadLock = {
  acquire: () => Promise.resolve(true),
  release: () => Promise.resolve(),
};

export function readLock(options: FileOptions, clock: Clock): ReadLock {
  const mark = () => new MarkerLock(clock, options.readLockDeleteOrphanLockFiles);
  const marked = (lock: ReadLock) => (options.readLockMarkerFile ? both(lock, mark()) : lock);
  switch (options.readLock) {
    case 'changed':
      return marked(new StandsStillLock(options, clock));
    case 'rename':
      return marked(renameLock);
    case 'markerFile':
      return mark();
    default:
      return nothing;
  }
}

/** A file that is ready and that nobody else has. */
function both(first: ReadLock, second: ReadLock): ReadLock {
  return {
    isExclusive: second.isExclusive === true,
    acquire: async (file) => (await first.acquire(file)) && (await second.acquire(file)),
    async release(file) {
      await first.release(file);
      await second.release(file);
    },
    async recover(leftOvers) {
      return ((await first.recover?.(leftOvers)) ?? 0) + ((await second.recover?.(leftOvers)) ?? 0);
    },
  };
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

/** Ending of a file's name while it is tried whether it can be renamed, as in Camel. */
export const trialEnding = '.camelExclusiveReadLock';

const renameLock: ReadLock = {
  ...nothing,
  acquire: (file) => canRename(file.path),
  /** A process that was killed between the two renames would have hidden its file for good. */
  async recover(leftOvers) {
    let recovered = 0;
    for (const trial of leftOvers.filter((name) => name.endsWith(trialEnding))) {
      const path = trial.slice(0, -trialEnding.length);
      if (!(await exists(path)) && (await isMoved(trial, path))) recovered++;
    }
    return recovered;
  },
};

async function canRename(path: string): Promise<boolean> {
  const trial = await freeTrial(path);
  try {
    await rename(path, trial);
  } catch {
    return false;
  }
  return isMoved(trial, path);
}

/** What a killed process left under the name of a trial is not written over, though a file of the same name came again. */
async function freeTrial(path: string): Promise<string> {
  let trial = `${path}${trialEnding}`;
  for (let number = 1; await exists(trial); number++) trial = `${path}.${number}${trialEnding}`;
  return trial;
}

/** False when somebody else moved it. */
async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
