import { expect, test } from 'vitest';
import { LogLevels } from './log-levels.ts';

test('a logger takes the level of the longest name that leads to it', () => {
  const levels = new LogLevels('WARN', { a: 'INFO', 'a.b': 'DEBUG' });
  expect(['a', 'a.x', 'a.b', 'a.b.c', 'ab', 'x'].map((name) => levels.effective(name))).toEqual([
    'INFO',
    'INFO',
    'DEBUG',
    'DEBUG',
    'WARN',
    'WARN',
  ]);
});

test('a level that is taken away gives way to the parent, and the root keeps one', () => {
  const levels = new LogLevels('WARN', { a: 'INFO' });
  levels.set('a', undefined);
  levels.set('ROOT', undefined);
  expect([levels.effective('a'), levels.configured('a')]).toEqual(['WARN', undefined]);
  levels.set('ROOT', 'ERROR');
  expect(levels.effective('a')).toBe('ERROR');
});
