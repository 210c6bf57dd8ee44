import { expect, test } from 'vitest';
import { MemoryIdempotentRepository } from './memory-idempotent-repository.ts';

test('the newest ids are kept', () => {
  const seen = new MemoryIdempotentRepository();
  seen.cacheSize = 2;
  for (const id of ['a', 'b', 'b', 'c']) seen.add(id);
  expect(['a', 'b', 'c'].map((id) => seen.contains(id))).toEqual([false, true, true]);
  expect([seen.add('c'), seen.confirm('c'), seen.remove('c'), seen.contains('c')]).toEqual([false, true, true, false]);
});
