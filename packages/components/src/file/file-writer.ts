import { constants, type Stats } from 'node:fs';
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ComponentError } from '../component-error.ts';
import { moveFile, partialEnding } from './move-file.ts';

/** What is written: whole, or piece by piece. */
export type FileContent = string | Uint8Array | AsyncIterable<Uint8Array | string>;

export interface WriteOptions {
  readonly exist: 'Override' | 'Append' | 'Fail' | 'Ignore' | 'Move' | 'TryRename';
  readonly moveTo?: string | undefined;
  readonly temporaryName?: string | undefined;
  readonly appendChars?: string | undefined;
  readonly force: boolean;
  /** Who may read, write and run the file, and folders that are made for it. */
  readonly mode?: number | undefined;
  readonly folderMode?: number | undefined;
  readonly lastModified?: Date | undefined;
  encode(text: string): Uint8Array;
}

/** Writes a file so that its name never stands for half of it. False when there was one and it was to be left alone. */
export async function writeFileSafely(path: string, content: FileContent, options: WriteOptions): Promise<boolean> {
  const there = await statOf(path);
  if (options.exist === 'Append') {
    await append(path, content, options);
    return true;
  }
  if (there && options.exist === 'Ignore') return false;
  if (there && options.exist === 'Fail') throw new ComponentError('FILE_EXISTS', { file: path });
  const temporary = join(dirname(path), options.temporaryName ?? `.${basename(path)}.${process.pid}${partialEnding}`);
  try {
    await write(temporary, content, options, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC);
    if (there && options.exist === 'Move') await moveFile(path, options.moveTo!);
    await makeFolder(dirname(path), options);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw named(error, path);
  }
  return true;
}

async function append(path: string, content: FileContent, options: WriteOptions): Promise<void> {
  try {
    await write(path, content, options, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND);
  } catch (error) {
    throw named(error, path);
  }
}

async function write(path: string, content: FileContent, options: WriteOptions, flags: number): Promise<void> {
  await makeFolder(dirname(path), options);
  const file = await open(path, flags);
  try {
    const bytes = (piece: string | Uint8Array) => (typeof piece === 'string' ? options.encode(piece) : piece);
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(bytes(content));
    else for await (const piece of content) await file.writeFile(bytes(piece));
    if (options.appendChars !== undefined) await file.writeFile(bytes(options.appendChars));
    // Not cut by the mask of the process, as the mode of a new file would be.
    if (options.mode !== undefined) await file.chmod(options.mode);
    if (options.lastModified !== undefined) await file.utimes(options.lastModified, options.lastModified);
    if (options.force) await file.datasync();
  } finally {
    await file.close();
  }
}

async function makeFolder(path: string, { folderMode }: WriteOptions): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined || folderMode === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, folderMode);
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function named(error: unknown, path: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ComponentError('FILE_NO_SPACE', { file: path }, error);
  if (code !== undefined && code.startsWith('E') && !(error instanceof ComponentError)) {
    return new ComponentError('FILE_NOT_WRITTEN', { file: path, reason: message }, error);
  }
  return error;
}
