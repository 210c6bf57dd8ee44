import { expect, test } from 'vitest';
import { z } from 'zod';
import { createContext } from '../engine/dhow-context.ts';
import { loopback } from '../testing/loopback-component.ts';
import { runRoute } from '../testing/run-route.ts';
import { route } from './route-steps.ts';

async function run(
  steps: { toRoutes(): ReturnType<ReturnType<ReturnType<typeof route>['from']>['toRoutes']> },
  body: unknown,
) {
  const context = createContext({ components: [loopback()] });
  await context.addRoutes(steps);
  await context.start();
  try {
    return await context.send('loopback:in', body, { pattern: 'InOut' });
  } finally {
    await context.stop();
  }
}

test('functions see the body that the step before left', async () => {
  const hello = route('hello')
    .from('loopback:in')
    .castBody<string>()
    .transform(({ body }) => body.length)
    .transform(({ body }) => body * 2);
  expect((await run(hello, 'four')).body).toBe(8);
});

test('a builder does not change when steps are added to it', () => {
  const start = route('start').from('loopback:in');
  const one = start.setBody('one');
  const two = start.setBody('two').stop();
  expect(start.steps).toHaveLength(0);
  expect(one.steps).toHaveLength(1);
  expect(two.steps).toHaveLength(2);
});

test('mapEach maps lists at once and streams as they are read', async () => {
  const doubled = route('double')
    .from('loopback:in')
    .castBody<number[]>()
    .mapEach((n) => n * 2);
  expect((await run(doubled, [1, 2, 3])).body).toEqual([2, 4, 6]);
});

test('a schema refuses a body with the place in it', async () => {
  const checked = route('checked')
    .from('loopback:in')
    .schema(z.object({ rows: z.array(z.number()) }));
  expect((await run(checked, { rows: [1] })).body).toEqual({ rows: [1] });
  const { exception } = await run(checked, { rows: [1, 'x'] });
  expect(exception).toMatchObject({ code: 'ROUTE_SCHEMA_MISMATCH' });
  expect((exception as Error).message).toContain('rows.1');
});

test('choice takes the branch whose predicate holds', async () => {
  const sized = route('sized')
    .from('loopback:in')
    .castBody<number>()
    .choice((choice) =>
      choice
        .when(
          ({ body }) => body > 10,
          (steps) => steps.transform(() => 'big'),
        )
        .otherwise((steps) => steps.transform(() => 'small')),
    );
  expect((await run(sized, 11)).body).toBe('big');
  expect((await run(sized, 9)).body).toBe('small');
});

test('onException handles by class name or code', async () => {
  const handled = route('handled')
    .from('loopback:in')
    .process(() => {
      throw Object.assign(new Error('no'), { code: 'DHIS2_CONFLICT' });
    })
    .onException(['DHIS2_CONFLICT'], { handled: true }, (steps) => steps.setBody('handled'));
  const exchange = await run(handled, 'x');
  expect(exchange.body).toBe('handled');
  expect(exchange.exception).toBeUndefined();
});

test('doTry catches, and the steps after it go on', async () => {
  const tried = route('tried')
    .from('loopback:in')
    .doTry(
      (steps) => steps.throwException('java.io.IOException', 'broken'),
      (branches) => branches.doCatch(['java.io.IOException'], (steps) => steps.setBody('caught')),
    )
    .transform(({ body }) => `${body}!`);
  expect((await run(tried, 'x')).body).toBe('caught!');
});

test('what belongs to a route is refused inside a block', () => {
  expect(() =>
    route('outer')
      .from('loopback:in')
      .split((part) => part.options({ startupOrder: 1 })),
  ).toThrow(/belongs to a whole route/);
});

test('id names the step before it, blocks included', () => {
  const { steps } = route('r')
    .from('direct:in')
    .setBody(1)
    .id('one')
    .filter(
      () => true,
      (inner) => inner.to('mock:a').id('inner'),
    )
    .id('only')
    .toRoute();
  expect(steps.map(({ id }) => id)).toEqual(['one', 'only']);
  expect(steps[1]!.steps!.map(({ id }) => id)).toEqual(['inner']);
  expect(() => route('r').from('direct:in').id('early')).toThrow(
    ".id('early'): there is no step before it to name. The id of a route is the argument of route().",
  );
});

test('a function without parameters needs no message, one that takes the rest or a default has it', async () => {
  const seen: unknown[] = [];
  const all = route('r')
    .from('timer:t')
    .setHeader('constant', () => 5)
    .setHeader('rest', (...given) => given[0].body)
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- a parameter with a default has no length
    .setHeader('fallback', (given = undefined as never) => given.body)
    .process(({ header }) => void seen.push(header('constant'), header('rest'), header('fallback')));
  await runRoute(all, 'x');
  expect(seen).toEqual([5, 'x', 'x']);
});
