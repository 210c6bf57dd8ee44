import { expect, test } from 'vitest';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';
import { recorder } from '../../test/recorder.ts';

test('the URI is computed for each message, with its parameters', async () => {
  const { component, sent } = recorder();
  const options = { uri: 'rec:${body}', parameters: { mark: '${header.m}' } };
  await runSteps((steps) => steps.eip('toD', options), 'x', { components: [component], headers: { m: 'M' } });
  expect(sent).toEqual([{ path: 'x', mark: 'M', pattern: 'InOut' }]);
});

test('it may stand in another language, and one without a value sends nothing', async () => {
  const run = (headers: Readonly<Record<string, unknown>>) =>
    runSteps((steps) => steps.toD('language:header:where').to('mock:after'), 'x', { headers });
  expect((await run({ where: 'mock:there' })).mocks.get('mock:there').bodies).toEqual(['x']);
  expect((await run({})).mocks.get('mock:after').bodies).toEqual(['x']);
});

test('the pattern of the send holds for it alone', async () => {
  for (const pattern of ['InOnly', 'InOut'] as const) {
    const { component, sent } = recorder();
    const other = pattern === 'InOnly' ? 'InOut' : 'InOnly';
    const run = await runSteps((steps) => steps.toD('rec:${body}', { pattern }), 'x', {
      components: [component],
      pattern: other,
    });
    expect([sent[0]!.pattern, run.exchange.pattern]).toEqual([pattern, other]);
  }
});

test('a variable is sent, and a variable receives, while the message stays', async () => {
  const run = await runSteps(
    (steps) =>
      steps.setVariable('ask', 'question').toD('mock:${body}', { variableSend: 'ask', variableReceive: 'got' }),
    'api',
    { prepare: ({ mocks }) => void mocks.get('mock:api').reply('answer') },
  );
  expect(run.mocks.get('mock:api').bodies).toEqual(['question']);
  expect([run.body, run.exchange.variable('got')]).toEqual(['api', 'answer']);
});

test('it sends to allowed schemes only', async () => {
  const refused = await runSteps((steps) => steps.toD('${body}', { allowedSchemes: 'http,mock' }), 'loopback:x');
  expect(messageOf(refused.exception)).toContain('Scheme loopback is not in the allowed schemes: http,mock');
});

test('a URI that is none fails, or is skipped', async () => {
  const sent = (ignoreInvalidEndpoint: boolean) =>
    runSteps((steps) => steps.toD('${body}', { ignoreInvalidEndpoint }).to('mock:after'), 'nope:x');
  expect((await sent(false)).exception).toBeDefined();
  expect((await sent(true)).mocks.get('mock:after').bodies).toEqual(['nope:x']);
});

test.each([
  ['direct:', 'Endpoint should include scheme:path'],
  ['nope', 'Endpoint should include scheme:path'],
  ['direct://', 'Expected authority at index 9: direct://'],
  ['[a]:b', 'Illegal character in scheme name at index 0: %5Ba%5D:b'],
  ['ref:nope', 'No bean could be found in the registry for: nope of type: org.apache.camel.Endpoint'],
])('%s is told apart as Camel does: %s', async (uri, reason) => {
  const { exception } = await runSteps((steps) => steps.toD('${body}'), uri);
  expect(messageOf(exception)).toContain(`due to: ${reason}`);
});

test('endpoints of computed URIs are kept for reuse, but not without number', async () => {
  const context = await startSteps((steps) => steps.toD('mock:${body}'));
  for (let n = 0; n < 2100; n++) await context.send('loopback:in', n);
  expect(context.core.endpoints.endpoints().length).toBeLessThan(1100);
  expect(context.mocks.get('mock:0').received).toHaveLength(1);
});

test('a placeholder that comes with data is none', async () => {
  const run = await runSteps((steps) => steps.toD('mock:${header.where}'), 'a', {
    headers: { where: '{{secret}}' },
    properties: { secret: 'told' },
  });
  expect(run.mocks.get('mock:told').received).toEqual([]);
  expect(run.mocks.get('mock:{{secret}}').bodies).toEqual(['a']);
});

test('a computed URI with options that are none fails in the words of Camel, with ours as the cause', async () => {
  const failed = async (uri: string) => (await runSteps((steps) => steps.toD(uri), 'a')).exception;
  const unknown = await failed('loopback:x?nope=1&zap=${body}');
  expect(unknown).toMatchObject({ exceptionType: 'org.apache.camel.ResolveEndpointFailedException' });
  expect(messageOf(unknown)).toContain("There are 2 parameters that couldn't be set");
  expect(messageOf(unknown)).toContain('[{nope=1, zap=a}]');
  expect((unknown as Error).cause).toMatchObject({ code: 'ROUTE_UNKNOWN_OPTION' });
});

test('an empty URI is refused, and one that comes out as a bare name leads nowhere', async () => {
  await expect(runSteps((steps) => steps.eip('toD', { uri: '' }))).rejects.toThrow('the uri is empty');
  const { exception } = await runSteps((steps) => steps.eip('toD', { uri: '${body}' }), 'mock');
  expect(messageOf(exception)).toBe('Failed to resolve endpoint: mock due to: Endpoint should include scheme:path');
});
