import { expect, test } from 'vitest';
import type { Component } from '../component/component.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { shelf } from '../../test/shelf.ts';
import { messageOf, runSteps } from '../../test/run-steps.ts';

const simple = (expression: string) => ({ language: 'simple', expression });
const taken = (options: Readonly<Record<string, unknown>>, body: unknown = 'a', uri = 'shelf:${body}') =>
  runSteps((steps) => steps.eip('pollEnrich', { expression: simple(uri), ...options }), body, {
    components: [shelf()],
  });

test('the message taken replaces the body, and its headers are added', async () => {
  const run = await taken({});
  expect(run.body).toBe('a within -1');
  expect(run.headers).toMatchObject({ shelf: 'a' });
});

test('it waits as long as it is told', async () => {
  expect((await taken({ timeout: 5 })).body).toBe('a within 5');
  expect((await taken({ timeout: '2s' })).body).toBe('a within 2000');
});

test('nothing to take leaves a null body; no URI leaves the message alone', async () => {
  expect((await taken({}, 'empty')).body).toBeNull();
  expect((await taken({}, 'a', '${header.none}')).body).toBe('a');
});

test('a strategy joins the message and the one taken', async () => {
  const aggregationStrategy = (old: Exchange, next: Exchange | undefined) => {
    old.body = `${String(old.body)}+${String(next?.body)}`;
    return old;
  };
  expect((await taken({ aggregationStrategy, timeout: 0 })).body).toBe('a+a within 0');
});

test('a method of a bean joins the bodies', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const options = { aggregationStrategy, aggregationStrategyMethodName: 'join', timeout: 0 };
  expect((await taken(options)).body).toEqual(['a', 'a within 0']);
});

test('a message that failed fails the route, unless the strategy is asked', async () => {
  expect((await taken({}, 'broken')).exception).toMatchObject({ message: 'broken' });
  const aggregationStrategy = (old: Exchange, next: Exchange) => {
    old.body = messageOf(next.exception);
    return old;
  };
  const asked = await taken({ aggregationStrategy, aggregateOnException: true }, 'broken');
  expect([asked.body, asked.exception]).toEqual(['broken', undefined]);
});

test('a variable takes the message, and the body stays', async () => {
  const run = await taken({ variableReceive: 'got' });
  expect([run.body, run.exchange.variable('got')]).toEqual(['a', 'a within -1']);
});

test('a variable takes nothing where nothing is', async () => {
  const run = await taken({ variableReceive: 'got' }, 'empty');
  expect([run.body, run.exchange.hasVariables && run.exchange.variables.has('got')]).toEqual(['empty', false]);
});

test('a strategy is told that nothing came: the latest is then the message itself', async () => {
  const aggregationStrategy = '#class:UseLatestAggregationStrategy';
  expect((await taken({ aggregationStrategy }, 'empty')).body).toBe('empty');
  const original = await taken({ aggregationStrategy: '#class:UseOriginalAggregationStrategy' }, 'empty');
  expect((original.exception as Error).cause).toMatchObject({ exceptionType: 'java.lang.NullPointerException' });
});

test('a URI that is none fails, or is skipped', async () => {
  expect((await taken({}, 'a', 'nope:a')).exception).toBeDefined();
  const skipped = await taken({ ignoreInvalidEndpoint: true }, 'a', 'nope:a');
  expect([skipped.body, skipped.exception]).toEqual(['a', undefined]);
});

test('schemes that are not allowed fail', async () => {
  expect((await taken({ allowedSchemes: 'file,http' })).exception).toMatchObject({ code: 'ROUTE_SCHEME_NOT_ALLOWED' });
  expect((await taken({ allowedSchemes: 'file, shelf' })).body).toBe('a within -1');
});

test('an endpoint that only sends cannot be polled', async () => {
  const sink: Component = {
    spec: { scheme: 'sink', title: 'Sink', description: 'Takes all.', options: {} },
    createEndpoint: ({ uri }) => ({ uri, createProducer: () => ({ process: () => undefined }) }),
  };
  const run = await runSteps((steps) => steps.pollEnrich('sink:a'), 'x', { components: [sink] });
  expect(messageOf(run.exception)).toContain('sink');
});

test('such a method is asked about nothing only when it may be', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const options = { aggregationStrategy, aggregationStrategyMethodName: 'join', timeout: 0 };
  expect((await taken(options, 'empty')).body).toBe('empty');
  expect((await taken({ ...options, aggregationStrategyMethodAllowNull: true }, 'empty')).body).toEqual([
    'empty',
    null,
  ]);
});
