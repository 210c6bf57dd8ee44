import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StateError } from '../state-errors.ts';

/** SQLite's primary result codes that mean something to an operator. */
const result = { perm: 3, busy: 5, locked: 6, readonly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADb: 26 };

/** Turns what `node:sqlite` or the file system threw into an error of the catalogue; others are returned as they are. */
export function sqliteFailure(error: unknown, file: string): unknown {
  const { code, errcode, errstr } = (error ?? {}) as { code?: string; errcode?: number; errstr?: string };
  const reason = errstr ?? code ?? 'unknown reason';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StateError('STATE_FULL', { file }, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StateError('STATE_NOT_WRITABLE', { file, reason }, error);
  }
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') {
    return new StateError('STATE_CANNOT_OPEN', { file, reason }, error);
  }
  if (errcode === undefined) return error;
  switch (errcode & 0xff) {
    case result.full:
      return new StateError('STATE_FULL', { file }, error);
    case result.readonly:
    case result.perm:
      return new StateError('STATE_NOT_WRITABLE', { file, reason }, error);
    case result.cannotOpen:
      return new StateError('STATE_CANNOT_OPEN', { file, reason }, error);
    case result.notADb:
    case result.corrupt:
      return new StateError('STATE_NOT_A_STORE', { file, reason }, error);
    case result.io:
      // SQLite's side files fail with an I/O error where the file itself would say that the disk is full.
      return hasNoSpace(file)
        ? new StateError('STATE_FULL', { file }, error)
        : new StateError('STATE_IO', { file, reason }, error);
    default:
      return isBusy(error) ? new StateError('STATE_BUSY', { file, waitedMs: 0 }, error) : error;
  }
}

/** Whether another process holds the file, so that waiting helps. */
export function isBusy(error: unknown): boolean {
  const errcode = (error as { errcode?: number } | null)?.errcode;
  return errcode !== undefined && ((errcode & 0xff) === result.busy || (errcode & 0xff) === result.locked);
}

function hasNoSpace(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < 64 * 1024;
  } catch {
    return false;
  }
}
