import { expect, test } from 'vitest';
import { readCommandLine, usage } from './command-line.ts';

test('an area, a folder and options are read', () => {
  const written = ['camel', 'further', '--only', 'split', '--failures', '7', '--least', '99.5'];
  expect(readCommandLine(written)).toEqual({
    name: 'camel',
    folder: 'further',
    only: 'split',
    failures: 7,
    least: 99.5,
  });
  expect(readCommandLine(['camel'])).toMatchObject({ folder: undefined, failures: 3, least: 0 });
});

test.each([
  [['camel', '--failures'], `Option '--failures <value>' argument missing. Write: ${usage}.`],
  [['camel', '--failures', 'all'], `Option '--failures' takes a number, not "all". Write: ${usage}.`],
  [['camel', '--failures', '--least'], `Option '--failures' argument is ambiguous. Write: ${usage}.`],
  [['camel', '--least='], `Option '--least' takes a number, not "". Write: ${usage}.`],
  [['camel', '--onyl', 'split'], `Unknown option '--onyl'. Write: ${usage}.`],
])('%j gets one line that says what to write', (written, problem) => {
  expect(readCommandLine(written)).toEqual({ problem });
});
