import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

const thrown = async (options: Readonly<Record<string, unknown>>, beans = {}) => {
  const run = await runSteps((steps) => steps.eip('throwException', options).to('mock:after'), 'disk', { beans });
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
  return run.exception;
};

test('its class, with a message in Simple', async () => {
  const error = await thrown({ exceptionType: 'java.io.IOException', message: 'no ${body}' });
  expect(exceptionTypeOf(error)).toBe('java.io.IOException');
  expect(messageOf(error)).toBe('no disk');
});

test('a class that is no exception fails with another', async () => {
  const error = await thrown({ exceptionType: 'java.lang.String', message: 'x' });
  expect(messageOf(error)).toContain('Error creating new instance of class java.lang.String');
  expect(exceptionTypeOf((error as Error).cause)).toBe('java.lang.ClassCastException');
});

test.each(['org.apache.camel.CamelExchangeException', 'java.nio.channels.ClosedChannelException'])(
  '%s is not made from a message alone',
  async (exceptionType) => {
    const error = await thrown({ exceptionType, message: 'm' });
    expect(messageOf(error)).toContain(`Error creating new instance of class ${exceptionType}`);
    expect(exceptionTypeOf((error as Error).cause)).toBe('java.lang.NoSuchMethodException');
  },
);

test('an object, a bean, or what a bean makes', async () => {
  const error = new RangeError('mine');
  expect(await thrown({ ref: error })).toBe(error);
  expect(await thrown({ ref: '#known' }, { known: error })).toBe(error);
  expect(await thrown({ ref: '#made' }, { made: () => error })).toBe(error);
});

test('one of both is needed', async () => {
  await expect(startSteps((steps) => steps.eip('throwException'))).rejects.toThrow('ref or exceptionType');
});

test('a message that cannot be computed is told with the class', async () => {
  const error = await thrown({ exceptionType: 'java.io.IOException', message: '${body.nowhere}' });
  expect(exceptionTypeOf(error)).toBe('org.apache.camel.CamelExchangeException');
  expect(messageOf(error)).toMatch(/new instance of class java\.io\.IOException.*nowhere/);
});
