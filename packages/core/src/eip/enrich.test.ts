import { expect, onTestFinished, test } from 'vitest';
import { route, routes } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext } from '../testing/test-context.ts';
import { runSteps } from '../../test/run-steps.ts';

const answer = {
  mock: ['http'],
  prepare: ({ mocks }: { mocks: { get(uri: string): { reply(body: unknown): unknown } } }) =>
    void mocks.get('http:api').reply('answer'),
};

test('the reply replaces the body, and the headers stay', async () => {
  const run = await runSteps((steps) => steps.enrich('http:api'), 'question', { ...answer, headers: { kept: 1 } });
  expect(run.body).toBe('answer');
  expect(run.headers).toMatchObject({ kept: 1 });
  expect(run.mocks.get('http:api').bodies).toEqual(['question']);
});

test('a strategy joins the message and the reply', async () => {
  const both = (old: Exchange | undefined, reply: Exchange) => {
    old!.body = [old!.body, reply.body];
    return old!;
  };
  const run = await runSteps((steps) => steps.enrich('http:api', { aggregationStrategy: both }), 'question', answer);
  expect(run.body).toEqual(['question', 'answer']);
});

test('a reply may go to a variable', async () => {
  const run = await runSteps((steps) => steps.enrich('http:api', { variableReceive: 'reply' }), 'question', answer);
  expect(run.body).toBe('question');
  expect(run.exchange.variable('reply')).toBe('answer');
});

test('with a strategy the variable gets what was joined', async () => {
  const both = (old: Exchange | undefined, reply: Exchange) => {
    old!.body = `${String(old!.body)}+${String(reply.body)}`;
    old!.headers.set('joined', 1);
    return old!;
  };
  const options = { variableReceive: 'reply', aggregationStrategy: both };
  const run = await runSteps((steps) => steps.enrich('http:api', options), 'question', answer);
  expect([run.body, run.headers]).toEqual(['question', {}]);
  expect(run.exchange.variable('reply')).toBe('question+answer');
  expect(run.exchange.variable('header:reply.joined')).toBe(1);
});

test('a list strategy keeps what it has in a property: nothing completes here', async () => {
  const options = { aggregationStrategy: '#class:GroupedBodyAggregationStrategy' };
  const run = await runSteps((steps) => steps.enrich('http:api', options), 'question', answer);
  expect([run.body, run.exchange.property('CamelGroupedExchange')]).toEqual(['question', ['answer']]);
});

test('the URI is computed for each message', async () => {
  const run = await runSteps((steps) => steps.enrich(({ body }) => `mock:${String(body)}`), 'a');
  expect(run.mocks.get('mock:a').received).toHaveLength(1);
});

test('a request that fails fails the message, unless the strategy is asked', async () => {
  const prepare = ({ mocks }: { mocks: { get(uri: string): { fail(error: unknown): unknown } } }) =>
    void mocks.get('mock:down').fail(new Error('down'));
  const failed = await runSteps((steps) => steps.enrich('mock:down'), 'a', { prepare });
  expect(failed.exception).toMatchObject({ message: 'down' });
  const instead = (old: Exchange | undefined, reply: Exchange) => {
    old!.body = reply.exception === undefined ? 'fine' : 'made up';
    return old!;
  };
  const asked = await runSteps(
    (steps) =>
      steps.eip('enrich', {
        expression: { language: 'constant', expression: 'mock:down' },
        aggregationStrategy: instead,
        aggregateOnException: true,
      }),
    'a',
    { prepare },
  );
  expect(asked.body).toBe('made up');
  expect(asked.exception).toBeUndefined();
});

const asking = (options: Readonly<Record<string, unknown>>, uri = 'http:api') =>
  runSteps(
    (steps) =>
      steps
        .setVariable('ask', 'from a variable')
        .eip('enrich', { expression: { language: 'simple', expression: uri }, ...options })
        .to('mock:after'),
    'question',
    answer,
  );

test('a method of a bean joins the bodies', async () => {
  const aggregationStrategy = { join: (question: unknown, reply: unknown) => [question, reply] };
  for (const aggregationStrategyMethodAllowNull of [false, true]) {
    const method = { aggregationStrategyMethodName: 'join', aggregationStrategyMethodAllowNull };
    expect((await asking({ aggregationStrategy, ...method })).body).toEqual(['question', 'answer']);
  }
});

test('a variable may be sent instead of the body, which stays', async () => {
  const run = await asking({ variableSend: 'ask', variableReceive: 'reply' });
  expect(run.mocks.get('http:api').bodies).toEqual(['from a variable']);
  expect([run.body, run.exchange.variable('reply')]).toEqual(['question', 'answer']);
});

test('a URI that is none fails, or is skipped', async () => {
  expect((await asking({}, 'nope:api')).exception).toBeDefined();
  const skipped = await asking({ ignoreInvalidEndpoint: true }, 'nope:api');
  expect(skipped.mocks.get('mock:after').bodies).toEqual(['question']);
});

test('schemes that are not allowed fail', async () => {
  expect((await asking({ allowedSchemes: 'mock,file' })).exception).toMatchObject({ code: 'ROUTE_SCHEME_NOT_ALLOWED' });
  expect((await asking({ allowedSchemes: 'mock, http' })).body).toBe('answer');
});

test('a request that shares the unit of work sees the message as it came to the route', async () => {
  const original = async (shareUnitOfWork: boolean) => {
    const context = createTestContext({ allowUseOriginalMessage: true });
    onTestFinished(() => context.clock.runUntil(context.stop()));
    await context.addRoutes(
      routes(
        route('outer')
          .from('loopback:outer')
          .setBody('changed')
          .eip('enrich', {
            expression: { language: 'constant', expression: 'loopback:inner' },
            shareUnitOfWork,
          }) as never,
        route('inner')
          .from('loopback:inner')
          .errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead', useOriginalBody: true })
          .setBody('changed again')
          .throwException('java.io.IOException', 'x') as never,
      ),
    );
    await context.start();
    await context.send('loopback:outer', 'as it came');
    return context.mocks.get('mock:dead').bodies;
  };
  expect(await original(true)).toEqual(['as it came']);
  expect(await original(false)).toEqual(['changed']);
});
