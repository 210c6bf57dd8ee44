import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';
import { star } from '../../test/star-format.ts';

const run = (more: object = {}, body: unknown = 'b', options: object = {}) =>
  runSteps(
    (steps) => steps.setVariable('v', 'variable').eip('unmarshal', { dataFormat: { kind: 'star', options }, ...more }),
    body,
    { dataFormats: [star] },
  );

test('the body goes through the data format, which gets its options', async () => {
  expect((await run()).body).toBe('unmarshalled *b');
  expect((await run({}, 'b', { mark: '+' })).body).toBe('unmarshalled +b');
});

test('a variable may be taken instead of the body, and one may take the result', async () => {
  expect((await run({ variableSend: 'v' })).body).toBe('unmarshalled *variable');
  const received = await run({ variableReceive: 'w' });
  expect([received.body, received.exchange.variable('w')]).toEqual(['b', 'unmarshalled *b']);
});

test('a null body fails, unless it is let pass', async () => {
  expect((await run({}, null)).exception).toMatchObject({ code: 'ROUTE_NO_TYPE_CONVERSION' });
  const passed = await run({ allowNullBody: true }, null);
  expect([passed.body, passed.exception]).toEqual([null, undefined]);
});
