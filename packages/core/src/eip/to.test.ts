import { expect, test } from 'vitest';
import { createTestContext } from '../testing/test-context.ts';
import { route } from '../builder/route-steps.ts';
import { recorder } from '../../test/recorder.ts';
import { runSteps } from '../../test/run-steps.ts';

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
  for (const pattern of ['InOnly', 'InOut'] as const) {
    const { component, sent } = recorder();
    const other = pattern === 'InOnly' ? 'InOut' : 'InOnly';
    const run = await runSteps((steps) => steps.to('rec:a', { pattern }), 'x', {
      components: [component],
      pattern: other,
    });
    expect([sent[0]!.pattern, run.exchange.pattern]).toEqual([pattern, other]);
  }
});

test('the pattern that a URI names holds for each send to it, and goes before that of the step', async () => {
  const { component, sent } = recorder();
  const uri = 'rec:a?exchangePattern=InOut';
  const run = await runSteps(
    (steps) =>
      steps.to(uri).to(uri, { pattern: 'InOnly' }).toD(`\${header.scheme}:a?exchangePattern=InOut`).to('rec:b'),
    'x',
    { components: [component], pattern: 'InOnly', headers: { scheme: 'rec' } },
  );
  expect(sent.map(({ pattern }) => pattern)).toEqual(['InOut', 'InOut', 'InOut', 'InOnly']);
  expect(run.exchange.pattern).toBe('InOnly');
});

test('the endpoint gets its parameters', async () => {
  const { component, sent } = recorder();
  const options = { uri: 'rec:a', parameters: { mark: '{{m}}' } };
  await runSteps((steps) => steps.eip('to', options), 'x', { components: [component], properties: { m: 'M' } });
  expect(sent).toMatchObject([{ path: 'a', mark: 'M' }]);
});

test('a scheme that nobody registered is told before anything runs, with the nearest name', async () => {
  const adding = async () => {
    const context = createTestContext();
    await context.addRoutes(route('r').from('loopback:in').to('mok:api'));
    await context.start();
  };
  await expect(adding()).rejects.toThrow(/"mok".*mock/s);
});
