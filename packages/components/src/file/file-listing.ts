import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundFile } from './found-file.ts';
import { markEnding } from './marker-lock.ts';
import { partialEnding } from './move-file.ts';
import { trialEnding } from './read-lock.ts';

export interface ListingOptions {
  readonly recursive: boolean;
  readonly minDepth: number;
  readonly maxDepth?: number | undefined;
  readonly includeHiddenFiles: boolean;
  readonly includeHiddenDirs: boolean;
}

/** Which names and paths are wanted. */
export interface ListingFilter {
  accepts(name: string, relative: string): boolean;
  /** Whether a folder is looked into. */
  acceptsFolder(path: string, relative: string, name: string): boolean | Promise<boolean>;
}

/** Endings of what consumers and producers put beside files, which is no message. */
const besides = [markEnding, trialEnding, partialEnding];

/** The files of a folder; without being asked for, hidden ones and those in hidden folders are left out. */
export async function listFiles(
  folder: string,
  options: ListingOptions,
  filter: ListingFilter,
): Promise<{ readonly files: FoundFile[]; readonly leftOvers: string[] }> {
  const files: FoundFile[] = [];
  /** Marks and files under trial, of files that are wanted. */
  const leftOvers: string[] = [];
  await walk(folder, '', 1);
  return { files, leftOvers };

  async function walk(path: string, below: string, depth: number): Promise<void> {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const { name } = entry;
      const isHidden = name.startsWith('.');
      const relative = below === '' ? name : `${below}/${name}`;
      const inner = join(path, name);
      if (entry.isDirectory()) {
        const isDeeper = options.recursive && (options.maxDepth === undefined || depth < options.maxDepth);
        if (!isDeeper || (isHidden && !options.includeHiddenDirs)) continue;
        if (await filter.acceptsFolder(inner, relative, name)) await walk(inner, relative, depth + 1);
      } else if (depth >= options.minDepth && (!isHidden || options.includeHiddenFiles)) {
        const ending = besides.find((one) => name.endsWith(one));
        const length = ending?.length ?? 0;
        const [bareName, bareRelative] = [
          name.slice(0, name.length - length),
          relative.slice(0, relative.length - length),
        ];
        if (!filter.accepts(bareName, bareRelative)) continue;
        if (ending !== undefined) leftOvers.push(inner);
        else {
          const file = await describe(inner, relative, name);
          if (file) files.push(file);
        }
      }
    }
  }
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
