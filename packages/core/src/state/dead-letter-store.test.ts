import { expect, test, vi } from 'vitest';
import { handClock } from './conformance/state-store-conformance.ts';
import { DeadLetterStore, type NewDeadLetter } from './dead-letter-store.ts';
import { memoryStateStore } from './memory-store.ts';
import { decodeBody } from './stored-body.ts';

const letter: NewDeadLetter = {
  routeId: 'monthly',
  stepId: 'send',
  code: 'E7641',
  reason: 'period is closed',
  source: { name: 'inbox/2026-10.csv', row: 77 },
  body: { value: '12' },
  headers: { CamelFileName: '2026-10.csv' },
};

function open() {
  const clock = handClock();
  return { clock, letters: new DeadLetterStore(memoryStateStore({ clock }), clock) };
}

test('a letter keeps route, step, reason, code, time, source row and payload', async () => {
  const { clock, letters } = open();
  const { id } = await letters.add(letter);
  const kept = (await letters.get(id))!;
  expect(kept).toMatchObject({
    ...letter,
    body: { kind: 'json', json: { value: '12' } },
    status: 'waiting',
    at: clock.now(),
  });
  expect(await letters.get('none')).toBeUndefined();
});

test('letters are listed in the order of their coming, by status, route and code, in pages', async () => {
  const { letters } = open();
  const ids: string[] = [];
  for (let i = 0; i < 1200; i++) {
    ids.push((await letters.add({ ...letter, routeId: i % 3 ? 'monthly' : 'daily', code: i % 2 ? 'A' : 'B' })).id);
  }
  expect((await letters.list()).map(({ id }) => id)).toEqual(ids);
  expect((await letters.list({ after: ids[9]!, limit: 2 })).map(({ id }) => id)).toEqual(ids.slice(10, 12));
  expect(await letters.count({ routeId: 'daily', code: 'B' })).toBe(200);
  expect(await letters.count({ status: 'discarded' })).toBe(0);
});

test('a replay sends what was kept and settles the letter', async () => {
  const { letters } = open();
  const { id } = await letters.add(letter);
  const sent = vi.fn<(body: unknown) => void>();
  await letters.replay(id, ({ body }) => sent(decodeBody(body!)));
  expect(sent).toHaveBeenCalledExactlyOnceWith({ value: '12' });
  expect(await letters.get(id)).toMatchObject({ status: 'replayed', replays: 1 });
});

test('a replay that fails leaves the letter waiting with the new reason', async () => {
  const { letters } = open();
  const { id } = await letters.add(letter);
  const failure = Object.assign(new Error('no answer'), { code: 'DHIS2_UNREACHABLE' });
  await expect(letters.replay(id, () => Promise.reject(failure))).rejects.toBe(failure);
  expect(await letters.get(id)).toMatchObject({
    status: 'waiting',
    code: 'DHIS2_UNREACHABLE',
    reason: 'no answer',
    replays: 1,
  });
});

test('of two that replay one letter at once, one is told to stay away', async () => {
  const { letters } = open();
  const { id } = await letters.add(letter);
  const sent = vi.fn<() => void>();
  const results = await Promise.allSettled([letters.replay(id, sent), letters.replay(id, sent)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(sent).toHaveBeenCalledOnce();
});

test('what the policy does not keep cannot be replayed, and says so', async () => {
  const { letters } = open();
  const policies = ['none', 'metadata', 'redacted'] as const;
  for (const payloadPolicy of policies) {
    const { id } = await letters.add({ ...letter, payloadPolicy });
    // Its own id is made by chance, and may end like the payload.
    expect(JSON.stringify({ ...(await letters.get(id)), id: undefined })).not.toContain('12"');
    await expect(letters.replay(id, () => undefined)).rejects.toMatchObject({ code: 'STATE_NO_PAYLOAD' });
  }
  const stream = await letters.add({ ...letter, body: new ReadableStream() });
  expect(stream.body).toEqual({ kind: 'lost', was: 'ReadableStream' });
  await expect(letters.replay(stream.id, () => undefined)).rejects.toMatchObject({ code: 'STATE_NO_PAYLOAD' });
});

test('a discarded letter keeps who, why and when, and loses its payload', async () => {
  const { clock, letters } = open();
  const { id } = await letters.add(letter);
  await letters.discard(id, 'amina', 'sent by mail');
  const kept = (await letters.get(id))!;
  expect(kept.discarded).toEqual({ by: 'amina', why: 'sent by mail', at: clock.now() });
  expect([kept.status, kept.body, kept.headers]).toEqual(['discarded', undefined, undefined]);
  await expect(letters.discard('none', 'amina', '')).rejects.toMatchObject({ code: 'STATE_NO_DEAD_LETTER' });
});

test('trimming drops settled letters of old and never one that waits', async () => {
  const { clock, letters } = open();
  const waiting = await letters.add(letter);
  const done = await letters.add(letter);
  await letters.discard(done.id, 'amina', '');
  clock.advance(1000);
  expect(await letters.trim(clock.now())).toBe(1);
  expect((await letters.list()).map(({ id }) => id)).toEqual([waiting.id]);
});
