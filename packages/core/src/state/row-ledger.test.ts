import { expect, test } from 'vitest';
import { memoryStateStore } from './memory-store.ts';
import { RowLedger } from './row-ledger.ts';
import { RowRanges } from './row-ranges.ts';

test('every row is accepted, rejected with its reason, or pending, also after a restart', async () => {
  const state = memoryStateStore();
  const ledger = await new RowLedger(state).open('inbox/2026-10.csv');
  await ledger.record({ pending: new RowRanges().add(1, 5000) });
  await ledger.record({
    accepted: new RowRanges().add(1, 40).add(42, 4000),
    rejected: [{ code: 'FACILITY', reason: 'no such facility', remedy: 'add it', rows: RowRanges.of([41]) }],
  });

  const again = await new RowLedger(state).open('inbox/2026-10.csv');
  expect(again.state.accepted.toJSON()).toEqual([
    [1, 40],
    [42, 4000],
  ]);
  expect(again.state.pending.toJSON()).toEqual([[4001, 5000]]);
  expect(again.state.size).toBe(5000);
  expect(again.state.reasons.map(({ code, remedy, rows }) => [code, remedy, rows.toJSON()])).toEqual([
    ['FACILITY', 'add it', [41]],
  ]);
  expect([40, 41, 4001, 9999].map((row) => again.state.isSettled(row))).toEqual([true, true, false, false]);
});

test('a row that is accepted after a rejection leaves its reason', async () => {
  const ledger = await new RowLedger(memoryStateStore()).open('s');
  await ledger.record({ rejected: [{ code: 'A', reason: 'a', rows: RowRanges.of([1, 2]) }] });
  await ledger.record({ rejected: [{ code: 'B', reason: 'b', rows: RowRanges.of([2]) }], accepted: RowRanges.of([1]) });
  expect(ledger.state.reasons.map(({ code, rows }) => [code, rows.toJSON()])).toEqual([['B', [2]]]);
  expect(ledger.state.rejected.toJSON()).toEqual([2]);
});

test('folding keeps the account and drops its records', async () => {
  const state = memoryStateStore();
  const ledger = await new RowLedger(state).open('s');
  for (let i = 0; i < 450; i++) await ledger.record({ accepted: new RowRanges().add(i * 10 + 1, i * 10 + 9) });
  expect((await state.read('row-ledger/s')).length).toBeLessThan(200);
  await ledger.record({ rejected: [{ code: 'A', reason: 'a', rows: RowRanges.of([10]) }] });
  const again = await new RowLedger(state).open('s');
  expect(again.state.toJSON()).toEqual(ledger.state.toJSON());
  expect(again.state.accepted.size).toBe(4050);
  await again.fold();
  await again.record({ accepted: RowRanges.of([20]) });
  expect((await new RowLedger(state).open('s')).state.accepted.size).toBe(4051);
});

test('sources are listed with their counts and can be forgotten', async () => {
  const state = memoryStateStore();
  const ledgers = new RowLedger(state);
  await (await ledgers.open('b')).record({ accepted: RowRanges.of([1, 2]), pending: RowRanges.of([3]) });
  await (await ledgers.open('a')).record({ rejected: [{ code: 'A', reason: 'a', rows: RowRanges.of([1]) }] });
  expect(await ledgers.list()).toEqual([
    { source: 'a', accepted: 0, rejected: 1, pending: 0 },
    { source: 'b', accepted: 2, rejected: 0, pending: 1 },
  ]);
  await ledgers.forget('b');
  expect((await ledgers.list()).map(({ source }) => source)).toEqual(['a']);
  expect((await ledgers.open('b')).state.size).toBe(0);
});

test('other writes are durable together with the account or not at all', async () => {
  const state = memoryStateStore();
  const ledger = await new RowLedger(state).open('s');
  await ledger.record({ accepted: RowRanges.of([1]) }, [{ op: 'append', log: 'dead', value: 1 }]);
  const bad = ledger.record({ accepted: RowRanges.of([2]) }, [
    { op: 'append', log: 'dead', value: undefined as never },
  ]);
  await expect(bad).rejects.toMatchObject({ code: 'STATE_BAD_VALUE' });
  expect(ledger.state.accepted.toJSON()).toEqual([1]);
  expect((await new RowLedger(state).open('s')).state.accepted.toJSON()).toEqual([1]);
});
