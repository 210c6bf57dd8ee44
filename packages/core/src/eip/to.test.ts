import { expect, test } from 'vitest';
import { createTestContext } from '../testing/test-context.ts';
import { route } from '../builder/route-steps.ts';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

test('the reply is the message afterwards', async () => {
  const run = await runSteps((steps) => steps.to('mock:api').to('mock:end'), 'a', {
    prepare: ({ mocks }) => void mocks.get('mock:api').reply('b'),
  });
  expect(run.mocks.get('mock:end').bodies).toEqual(['b']);
  expect(run.exchange.property('CamelToEndpoint') ?? run.exchange.toEndpoint).toBe('mock://end');
});

test('a variable is sent, and a variable receives, while the message stays', async () => {
  const run = await runSteps(
    (steps) => steps.setVariable('ask', 'question').to('mock:api', { variableSend: 'ask', variableReceive: 'got' }),
    'body',
    { prepare: ({ mocks }) => void mocks.get('mock:api').reply('answer') },
  );
  expect(run.mocks.get('mock:api').bodies).toEqual(['question']);
  expect(run.body).toBe('body');
  expect(run.exchange.variable('got')).toBe('answer');
});

test('the pattern of a send holds for it alone', async () => {
  const patterns: string[] = [];
  const run = await runSteps((steps) => steps.to('mock:api', { pattern: 'InOnly' }), 'a', {
    prepare: ({ mocks }) => void mocks.get('mock:api').whenReceived(({ pattern }) => void patterns.push(pattern)),
  });
  expect(patterns).toEqual(['InOnly']);
  expect(run.exchange.pattern).toBe('InOut');
});

test('a scheme that nobody registered is told before anything runs, with the nearest name', async () => {
  const adding = async () => {
    const context = createTestContext();
    await context.addRoutes(route('r').from('loopback:in').to('mok:api'));
    await context.start();
  };
  await expect(adding()).rejects.toThrow(/"mok".*mock/s);
});

test('toD computes its URI for each message', async () => {
  const run = await runSteps((steps) => steps.toD('mock:${body}'), 'x');
  expect(run.mocks.get('mock:x').received).toHaveLength(1);
});

test('toD sends to allowed schemes only, and skips bad URIs when told to', async () => {
  const refused = await runSteps((steps) => steps.toD('${body}', { allowedSchemes: 'http,mock' }), 'loopback:x');
  expect(messageOf(refused.exception)).toContain('Scheme loopback is not in the allowed schemes: [http,mock]');
  const unknown = await runSteps((steps) => steps.toD('${body}').to('mock:after'), 'nope:x');
  expect(unknown.exception).toBeDefined();
  const skipped = await runSteps(
    (steps) => steps.toD('${body}', { ignoreInvalidEndpoint: true }).to('mock:after'),
    'nope:x',
  );
  expect(skipped.mocks.get('mock:after').bodies).toEqual(['nope:x']);
});

test('endpoints of computed URIs are kept for reuse, but not without number', async () => {
  const context = await startSteps((steps) => steps.toD('mock:${body}'));
  for (let n = 0; n < 2100; n++) await context.send('loopback:in', n);
  expect(context.core.endpoints.endpoints().length).toBeLessThan(1100);
  expect(context.mocks.get('mock:0').received).toHaveLength(1);
});
