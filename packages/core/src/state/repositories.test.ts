import { expect, test } from 'vitest';
import { AggregationRepository } from './aggregation-repository.ts';
import { AuditLog } from './audit-log.ts';
import { ClaimCheckStore } from './claim-check-store.ts';
import { handClock } from './conformance/state-store-conformance.ts';
import { IdempotentRepository } from './idempotent-repository.ts';
import { memoryStateStore } from './memory-store.ts';
import { MessageHistoryStore } from './message-history-store.ts';
import { WatermarkStore } from './watermark-store.ts';

test('the idempotent repository lets the first of equal keys through', async () => {
  const clock = handClock();
  const seen = new IdempotentRepository(memoryStateStore({ clock }), { name: 'r', leaseMs: 100, retentionMs: 1000 });
  const wins = await Promise.all(Array.from({ length: 10 }, () => seen.add('k')));
  expect(wins.filter(Boolean)).toHaveLength(1);
  expect(await seen.find('k')).toBe('pending');
  clock.advance(100); // as after a crash: the key was never confirmed
  expect(await seen.add('k')).toBe(true);
  await seen.confirm('k');
  clock.advance(999);
  expect([await seen.find('k'), await seen.add('k'), await seen.size()]).toEqual(['done', false, 1]);
  clock.advance(1);
  expect(await seen.contains('k')).toBe(false);
});

test('the idempotent repository takes any key and lets a failed message in again', async () => {
  const seen = new IdempotentRepository(memoryStateStore(), { name: 'r' });
  for (const key of ['', 'a\0b', '\ud800']) {
    expect(await seen.add(key)).toBe(true);
    expect(await seen.add(key)).toBe(false);
    await seen.remove(key);
    expect(await seen.add(key)).toBe(true);
  }
  await seen.clear();
  expect(await seen.size()).toBe(0);
});

test('the aggregation repository loses no message to two that add at once', async () => {
  const groups = new AggregationRepository(memoryStateStore(), 'g');
  expect(await groups.add('k', [1], undefined)).toBe(true);
  expect(await groups.add('k', [2], undefined)).toBe(false);
  const open = (await groups.get('k'))!;
  expect(await groups.add('k', [1, 2], open.version)).toBe(true);
  expect(await groups.add('k', [1, 3], open.version)).toBe(false);
  expect(await groups.keys()).toEqual(['k']);
});

test('a completed group stays until it is confirmed, and its key starts anew', async () => {
  const groups = new AggregationRepository(memoryStateStore(), 'g');
  await groups.add('k', [1], undefined);
  const open = (await groups.get('k'))!;
  await expect(groups.complete('k', 'x', [1, 2], open.version + 1)).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  await groups.complete('k', 'x', [1, 2], open.version);
  await groups.complete('single', 'y', [9], undefined);
  expect(await groups.add('k', [3], undefined)).toBe(true);
  expect(await groups.recover()).toEqual([
    { id: 'x', key: 'k', value: [1, 2] },
    { id: 'y', key: 'single', value: [9] },
  ]);
  await groups.confirm('x');
  expect((await groups.recover()).map(({ id }) => id)).toEqual(['y']);
});

test('what is being delivered is not recovered, also when it is confirmed meanwhile', async () => {
  const groups = new AggregationRepository(memoryStateStore(), 'g');
  await groups.complete('k', 'x', [1], undefined);
  const underWay = new Set(['x']);
  const recovering = groups.recover(underWay);
  underWay.delete('x');
  expect(await recovering).toEqual([]);
  expect((await groups.recover()).map(({ id }) => id)).toEqual(['x']);
});

test('groups of another process are taken up when it was not heard of, by one of many', async () => {
  const clock = handClock();
  const state = memoryStateStore({ clock });
  const [dead, one, other] = [1, 2, 3].map(() => new AggregationRepository(state, 'g'));
  await dead!.showAlive();
  await dead!.complete('k', 'x', [1], undefined);
  expect(await one!.recover()).toEqual([]);
  clock.advance(dead!.leaseMs);
  const taken = await Promise.all([one!.recover(), other!.recover()]);
  expect(taken.flat().map(({ id }) => id)).toEqual(['x']);
});

test('a claim check gives the body back once, to one of many', async () => {
  const checks = new ClaimCheckStore(memoryStateStore(), { name: 'c' });
  await checks.put('t', new Uint8Array([1, 2]));
  expect(await checks.get('t')).toEqual({ body: new Uint8Array([1, 2]) });
  const taken = await Promise.all([checks.take('t'), checks.take('t')]);
  expect(taken.filter(Boolean)).toHaveLength(1);
  await expect(checks.put('t', new ReadableStream())).rejects.toMatchObject({ code: 'STATE_BAD_VALUE' });
});

test('a watermark moves forward only', async () => {
  const marks = new WatermarkStore(memoryStateStore());
  const compare = (left: number, right: number) => left - right;
  const stands = await Promise.all([3, 9, 5].map((mark) => marks.advance('m', mark, compare)));
  expect(Math.max(...stands)).toBe(9);
  expect(await marks.advance('m', 4, compare)).toBe(9);
  await marks.set('m', 1);
  expect(await marks.list()).toEqual([{ name: 'm', value: 1 }]);
});

test('the audit log shows the newest first and goes back in pages', async () => {
  const audit = new AuditLog(memoryStateStore());
  for (const action of ['a', 'b', 'c']) await audit.add({ actor: 'cli', action, target: 't', outcome: 'done' });
  const page = await audit.list({ limit: 2 });
  expect(page.map(({ action }) => action)).toEqual(['c', 'b']);
  expect((await audit.list({ after: page[1]!.sequence })).map(({ action }) => action)).toEqual(['a']);
});

test('the history keeps what its policy allows and shows what was wiped', async () => {
  const clock = handClock();
  const history = new MessageHistoryStore(memoryStateStore({ clock }), clock);
  const record = { routeId: 'r', exchangeId: 'e', outcome: 'completed', elapsedMs: 1, steps: [] } as const;
  await history.add({ ...record, body: 'secret' });
  await history.add({ ...record, body: 'secret' }, { payload: 'full' });
  await history.add({ ...record, body: 'secret' }, { payload: 'none' });
  const bodies = (await history.list('r')).map(({ body }) => body);
  expect(bodies).toEqual([undefined, { kind: 'text', text: 'secret' }, { kind: 'lost', was: 'text', size: 6 }]);
  const at = clock.now();
  clock.advance(5);
  await history.wipePayloads('r');
  const wiped = await history.list('r');
  expect(wiped.map((one) => [one.body, one.wiped, one.at])).toEqual([
    [undefined, undefined, at],
    [undefined, true, at],
    [undefined, true, at],
  ]);
});

test('the history keeps so many records of a route, and so many days', async () => {
  const clock = handClock();
  const history = new MessageHistoryStore(memoryStateStore({ clock }), clock);
  const record = { routeId: 'r', exchangeId: 'e', outcome: 'completed', elapsedMs: 1, steps: [] } as const;
  for (let i = 0; i < 300; i++) await history.add(record, { maxRecords: 50, days: 1 });
  expect((await history.list('r', { limit: 1000 })).length).toBeLessThan(150);
  clock.advance(2 * 86_400_000);
  for (let i = 0; i < 100; i++) await history.add(record, { maxRecords: 500, days: 1 });
  expect((await history.list('r', { limit: 1000 })).length).toBe(100);
});
