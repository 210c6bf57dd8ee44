import { expect, test } from 'vitest';
import { sources } from '../../test/sources.ts';
import { startSteps } from '../../test/run-steps.ts';
import type { ConsumerRoute } from '../component/component.ts';
import { settle } from '../testing/virtual-clock.ts';

/** A route that polls a source which hands messages out by itself. */
async function polling(timeout: number) {
  const ended: string[] = [];
  const { component, routes } = sources(ended);
  const context = await startSteps((steps) => steps.pollEnrich('source:a', { timeout }).to('mock:taken'), {
    components: [component],
  });
  const bring = (body: unknown) => {
    const source: ConsumerRoute = routes.get('a')!;
    return source.process(source.createExchange(body));
  };
  return { context, ended, bring, taken: () => context.mocks.get('mock:taken').bodies };
}

test('a message is for one who asks; another waits on until its time is over', async () => {
  const { context, bring, taken } = await polling(1000);
  const asked = Promise.all([context.send('loopback:in', 1), context.send('loopback:in', 2)]);
  await settle();
  void bring('one');
  await settle();
  expect(taken()).toEqual(['one']);
  await context.clock.advance(999);
  void bring('two');
  await asked;
  expect(taken()).toEqual(['one', 'two']);
  const late = context.send('loopback:in', 3);
  await context.clock.advance(1000);
  await late;
  expect(taken()).toEqual(['one', 'two', null]);
});

test('the source is started once, also when two ask at the same moment', async () => {
  const { context, ended } = await polling(10);
  await context.clock.runUntil(Promise.all([context.send('loopback:in', 1), context.send('loopback:in', 2)]));
  await context.stop();
  expect(ended).toEqual(['a']);
});

test('who waits for ever ends when the message is not wanted any more', async () => {
  const { context, bring, taken } = await polling(-1);
  const abort = new AbortController();
  const asked = context.send('loopback:in', 1, { signal: abort.signal });
  await settle();
  abort.abort(new Error('not wanted any more'));
  expect((await asked).exception).toMatchObject({ message: 'not wanted any more' });
  void bring('one');
  await context.send('loopback:in', 2);
  expect(taken()).toEqual(['one']);
});

test('a source is held up when nobody asks', async () => {
  const { context, bring, taken } = await polling(0);
  await context.send('loopback:in', 0);
  let held: Promise<void> | undefined;
  let count = 0;
  while (held === undefined && count < 5000) held = bring(++count) ?? undefined;
  expect(count).toBe(1001);
  await context.send('loopback:in', 0);
  await held;
  expect(taken()).toEqual([null, 1]);
});
