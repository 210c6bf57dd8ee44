import { readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { ComponentError } from '../component-error.ts';
import { exists, moveFile } from './move-file.ts';

/** The folder that `preMove` names before its first `${`; it must have one, so that what lies there can be found again. */
export function preMoveFolder(folder: string, preMove: string): string {
  const fixed = preMove.includes('${') ? preMove.slice(0, preMove.indexOf('${')) : `${preMove}/`;
  const end = fixed.lastIndexOf('/');
  if (end <= 0) {
    throw new ComponentError('ENDPOINT_OPTION_INVALID', {
      endpoint: 'file',
      option: 'preMove',
      found: preMove,
      expected: 'a folder first, such as .inprogress/${file:name}: after a crash the files in it are taken again',
    });
  }
  const path = fixed.slice(0, end);
  return isAbsolute(path) ? path : join(folder, path);
}

/**
 * Puts the files that a killed process left in its `preMove` folder back to where they came from. One that came again
 * meanwhile is left alone. Answers the names put back.
 */
export async function recoverOrphans(folder: string, preMove: string): Promise<string[]> {
  const recovered: string[] = [];
  const from = preMoveFolder(folder, preMove);
  for (const entry of await entriesOf(from)) {
    if (!entry.isFile()) continue;
    const target = join(folder, entry.name);
    if (await exists(target)) continue;
    await moveFile(join(from, entry.name), target);
    recovered.push(entry.name);
  }
  return recovered;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
