import { expect, test } from 'vitest';
import { RecordedLog } from '../testing/recorded-log.ts';
import { startSteps } from '../../test/run-steps.ts';

/** The lines that one message leaves, less those of the engine. */
async function lines(options: Readonly<Record<string, unknown>>, beans: Readonly<Record<string, unknown>> = {}) {
  const context = await startSteps((steps) => steps.eip('log', options), { beans });
  const from = context.logged.lines.length;
  await context.send('loopback:in', 'b', { headers: { h: 'H' } });
  return context.logged.lines.slice(from);
}

test('a line in Simple, by the logger of the route, at level INFO', async () => {
  expect(await lines({ message: 'got ${body}' })).toMatchObject([{ logger: 'r', level: 'INFO', message: 'got b' }]);
});

test('each level', async () => {
  for (const loggingLevel of ['TRACE', 'DEBUG', 'WARN', 'ERROR'] as const)
    expect((await lines({ message: 'x', loggingLevel })).map(({ level }) => level)).toEqual([loggingLevel]);
  expect(await lines({ message: 'x', loggingLevel: 'OFF' })).toEqual([]);
});

test('the name of the logger may be given, and computed', async () => {
  expect(await lines({ message: 'x', logName: 'own' })).toMatchObject([{ logger: 'own' }]);
  expect(await lines({ message: 'x', logName: 'of-${header.h}' })).toMatchObject([{ logger: 'of-H' }]);
});

test('a marker goes with the line', async () => {
  expect(await lines({ message: 'x', marker: 'AUDIT' })).toMatchObject([{ fields: { marker: 'AUDIT' } }]);
});

test('another language', async () => {
  expect(await lines({ message: 'got ${body}', logLanguage: 'constant' })).toMatchObject([{ message: 'got ${body}' }]);
  expect(await lines({ message: 'h', logLanguage: 'header' })).toMatchObject([{ message: 'H' }]);
});

test('a logger that is a bean takes the line instead', async () => {
  const own = new RecordedLog();
  expect(await lines({ message: 'x', logger: '#audit' }, { audit: own.factory('audit') })).toEqual([]);
  expect(own.lines).toMatchObject([{ logger: 'audit', level: 'INFO', message: 'x' }]);
});

test('a message that is empty is refused', async () => {
  await expect(lines({ message: '' })).rejects.toThrow('message must be specified');
});
