import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('step and pipeline run their steps one after the other', async () => {
  const run = await runSteps((steps) =>
    steps.step('first', (inner) => inner.setBody('a')).pipeline((inner) => inner.transform(({ body }) => `${body}b`)),
  );
  expect(run.body).toBe('ab');
  expect(run.steps.map(({ stepId }) => stepId)).toContain('first');
});

test('cache answers from its store what the steps answered before, as long as it is good', async () => {
  let calls = 0;
  const context = await startSteps((steps) =>
    steps.eip('cache', { expression: { language: 'simple', expression: '${body}' }, ttl: 1000 }, (inner) =>
      inner.transform(({ body }) => `${String(body)} ${++calls}`),
    ),
  );
  const ask = async (body: string) => (await context.send('loopback:in', body, { pattern: 'InOut' })).body;
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual(['a 1', 'a 1', 'b 2']);
});

test('a cache that does not work slows messages down and fails none', async () => {
  const keyValueRepository = {
    get: () => Promise.reject(new Error('store is away')),
    put: () => Promise.reject(new Error('store is away')),
  };
  const run = await runSteps((steps) =>
    steps.eip('cache', { expression: { language: 'constant', expression: 'k' }, keyValueRepository }, (inner) =>
      inner.setBody('fresh'),
    ),
  );
  expect([run.body, run.exception]).toEqual(['fresh', undefined]);
});

test('resumable keeps the offset of messages that end well', async () => {
  const offsets: unknown[] = [];
  const resumeStrategy = { updateLastOffset: (offset: unknown) => void offsets.push(offset) };
  await runSteps((steps) => steps.setHeader('CamelOffset', 5).eip('resumable', { resumeStrategy }));
  await runSteps((steps) =>
    steps
      .setHeader('CamelOffset', 6)
      .eip('resumable', { resumeStrategy })
      .process(() => {
        throw new Error('no');
      }),
  );
  expect(offsets).toEqual([5]);
});

test('pausable holds a message until its check holds', async () => {
  let open = false;
  const context = await startSteps((steps) =>
    steps.eip('pausable', { consumerListener: { beforeConsume: () => open }, untilCheck: () => open }).to('mock:out'),
  );
  const sent = context.send('loopback:in', 1);
  await context.clock.advance(1000);
  expect(context.mocks.get('mock:out').received).toHaveLength(0);
  open = true;
  await context.clock.advance(500);
  await sent;
  expect(context.mocks.get('mock:out').received).toHaveLength(1);
});
