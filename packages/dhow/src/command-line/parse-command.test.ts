import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { numberOption, parseCommand } from './parse-command.ts';

const command: Command = {
  name: 'sail',
  summary: 'Sail',
  usage: 'PORT…',
  options: {
    port: { type: 'string', value: 'N', description: 'Port', short: 'p' },
    routes: { type: 'string', multiple: true, description: 'Files' },
    wind: { type: 'string', description: 'Wind', default: 'north' },
    fast: { type: 'boolean', description: 'Fast' },
  },
  positionals: { min: 1, max: 2 },
  run: () => Promise.resolve(0),
};

test('options, their defaults and other arguments are read', async () => {
  const { options, positionals } = await parseCommand(command, [
    'lamu',
    '-p',
    '0',
    '--routes',
    'a',
    '--routes=b',
    '--fast',
  ]);
  expect(options).toEqual({ port: '0', routes: ['a', 'b'], wind: 'north', fast: true });
  expect(positionals).toEqual(['lamu']);
  expect(numberOption({ options }, 'port', 1)).toBe(0);
});

const wrong: readonly [args: string[], message: RegExp][] = [
  [['lamu', '--prot', '1'], /sail has no option --prot\. Did you mean "--port"\?/],
  [['lamu', '-x'], /sail has no option -x/],
  [['lamu', '--port'], /--port needs a value: --port N/],
  [['lamu', '--port', '--fast'], /--port needs a value/],
  [['lamu', '--fast=yes'], /--fast takes no value; found "yes"/],
  [[], /usage: dhow sail PORT…/],
  [['a', 'b', 'c'], /takes no further argument; found "c"/],
];

test.for(wrong)('%j is refused with what to write', async ([args, message]) => {
  await expect(parseCommand(command, args)).rejects.toThrow(message);
});

test('a group wants one of its words', async () => {
  const group: Command = { ...command, subcommands: { list: 'List', show: 'Show' }, positionals: {} };
  await expect(parseCommand(group, [])).rejects.toThrow(/needs one of: list, show/);
  await expect(parseCommand(group, ['lst'])).rejects.toThrow(/no command "lst"\. Did you mean "list"\?/);
});

test('a number that is none is refused', () => {
  expect(() => numberOption({ options: { port: 'x' } }, 'port', 1)).toThrow(/--port takes a whole number/);
  expect(numberOption({ options: {} }, 'port', 7)).toBe(7);
});
