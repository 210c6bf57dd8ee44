import { expect, test } from 'vitest';
import { isStateError } from '../state-errors.ts';
import { isBusy, sqliteFailure } from './sqlite-failure.ts';

const cases: readonly [thrown: object, code: string][] = [
  [{ errcode: 13, errstr: 'database or disk is full' }, 'STATE_FULL'],
  [{ code: 'ENOSPC' }, 'STATE_FULL'],
  [{ code: 'EDQUOT' }, 'STATE_FULL'],
  [{ errcode: 8, errstr: 'attempt to write a readonly database' }, 'STATE_NOT_WRITABLE'],
  [{ errcode: 8 | (4 << 8), errstr: 'attempt to write a readonly database' }, 'STATE_NOT_WRITABLE'],
  [{ code: 'EACCES' }, 'STATE_NOT_WRITABLE'],
  [{ code: 'EROFS' }, 'STATE_NOT_WRITABLE'],
  [{ errcode: 14 }, 'STATE_CANNOT_OPEN'],
  [{ code: 'ENOENT' }, 'STATE_CANNOT_OPEN'],
  [{ errcode: 26 }, 'STATE_NOT_A_STORE'],
  [{ errcode: 11 }, 'STATE_NOT_A_STORE'],
  [{ errcode: 10 | (3 << 8), errstr: 'disk I/O error' }, 'STATE_IO'],
  [{ errcode: 5 }, 'STATE_BUSY'],
];

test.for(cases)('%j becomes %s and names the file', ([thrown, code]) => {
  const error = sqliteFailure(thrown, '/tmp/state.db');
  expect(isStateError(error)).toBe(true);
  expect(error).toMatchObject({ code, cause: thrown, message: expect.stringContaining('/tmp/state.db') });
});

test('what is no failure of the file is handed on, and waiting helps only against a lock', () => {
  const bug = new TypeError('x is not a function');
  expect(sqliteFailure(bug, 'f')).toBe(bug);
  expect([
    isBusy({ errcode: 5 | (2 << 8) }),
    isBusy({ errcode: 6 }),
    isBusy({ errcode: 13 }),
    isBusy(undefined),
  ]).toEqual([true, true, false, false]);
});
