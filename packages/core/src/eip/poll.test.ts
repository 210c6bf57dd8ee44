import { expect, test } from 'vitest';
import type { Component } from '../component/component.ts';
import { Exchange } from '../exchange/exchange.ts';
import { messageOf, runSteps } from '../../test/run-steps.ts';

/** Has one message for each name, and no more. */
function shelf(): Component {
  const taken = new Set<string>();
  return {
    spec: { scheme: 'shelf', title: 'Shelf', description: 'Messages to take.', options: {} },
    createEndpoint: ({ uri, path }) => ({
      uri,
      poll: (timeoutMs) => {
        if (taken.has(path)) return Promise.resolve(undefined);
        taken.add(path);
        const exchange = new Exchange(`${path} within ${timeoutMs}`);
        exchange.headers.set('shelf', path);
        return Promise.resolve(exchange);
      },
    }),
  };
}
const withShelf = () => ({ components: [shelf()] });

test('poll takes a message, with its headers, and waits twenty seconds when not told', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:a'), 'before', withShelf());
  expect(run.body).toBe('a within 20000');
  expect(run.headers).toMatchObject({ shelf: 'a' });
});

test('nothing to take leaves a null body', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:a').poll('shelf:a', { timeout: 10 }), 'x', withShelf());
  expect(run.body).toBeNull();
});

test('pollEnrich computes its URI, and a strategy joins what was taken', async () => {
  const plain = await runSteps(
    (steps) => steps.pollEnrich(({ body }) => `shelf:${String(body)}`, { timeout: 5 }),
    'b',
    withShelf(),
  );
  expect(plain.body).toBe('b within 5');
  const joined = await runSteps(
    (steps) =>
      steps.pollEnrich('shelf:c', {
        timeout: 0,
        aggregationStrategy: (old: Exchange, taken: Exchange | undefined) => {
          old.body = `${String(old.body)}+${String(taken?.body)}`;
          return old;
        },
      }),
    'x',
    withShelf(),
  );
  expect(joined.body).toBe('x+c within 0');
});

test('a variable takes the message, and the body stays', async () => {
  const run = await runSteps((steps) => steps.poll('shelf:a', { variableReceive: 'taken' }), 'x', withShelf());
  expect(run.body).toBe('x');
  expect(run.exchange.variable('taken')).toBe('a within 20000');
});

test('an endpoint that only sends cannot be polled', async () => {
  const sink: Component = {
    spec: { scheme: 'sink', title: 'Sink', description: 'Takes all.', options: {} },
    createEndpoint: ({ uri }) => ({ uri, createProducer: () => ({ process: () => undefined }) }),
  };
  const run = await runSteps((steps) => steps.pollEnrich('sink:a'), 'x', { components: [sink] });
  expect(messageOf(run.exception)).toContain('sink');
});
