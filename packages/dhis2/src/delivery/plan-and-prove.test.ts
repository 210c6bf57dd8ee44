import { describe, expect, test } from 'vitest';
import { fakeDataValues, type FakeOptions } from '../../test/fake-data-values.ts';
import { virtualClock } from '../../test/virtual-clock.ts';
import { createClient, planDataValues, proveDataValues, type DataValue } from '../index.ts';
import { SetDigest } from './set-digest.ts';
import { valueKey } from './value-key.ts';

function server(options: FakeOptions = {}) {
  const fake = fakeDataValues(options);
  const version = options.version ?? '2.42';
  const base = { baseUrl: 'http://dhis2.test', clock: virtualClock(), retry: false as const, version };
  return { ...fake, dhis2: createClient({ ...base, transport: fake.transport }) };
}

const value = (n: number, content: DataValue['value'] = String(n)): DataValue => ({
  dataElement: 'deIntZero01',
  orgUnit: `ouFacil${String(n % 4).padStart(4, '0')}`,
  period: `2026${String((n % 12) + 1).padStart(2, '0')}`,
  value: content,
});

const tooLarge = (sent: DataValue) =>
  Number(sent.value) > 100 ? { code: 'E7619', message: 'Value # is too large' } : undefined;

describe.each(['2.42', '2.43'] as const)('a plan of a delivery to %s', (version) => {
  const verdict = (sent: DataValue) =>
    Number(sent.value) > 100
      ? { code: version === '2.43' ? 'E8120' : 'E7619', message: 'Data value #: is too large' }
      : undefined;

  test('tells what would be created, changed, left and refused, and stores nothing', async () => {
    const { dhis2, stored } = server({ version, verdict });
    stored.set(valueKey(value(1)), '1');
    stored.set(valueKey(value(2)), '20');
    const before = [...stored];
    const changes = [];
    for await (const planned of planDataValues(dhis2, [value(1), value(2), value(3), value(4, '400'), value(1)])) {
      const { row, change } = planned;
      if (change === 'update') changes.push([row, change, planned.from, planned.to]);
      else if (change === 'blocked') changes.push([row, change, planned.reasons[0]?.code]);
      else changes.push([row, change]);
    }
    expect(changes).toEqual([
      [1, 'none'],
      [2, 'update', '20', '2'],
      [3, 'create'],
      [4, 'blocked', version === '2.43' ? 'E8120' : 'E7619'],
      [5, 'blocked', 'DUPLICATE'],
    ]);
    expect([...stored]).toEqual(before);
  });
});

test('a plan of deletions tells what there is to delete', async () => {
  const { dhis2, stored } = server();
  stored.set(valueKey(value(1)), '1');
  const changes = [];
  for await (const planned of planDataValues(dhis2, [value(1), value(2)], { importStrategy: 'DELETE' }))
    changes.push(planned.change === 'delete' ? [planned.change, planned.from] : [planned.change]);
  expect(changes).toEqual([['delete', '1'], ['none']]);
});

test('a plan says which rows the server could not be asked about', async () => {
  const { dhis2 } = server({ before: () => ({ fail: 'lost' }) });
  for await (const planned of planDataValues(dhis2, [value(1)], { settleDeadlineMs: 10 }))
    expect(planned).toMatchObject({ row: 1, change: 'unknown', reason: 'the answer was lost' });
});

describe('a proof', () => {
  test('holds when all is stored, in any order and spelling', async () => {
    const { dhis2, stored } = server({ verdict: tooLarge });
    const rows = [value(3), value(1), value(2), { ...value(4, true), dataElement: 'deBoolean01' }];
    for (const row of rows) stored.set(valueKey(row), String(row.value));
    const proof = await proveDataValues(dhis2, rows, { chunkSize: 2 });
    expect(proof).toMatchObject({ proven: true, sent: 4, stored: 4, missing: 0, different: 0, rows: [] });
    for (const group of proof.groups) {
      expect(group.digestSent).toBe(group.digestStored);
      expect(group.sumSent).toBe(group.sumStored);
    }
    expect(proof.groups.map(({ orgUnit, period }) => `${orgUnit} ${period}`)).toContain('ouFacil0003 202604');
  });

  test('names the rows that are missing or other, and sets zeros apart that DHIS2 drops', async () => {
    const { dhis2, stored } = server();
    stored.set(valueKey(value(1)), '1');
    stored.set(valueKey(value(2)), '200');
    const rows = [value(1), value(2), value(3), value(4, '0')];
    const proof = await proveDataValues(dhis2, rows, { dataSetOf: () => 'dsMonthly01' });
    expect(proof).toMatchObject({ proven: false, sent: 4, stored: 1, missing: 1, different: 1, droppedZeros: 1 });
    expect(proof.rows.map(({ row, state }) => [row, state])).toEqual([
      [2, 'different'],
      [3, 'missing'],
    ]);
    const other = proof.groups.find(({ different }) => different === 1);
    expect(other).toMatchObject({ dataSet: 'dsMonthly01', sumSent: 2, sumStored: 200 });
    expect(other?.digestSent).not.toBe(other?.digestStored);
  });

  test('of deletions holds when the values are gone', async () => {
    const { dhis2, stored } = server();
    stored.set(valueKey(value(2)), '2');
    const proof = await proveDataValues(dhis2, [value(1), value(2)], { importStrategy: 'DELETE' });
    expect(proof).toMatchObject({ proven: false, stored: 1, different: 1, rows: [{ row: 2, state: 'different' }] });
  });

  test('keeps no more rows than asked for, and counts all', async () => {
    const { dhis2 } = server();
    const proof = await proveDataValues(
      dhis2,
      [1, 2, 3, 4, 5].map((n) => value(n)),
      { maxRows: 2 },
    );
    expect(proof.missing).toBe(5);
    expect(proof.rows).toHaveLength(2);
  });
});

test('digests do not depend on order, and tell sets apart', () => {
  const digest = (texts: readonly string[]) => {
    const sum = new SetDigest();
    for (const text of texts) sum.add(text);
    return sum.text;
  };
  expect(digest(['a=1', 'b=2'])).toBe(digest(['b=2', 'a=1']));
  const all = new Set(Array.from({ length: 2_000 }, (_, i) => digest([`key${i}=${i}`, `key${i + 1}=${i}`])));
  expect(all.size).toBe(2_000);
  expect(digest(['a=1', 'b=2'])).not.toBe(digest(['a=2', 'b=1']));
});
