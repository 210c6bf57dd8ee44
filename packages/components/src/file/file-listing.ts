import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from './found-file.ts';

export interface ListingOptions {
  readonly recursive: boolean;
  readonly minDepth: number;
  readonly maxDepth?: number | undefined;
}

/** Endings of the marks that consumers set beside files. */
export const markEndings = ['.camelLock', '.camelExclusiveReadLock'];

/** The files of a folder; hidden ones, those in hidden folders and marks are left out. */
export async function listFiles(
  folder: string,
  options: ListingOptions,
  accepts: (name: string) => boolean,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  await walk(folder, '', 1);
  return found;

  async function walk(path: string, below: string, depth: number): Promise<void> {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const relative = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        const deeper = options.recursive && (options.maxDepth === undefined || depth < options.maxDepth);
        if (deeper) await walk(join(path, entry.name), relative, depth + 1);
      } else if (depth >= options.minDepth && isCandidate(entry.name) && accepts(entry.name)) {
        const file = await describe(join(path, entry.name), relative, entry.name);
        if (file) found.push(file);
      }
    }
  }
}

function isCandidate(name: string): boolean {
  return !markEndings.some((ending) => name.endsWith(ending));
}

/** The file as it is now; undefined when it has gone or is none. */
export async function describe(path: string, relative: string, name: string): Promise<FoundFile | undefined> {
  try {
    const about = await stat(path);
    if (!about.isFile()) return undefined;
    return { path, relative, name, length: about.size, lastModified: Math.trunc(about.mtimeMs) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
