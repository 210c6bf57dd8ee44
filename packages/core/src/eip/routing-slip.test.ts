import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });
const slip = (uris: string, more: object = {}) =>
  runSteps((steps) => steps.eip('routingSlip', { expression: simple('${header.slip}'), ...more }).to('mock:end'), 'x', {
    headers: { slip: uris },
    prepare: ({ mocks }) => void mocks.get('mock:a').reply('from a'),
  });

test('the message goes from one to the next, each gets what the one before left', async () => {
  const run = await slip('mock:a,mock:b');
  expect(run.mocks.get('mock:b').bodies).toEqual(['from a']);
  expect(run.mocks.get('mock:end').bodies).toEqual(['from a']);
  expect(run.exchange.property('CamelSlipEndpoint')).toBe('mock://b');
});

test('another delimiter', async () => {
  expect((await slip('mock:a#mock:b', { uriDelimiter: '#' })).mocks.get('mock:b').received).toHaveLength(1);
});

test('a failing hop ends the slip', async () => {
  const run = await runSteps((steps) => steps.eip('routingSlip', { expression: simple('mock:down,mock:b') }), 'x', {
    prepare: ({ mocks }) => void mocks.get('mock:down').fail(new Error('down')),
  });
  expect(run.exception).toMatchObject({ message: 'down' });
  expect(run.mocks.get('mock:b').received).toHaveLength(0);
});

test('URIs that are none fail, or are skipped', async () => {
  expect((await slip('nope:a,mock:b')).exception).toBeDefined();
  const skipped = await slip('nope:a,mock:b', { ignoreInvalidEndpoints: true });
  expect(skipped.mocks.get('mock:b').received).toHaveLength(1);
});

test('schemes that are not allowed fail', async () => {
  const { exception, mocks } = await slip('mock:a,loopback:b', { allowedSchemes: 'mock,http' });
  expect(messageOf(exception)).toContain('Scheme loopback is not in the allowed schemes');
  expect(mocks.get('mock:a').received).toHaveLength(1);
});

test('what a failing hop made of the message is what the slip leaves', async () => {
  const context = await startSteps((steps) => steps.eip('routingSlip', { expression: simple('loopback:hop,mock:b') }));
  await context.addRoutes(
    route('hop').from('loopback:hop').setBody('spoiled').throwException('java.io.IOException', 'no'),
  );
  const exchange = await context.send('loopback:in', 'x');
  expect([exchange.body, messageOf(exchange.exception)]).toEqual(['spoiled', 'no']);
});

test('a slip or router that goes nowhere does not show where the one before it was', async () => {
  for (const kind of ['routingSlip', 'dynamicRouter']) {
    const { exchange } = await runSteps((steps) =>
      steps.eip('routingSlip', { expression: simple('mock:a') }).eip(kind, { expression: simple('${null}') }),
    );
    expect(exchange.property('CamelSlipEndpoint')).toBeUndefined();
  }
});
