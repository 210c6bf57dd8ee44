import { statSync } from 'node:fs';

/** Files that were read while something was made, by their paths, with the state in which they were found. */
export type ReadFiles = Map<string, string | undefined>;

/**
 * Notes which files are read (mappings, what they import, contracts, queries) while routes are made, so that these can be made
 * anew when a file changes. What is made at the same time may be noted for each other: that makes one too many anew.
 */
export class ResourceReads {
  /** How often each is open. */
  readonly #open = new Map<ReadFiles, number>();

  /** To be called before a file is read. */
  note(path: string): void {
    noteIn(this.#open.keys(), path);
  }

  /** Notes files for what is being made now, whenever it is called. */
  noter(): (path: string) => void {
    const open = [...this.#open.keys()];
    return (path) => noteIn(open, path);
  }

  /** What is read until the answer is called is noted in `files`. */
  begin(files: ReadFiles): () => void {
    this.#open.set(files, (this.#open.get(files) ?? 0) + 1);
    return () => {
      const times = this.#open.get(files)! - 1;
      if (times > 0) this.#open.set(files, times);
      else this.#open.delete(files);
    };
  }

  async during<T>(files: ReadFiles, work: () => Promise<T>): Promise<T> {
    const end = this.begin(files);
    try {
      return await work();
    } finally {
      end();
    }
  }
}

function noteIn(open: Iterable<ReadFiles>, path: string): void {
  let stamp: string | undefined;
  let isKnown = false;
  for (const files of open) {
    if (files.has(path)) continue;
    if (!isKnown) stamp = fileStamp(path);
    isKnown = true;
    files.set(path, stamp);
  }
}

/** The state of a file, which is another one after each change; undefined when there is none that may be read. */
export function fileStamp(path: string): string | undefined {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs}-${size}-${ino}`;
  } catch {
    return undefined;
  }
}

/** The files that are not as they were read, with their state now. */
export function staleFiles(reads: Iterable<ReadFiles>): ReadFiles {
  const now: ReadFiles = new Map();
  const stale: ReadFiles = new Map();
  for (const files of reads) {
    for (const [path, stamp] of files) {
      if (!now.has(path)) now.set(path, fileStamp(path));
      if (now.get(path) !== stamp) stale.set(path, now.get(path));
    }
  }
  return stale;
}

export function readsAny(reads: ReadFiles, files: ReadonlySet<string>): boolean {
  return [...reads.keys()].some((path) => files.has(path));
}
