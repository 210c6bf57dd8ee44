import { statSync } from 'node:fs';

/** Files that were read while something was made, by their paths, with the state in which they were found. */
export type ReadFiles = Map<string, string | undefined>;

/**
 * Notes which files are read (mappings, what they import, contracts, queries) while routes are made, so that these can be made
 * anew when a file changes. What is made at the same time may be noted for each other: that makes one too many anew.
 */
export class ResourceReads {
  readonly #open = new Set<ReadFiles>();

  /** To be called before a file is read. */
  note(path: string): void {
    if (this.#open.size === 0) return;
    const stamp = fileStamp(path);
    for (const files of this.#open) if (!files.has(path)) files.set(path, stamp);
  }

  /** What is read until the answer is called is noted in `files`. */
  begin(files: ReadFiles): () => void {
    // One may be open twice.
    const own: ReadFiles = new Map();
    this.#open.add(own);
    return () => {
      this.#open.delete(own);
      for (const [path, stamp] of own) if (!files.has(path)) files.set(path, stamp);
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
