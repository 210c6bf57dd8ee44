import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { advise } from './route-advice.ts';
import { createTestContext } from './test-context.ts';
import { notify } from './notify-builder.ts';
import { settle, VirtualClock } from './virtual-clock.ts';

const work = route('work')
  .from('loopback:in')
  .eip('process', { ref: () => undefined }, undefined)
  .to('mock:out');

test('alarms ring in the order of their times, and those of one time in the order they were set', async () => {
  const clock = new VirtualClock('2026-01-01T00:00:00Z');
  const rung: string[] = [];
  clock.schedule(20, () => rung.push('late'));
  clock.schedule(10, () => rung.push('first'));
  clock.schedule(10, () => rung.push('second'));
  const cancel = clock.schedule(15, () => rung.push('never'));
  cancel();
  await clock.advance(15);
  expect(rung).toEqual(['first', 'second']);
  expect(clock.next).toBe(5);
  await clock.advance(5);
  expect(rung.at(-1)).toBe('late');
  expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:00.020Z');
});

test('a sleep ends by its signal', async () => {
  const clock = new VirtualClock();
  const abort = new AbortController();
  const sleeping = clock.sleep(1000, abort.signal).catch((error: unknown) => error);
  abort.abort('enough');
  expect(await sleeping).toBe('enough');
  expect(clock.pending).toBe(0);
});

test('work that takes real time is waited for', async () => {
  const working = new Promise((resolve) => setTimeout(resolve, 30, 'done'));
  expect(await new VirtualClock().runUntil(working)).toBe('done');
});

test('waiting for what nothing can end is told', async () => {
  await expect(new VirtualClock().runUntil(new Promise(() => undefined), 20)).rejects.toThrow(/would hang/);
});

test('mocks check counts, bodies, order, headers and times', async () => {
  const context = createTestContext();
  await context.addRoutes(work);
  await context.start();
  const out = context.mocks.get<number>('mock:out');
  for (const n of [1, 2, 3]) {
    await context.send('loopback:in', n, { headers: { unit: 'a' } });
    await context.clock.advance(100);
  }
  out.expect
    .count(3)
    .bodies(1, 2, 3)
    .header('unit', 'a')
    .noDuplicates()
    .ascending(({ body }) => body)
    .apart(100);
  context.mocks.assertIsSatisfied();
  out.expect.clear();
  out.expect.count(2).bodiesInAnyOrder(3, 2);
  expect(() => out.assertIsSatisfied()).toThrow(/mock:\/\/out: expected 2 messages, got 3; unexpected bodies \[1\]/);
  await context.stop();
});

test('mocks reply, fail and tell when enough has come', async () => {
  const context = createTestContext();
  await context.addRoutes(work);
  await context.start();
  const out = context.mocks.get('mock:out').reply('answer');
  const two = out.whenCount(2);
  expect(await context.request('loopback:in', 'x')).toBe('answer');
  out.fail(new Error('down'));
  expect((await context.send('loopback:in', 'y')).exception).toMatchObject({ message: 'down' });
  await two;
  await context.stop();
});

test('advice replaces, removes and adds steps at any depth', async () => {
  const model = route('deep')
    .from('timer:never')
    .castBody<string>()
    .choice((choice) =>
      choice.when(
        () => true,
        (steps) => steps.to('http:far.example.org'),
      ),
    )
    .setBody('end')
    .toRoute();
  const advised = advise(model)
    .replaceFrom('loopback:in')
    .mockEndpoints('http*')
    .weaveByKind('setBody')
    .before({ kind: 'to', options: { uri: 'mock:before' } })
    .addLast({ kind: 'to', options: { uri: 'mock:last' } });
  const context = createTestContext();
  await context.addRoutes(advised);
  await context.start();
  await context.send('loopback:in', 'x');
  expect(context.mocks.get('mock:http:far.example.org').bodies).toEqual(['x']);
  expect(context.mocks.get('mock:before').bodies).toEqual(['x']);
  expect(context.mocks.get('mock:last').bodies).toEqual(['end']);
  expect(() => advise(model).weaveById('nothing').remove()).toThrow(/no step of id nothing/);
  await context.stop();
});

test('faults make steps fail, slow and hang, until they are cleared', async () => {
  const context = createTestContext();
  await context.addRoutes(work);
  await context.start();
  const [process] = context.routes.get('work')!.channels;
  context.faults.fail(process!.id, new Error('injected'), 1);
  expect((await context.send('loopback:in', 1)).exception).toMatchObject({ message: 'injected' });
  expect((await context.send('loopback:in', 2)).exception).toBeUndefined();
  context.faults.slow(process!.id, 500);
  const slow = context.send('loopback:in', 3);
  await settle();
  expect(context.mocks.get('mock:out').bodies).toEqual([2]);
  await context.clock.runUntil(slow);
  context.faults.clear();
  await context.send('loopback:in', 4);
  expect(context.mocks.get('mock:out').bodies).toEqual([2, 3, 4]);
  expect(() => context.faults.hang('proces1')).toThrow(/no step "proces1"/);
  await context.stop();
});

test('the notifier resolves when enough messages of a route are done', async () => {
  const context = createTestContext();
  await context.addRoutes(work);
  await context.start();
  const done = notify(context).fromRoute('work').completed(2);
  await context.send('loopback:in', 1);
  await context.send('loopback:in', 2);
  expect((await done).map(({ body }) => body)).toEqual([1, 2]);
  await context.stop();
});
