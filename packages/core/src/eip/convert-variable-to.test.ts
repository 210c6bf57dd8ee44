import { expect, test } from 'vitest';
import { messageOf, runSteps } from '../../test/run-steps.ts';

const converted = (options: object, value: unknown) =>
  runSteps((steps) => steps.setVariable('n', () => value).eip('convertVariableTo', { name: 'n', ...options }), 'body');

test('the variable gets the type, and the body stays', async () => {
  const run = await converted({ type: 'Integer' }, '7');
  expect([run.exchange.variable('n'), run.body]).toEqual([7, 'body']);
});

test('the result may have a name of its own', async () => {
  const run = await converted({ type: 'Integer', toName: 'number' }, '7');
  expect([run.exchange.variable('n'), run.exchange.variable('number')]).toEqual(['7', 7]);
});

test('text and bytes by their character set', async () => {
  const run = await converted({ type: 'byte[]', charset: 'ISO-8859-1' }, 'é');
  expect([...(run.exchange.variable('n') as Uint8Array)]).toEqual([0xe9]);
});

test('what cannot be converted fails, unless it need not be', async () => {
  expect(messageOf((await converted({ type: 'Integer' }, { no: 'number' })).exception)).toContain('java.lang.Integer');
  const optional = await converted({ type: 'Integer', mandatory: false }, { no: 'number' });
  expect(optional.exception).toBeUndefined();
});

test('a variable that is not there fails, unless it need not be', async () => {
  const missing = (mandatory: boolean) =>
    runSteps((steps) => steps.eip('convertVariableTo', { name: 'n', type: 'Integer', mandatory }), 'body');
  expect(messageOf((await missing(true)).exception)).toContain("No 'n' variable available");
  expect((await missing(false)).exception).toBeUndefined();
});

test('a character set that is not there is refused', async () => {
  const steps = runSteps((made) => made.eip('convertVariableTo', { name: 'n', type: 'String', charset: 'nope-8' }), '');
  await expect(steps).rejects.toThrow('there is no charset "nope-8"');
});
