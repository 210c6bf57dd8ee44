import { expect, test, vi } from 'vitest';
import { ProgressBar, progressLine } from './progress-bar.ts';
import { reportError } from './error-report.ts';
import { tableLines } from './table.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { UsageError } from '../command-line/usage-error.ts';

function fakeTerminal(isTerminal: boolean): Terminal & { text(): string } {
  let written = '';
  return {
    out: (text) => (written += text),
    err: (text) => (written += text),
    outIsTerminal: isTerminal,
    errIsTerminal: isTerminal,
    useColour: false,
    columns: 100,
    text: () => written,
  };
}

test('the progress line shows share, count, time and rate', () => {
  const terminal = { useColour: false, columns: 100 };
  expect(progressLine({ done: 15_000, total: 30_000 }, 1.5, 'rows', terminal)).toBe(
    `  ${'━'.repeat(20)}${'─'.repeat(20)} 15,000 of 30,000 rows · 1.5 s · 10,000 rows/s`,
  );
  expect(progressLine({ done: 30_000, total: 30_000 }, 75, 'rows', terminal)).toContain('30,000 rows · 1 min 15 s');
  expect(progressLine({ done: 7, unit: 'messages' }, 2, 'rows', terminal)).toBe('  7 messages · 2.0 s · 4 messages/s');
  expect(progressLine({ done: 0, total: 0 }, 1, 'rows', terminal)).toContain('━'.repeat(40));
});

test('a progress bar writes only to a terminal', () => {
  vi.useFakeTimers();
  const file = fakeTerminal(false);
  const screen = fakeTerminal(true);
  const bars = [file, screen].map((terminal) => new ProgressBar(terminal, 'rows', () => ({ done: 1 })));
  vi.advanceTimersByTime(250);
  for (const bar of bars) {
    bar.pause();
    bar.finish();
  }
  vi.useRealTimers();
  expect(file.text()).toBe('');
  expect(screen.text()).toMatch(/1 rows/);
  expect(screen.text()).toMatch(/\n$/);
});

test('a table lines its columns up and cuts what is too long', () => {
  const lines = tableLines(
    [{ title: 'code' }, { title: 'rows', align: 'right' }, { title: 'reason', maxWidth: 8 }],
    [
      ['A', '5', 'short'],
      ['LONGER', '1,000', 'much too long\nfor this'],
    ],
  );
  expect(lines).toEqual(['  code      rows   reason', '  A            5   short', '  LONGER   1,000   much to…']);
});

test('colours follow NO_COLOR and FORCE_COLOR', () => {
  expect(processTerminal({ NO_COLOR: '1', FORCE_COLOR: '1' }).useColour).toBe(false);
  expect(processTerminal({ FORCE_COLOR: '1' }).useColour).toBe(true);
});

test('an error with a code shows no stack, one without does, since it is a bug', () => {
  const terminal = fakeTerminal(false);
  reportError(Object.assign(new Error('cannot send'), { code: 'DHIS2_UNREACHABLE' }), terminal);
  expect(terminal.text()).toBe('dhow: DHIS2_UNREACHABLE: cannot send\n');
  const other = fakeTerminal(false);
  reportError(new TypeError('x is not a function'), other);
  expect(other.text()).toMatch(/TypeError: x is not a function\n +at /);
});

test('an error with a place shows the line', () => {
  const terminal = fakeTerminal(false);
  const source = { file: import.meta.filename, line: 1, column: 10 };
  reportError(Object.assign(new Error('there'), { code: 'X', source }), terminal);
  expect(terminal.text()).toContain("    1 | import { expect, test, vi } from 'vitest';\n      |          ^\n");
  const gone = fakeTerminal(false);
  reportError(Object.assign(new Error('there'), { code: 'X', source: { ...source, file: '/nowhere' } }), gone);
  expect(gone.text()).toBe('dhow: /nowhere:1:10: X: there\n');
});

test('an error within a mapping shows the line of the mapping, and where the route uses it', () => {
  const terminal = fakeTerminal(false);
  const text = 'local a = 1;\na +';
  const cause = new Error('an expression is missing here');
  const source = { name: 'maps/a.ds', positionAt: () => ({ line: 2, column: 4 }), lineAt: () => text.split('\n')[1]! };
  Object.assign(cause, { code: 'DS_SYNTAX', range: { source, start: text.length } });
  const error = Object.assign(new Error('outer', { cause }), { code: 'ROUTE_CREATE_FAILED' });
  const placeOf = () => ({ file: 'routes/a.yaml', line: 8, column: 11 });
  reportError(error, terminal, { placeOf });
  expect(terminal.text()).toBe(
    'dhow: maps/a.ds:2:4: DS_SYNTAX: an expression is missing here\n' +
      '    2 | a +\n      |    ^\n      used at routes/a.yaml:8:11\n',
  );
});

test('several errors are all shown, and a usage error says which help to read', () => {
  const terminal = fakeTerminal(false);
  reportError(new AggregateError([new UsageError('one', 'dhow help run'), new UsageError('two')]), terminal);
  expect(terminal.text()).toBe('dhow: one\n      see: dhow help run\ndhow: two\n      see: dhow help\n');
});
