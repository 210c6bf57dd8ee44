import { expect, test } from 'vitest';
import { createLoggers, type LoggersOptions } from './pino-loggers.ts';

function open(options: LoggersOptions) {
  const lines: string[] = [];
  return { lines, loggers: createLoggers({ ...options, write: (line) => lines.push(line) }) };
}

test('JSON lines carry time, level, logger, message and fields, and errors with code and stack', () => {
  const { lines, loggers } = open({ format: 'json' });
  const failure = Object.assign(new Error('no answer'), { code: 'DHIS2_UNREACHABLE' });
  loggers.factory('monthly').warn('cannot send', { row: 41, error: failure });
  const line = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'WARN', name: 'monthly', msg: 'cannot send', row: 41 });
  expect(line['error']).toMatchObject({ name: 'Error', code: 'DHIS2_UNREACHABLE', message: 'no answer' });
  expect(line['time']).toBeTypeOf('number');
  expect(lines[0]).toMatch(/\n$/);
});

test('lines for people are text, with the stack below', () => {
  const { lines, loggers } = open({ format: 'pretty', colour: false });
  loggers.factory('monthly').error('cannot send', { row: 41, place: 'a b', error: new Error('no answer') });
  expect(lines[0]).toMatch(
    /^\d\d:\d\d:\d\d ERROR monthly cannot send row=41 place=a b\n {2}Error: no answer\n {4,}at /,
  );
  expect(lines[0]).not.toContain('\u001B');
});

test('details that every line has give way to its own, and are asked for only when a line is written', () => {
  const { lines, loggers } = open({ format: 'json' });
  let asked = 0;
  loggers.setLineFields(() => ({ trace_id: `t${++asked}`, span_id: 's' }));
  const log = loggers.factory('monthly');
  log.debug('not written');
  log.info('plain');
  log.warn('own', { span_id: 'own', error: new Error('no answer') });
  loggers.setLineFields(undefined);
  log.info('without');
  const [plain, own, without] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(plain).toMatchObject({ msg: 'plain', trace_id: 't1', span_id: 's' });
  expect(own).toMatchObject({ trace_id: 't2', span_id: 'own', error: { message: 'no answer' } });
  expect(without).not.toHaveProperty('trace_id');
});

test('colour is used when asked for', () => {
  const { lines, loggers } = open({ format: 'pretty', colour: true });
  loggers.factory('a').info('x');
  expect(lines[0]).toContain('\u001B[32mINFO');
});

test('levels hold by name and can be changed while loggers are in use', () => {
  const { lines, loggers } = open({ level: 'WARN', levels: { 'a.b': 'TRACE' } });
  const [a, b] = [loggers.factory('a'), loggers.factory('a.b')];
  const all = () => {
    lines.length = 0;
    for (const logger of [a, b])
      for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) logger[level]('x');
    return lines.length;
  };
  expect(all()).toBe(2 + 5);
  loggers.setLevel('a', 'OFF');
  expect(all()).toBe(5);
  loggers.setLevel('a.b', undefined);
  expect(all()).toBe(0);
  loggers.setLevel('ROOT', 'INFO');
  loggers.setLevel('a', undefined);
  expect(all()).toBe(6);
  expect([...loggers.list().keys()]).toEqual(['ROOT', 'a', 'a.b']);
  expect(loggers.find('a')).toEqual({ configuredLevel: undefined, effectiveLevel: 'INFO' });
  expect(loggers.find('nobody')).toBeUndefined();
});
