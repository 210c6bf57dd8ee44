import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
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
