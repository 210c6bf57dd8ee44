import { expect, onTestFinished, test } from 'vitest';
import { route, routes } from '../builder/route-steps.ts';
import type { RoutesModel, StepModel } from '../model/route-model.ts';
import { createTestContext, type TestContext } from '../testing/test-context.ts';

const to = (uri: string): StepModel => ({ kind: 'to', options: { uri } });
const constant = (expression: string) => ({ language: 'constant', expression });
const plain = route('r').from('loopback:in').to('mock:one').to('mock:two');

async function withScoped(scoped: readonly StepModel[], source = plain.toRoutes()): Promise<TestContext> {
  const context = createTestContext();
  await context.addRoutes({ ...source, scoped } satisfies RoutesModel);
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  return context;
}
const count = (context: TestContext, name: string) => context.mocks.get(`mock:${name}`).received.length;

test('intercept sees each step before it runs, and may end the message', async () => {
  const context = await withScoped([{ kind: 'intercept', options: {}, steps: [to('mock:seen')] }]);
  await context.send('loopback:in', 'a');
  expect(count(context, 'seen')).toBe(2);
  const ended = await withScoped([{ kind: 'intercept', options: {}, steps: [{ kind: 'stop', options: {} }] }]);
  await ended.send('loopback:in', 'a');
  expect([count(ended, 'one'), count(ended, 'two')]).toEqual([0, 0]);
});

test('interceptFrom sees each message that comes in by a URI that fits', async () => {
  const of = async (uri?: string) => {
    const options = uri === undefined ? {} : { uri };
    const context = await withScoped([{ kind: 'interceptFrom', options, steps: [to('mock:seen')] }]);
    await context.send('loopback:in', 'a');
    return count(context, 'seen');
  };
  expect([await of(), await of('loopback:*'), await of('timer:*')]).toEqual([1, 1, 0]);
});

test('interceptSendToEndpoint sees sends, may skip them, and may add something after', async () => {
  const context = await withScoped([
    {
      kind: 'interceptSendToEndpoint',
      options: { uri: 'mock:one', skipSendToOriginalEndpoint: 'true' },
      steps: [to('mock:instead')],
    },
    { kind: 'interceptSendToEndpoint', options: { uri: 'mock:two', afterUri: 'mock:after' }, steps: [to('mock:seen')] },
  ]);
  await context.send('loopback:in', 'a');
  expect(['one', 'instead', 'two', 'seen', 'after'].map((name) => count(context, name))).toEqual([0, 1, 1, 1, 1]);
});

const failing = route('r')
  .from('loopback:in')
  .process(({ body }) => {
    if (body === 'bad') throw new Error('bad');
  })
  .to('mock:one');

test('onCompletion runs when the message is done, for all, the good or the failed', async () => {
  const of = async (options: Readonly<Record<string, unknown>>) => {
    const context = await withScoped([{ kind: 'onCompletion', options, steps: [to('mock:done')] }], failing.toRoutes());
    await context.send('loopback:in', 'good');
    await context.send('loopback:in', 'bad');
    await context.clock.advance(10);
    return context.mocks.get('mock:done').bodies;
  };
  expect(await of({})).toEqual(['good', 'bad']);
  expect(await of({ onCompleteOnly: true })).toEqual(['good']);
  expect(await of({ onFailureOnly: true })).toEqual(['bad']);
});

test('a route’s own onCompletion takes the place of the one for all', async () => {
  const own = failing.onCompletion({}, (steps) => steps.to('mock:own')).toRoutes();
  const context = await withScoped([{ kind: 'onCompletion', options: {}, steps: [to('mock:all')] }], own);
  await context.send('loopback:in', 'good');
  await context.clock.advance(10);
  expect([count(context, 'own'), count(context, 'all')]).toEqual([1, 0]);
});

test('a route configuration holds for the routes that ask for it by name', async () => {
  const asks = failing.options({ routeConfigurationId: 'careful' });
  const other = route('other').from('loopback:other').throwException('java.lang.IllegalStateException', 'x');
  const handler: StepModel = {
    kind: 'onException',
    options: { exception: ['java.lang.Exception'], handled: constant('true') },
    steps: [to('mock:handled')],
  };
  const model = routes(asks as never, other as never);
  const context = await withScoped([], { ...model, routeConfigurations: [{ id: 'careful', scoped: [handler] }] });
  expect((await context.send('loopback:in', 'bad')).exception).toBeUndefined();
  expect((await context.send('loopback:other', 'x')).exception).toBeDefined();
  expect(count(context, 'handled')).toBe(1);
});

test('a clause of the route is asked before those for all, at the same distance', async () => {
  const own = failing.onException(['Error'], { handled: true }, (steps) => steps.to('mock:own')).toRoutes();
  const all: StepModel = {
    kind: 'onException',
    options: { exception: ['Error'], handled: constant('true') },
    steps: [to('mock:all')],
  };
  const context = await withScoped([all], own);
  await context.send('loopback:in', 'bad');
  expect([count(context, 'own'), count(context, 'all')]).toEqual([1, 0]);
});

test('a template makes routes, each with its parameters', async () => {
  const template = route('t').from('loopback:{{name}}').setBody('hello').to('mock:{{target:none}}').toRoute();
  const empty = routes();
  const context = createTestContext();
  await context.addRoutes({
    ...empty,
    routeTemplates: [
      {
        id: 'greet',
        parameters: [
          { name: 'name', required: true },
          { name: 'target', required: false, default: 'standard' },
        ],
        beans: [],
        route: template,
      },
    ],
    templatedRoutes: [
      { routeTemplateRef: 'greet', routeId: 'a', parameters: { name: 'a' }, beans: [] },
      { routeTemplateRef: 'greet', routeId: 'b', parameters: { name: 'b', target: 'special' }, beans: [] },
    ],
  });
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  await context.send('loopback:a');
  await context.send('loopback:b');
  expect([count(context, 'standard'), count(context, 'special')]).toEqual([1, 1]);
});
