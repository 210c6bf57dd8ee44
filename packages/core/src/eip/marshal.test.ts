import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';
import { star } from '../../test/star-format.ts';

const run = (more: object = {}, body: unknown = 'b', options: object = {}) =>
  runSteps(
    (steps) => steps.setVariable('v', 'variable').eip('marshal', { dataFormat: { kind: 'star', options }, ...more }),
    body,
    { dataFormats: [star] },
  );

test('the body goes through the data format, which gets its options', async () => {
  expect((await run()).body).toBe('marshalled *b');
  expect((await run({}, 'b', { mark: '+' })).body).toBe('marshalled +b');
});

test('a variable may be taken instead of the body, and one may take the result', async () => {
  expect((await run({ variableSend: 'v' })).body).toBe('marshalled *variable');
  const received = await run({ variableReceive: 'w' });
  expect([received.body, received.exchange.variable('w')]).toEqual(['b', 'marshalled *b']);
});

test('a data format that is not there is refused with the nearest name', async () => {
  const start = startSteps((steps) => steps.eip('marshal', { dataFormat: { kind: 'star', options: { marc: 1 } } }), {
    dataFormats: [star],
  });
  await expect(start).rejects.toThrow(/marc.*mark/s);
  const unknown = startSteps((steps) => steps.eip('marshal', { dataFormat: { kind: 'stra', options: {} } }), {
    dataFormats: [star],
  });
  await expect(unknown).rejects.toThrow(/stra.*star/s);
});
