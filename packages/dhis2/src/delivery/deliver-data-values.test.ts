import { describe, expect, test } from 'vitest';
import { fakeDataValues, type FakeOptions } from '../../test/fake-data-values.ts';
import { recorded } from '../../test/recorded-exchanges.ts';
import { virtualClock } from '../../test/virtual-clock.ts';
import {
  batches,
  createClient,
  deliverDataValueChunks,
  deliverDataValues,
  DeliverySummary,
  isDhis2Error,
  rowNumber,
  type DataValue,
  type DeliveryOptions,
  type RowOutcome,
} from '../index.ts';

function values(count: number, perUnit = 10): DataValue[] {
  return Array.from({ length: count }, (_, i) => ({
    dataElement: `de${String(i % perUnit).padStart(9, '0')}`,
    period: '202601',
    orgUnit: `ou${String(Math.floor(i / perUnit)).padStart(9, '0')}`,
    value: String(i),
  }));
}

function setUp(options: FakeOptions = {}) {
  const fake = fakeDataValues(options);
  const clock = virtualClock();
  const version = options.version ?? '2.42';
  const dhis2 = createClient({
    baseUrl: 'http://dhis2.test',
    version,
    transport: fake.transport,
    clock,
    retry: { attempts: 2 },
  });
  return { fake, dhis2, clock };
}

async function deliver(
  set: ReturnType<typeof setUp>,
  rows: Iterable<DataValue>,
  options: DeliveryOptions = {},
): Promise<RowOutcome<DataValue>[]> {
  const outcomes: RowOutcome<DataValue>[] = [];
  for await (const outcome of deliverDataValues(set.dhis2, rows, options)) outcomes.push(outcome);
  return outcomes;
}

function byStatus(outcomes: readonly RowOutcome<DataValue>[]) {
  const rows = (status: string) =>
    outcomes
      .filter((outcome) => outcome.status === status)
      .map(({ row }) => row)
      .sort((a, b) => a - b);
  return { accepted: rows('accepted'), rejected: rows('rejected'), pending: rows('pending') };
}

function expectAllAccounted(outcomes: readonly RowOutcome<DataValue>[], count: number): void {
  expect(outcomes.map(({ row }) => row).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
}

const badValue =
  (bad: (value: DataValue) => boolean, code: string): FakeOptions['verdict'] =>
  (value) =>
    bad(value) ? { code, message: 'Value # value is no valid NUMBER' } : undefined;

describe('good rows', () => {
  test('go in chunks, and each is accounted for', async () => {
    const set = setUp();
    const outcomes = await deliver(set, values(2_500), { chunkSize: 1_000 });
    expect(set.fake.imports).toEqual([1_000, 1_000, 500]);
    expect(byStatus(outcomes).accepted).toHaveLength(2_500);
    expect(set.fake.stored.size).toBe(2_500);
    expectAllAccounted(outcomes, 2_500);
  });

  test('keep the row numbers that they carry', async () => {
    const rows = values(3).map((value, i) => ({ ...value, [rowNumber]: 100 + i }));
    expect(byStatus(await deliver(setUp(), rows)).accepted).toEqual([100, 101, 102]);
  });

  test('are cut between org units, and chunks that share one never run at once', async () => {
    const set = setUp();
    await deliver(set, values(300, 7), { chunkSize: 50, concurrency: 4 });
    expect(set.fake.imports.slice(0, 2)).toEqual([49, 49]);
    expect(set.fake.concurrency.most).toBeGreaterThan(1);
    const again = setUp();
    await deliver(
      again,
      [...values(60), ...values(60).map((v) => ({ ...v, dataElement: 'deOther0000' + v.dataElement }))],
      {
        chunkSize: 20,
        concurrency: 8,
      },
    );
    expect([set.fake.concurrency.overlapped, again.fake.concurrency.overlapped]).toEqual([false, false]);
  });

  test('are cut by size too', async () => {
    const set = setUp();
    await deliver(
      set,
      values(10, 1).map((value) => ({ ...value, comment: 'x'.repeat(1_000) })),
      { chunkBytes: 3_000 },
    );
    expect(set.fake.imports.every((size) => size <= 3)).toBe(true);
  });

  test('come from a stream that is only read as the chunks go', async () => {
    let read = 0;
    async function* source() {
      for (const value of values(10_000)) {
        read++;
        yield value;
      }
    }
    const { dhis2 } = setUp();
    for await (const chunk of deliverDataValueChunks(dhis2, source(), { chunkSize: 100 })) {
      expect(chunk.rows).toBe(100);
      break;
    }
    expect(read).toBeLessThan(500);
  });

  test('come in batches from a stream that has them, without a promise for each', async () => {
    const source = {
      async *[batches]() {
        yield values(150);
        yield values(200).slice(150);
      },
      [Symbol.asyncIterator](): AsyncGenerator<DataValue> {
        throw new Error('read one by one');
      },
    };
    const set = setUp();
    const outcomes: unknown[] = [];
    for await (const outcome of deliverDataValues(set.dhis2, source, { chunkSize: 100 })) outcomes.push(outcome);
    expect(outcomes).toHaveLength(200);
    expect(set.fake.imports).toEqual([100, 100]);
  });

  test('with the default combo written or left out have one key', async () => {
    const [first] = values(1);
    const same = { ...first!, categoryOptionCombo: 'HllvX50cXC0', attributeOptionCombo: 'default' };
    const other = { ...first!, categoryOptionCombo: 'cocMaleU501' };
    expect(byStatus(await deliver(setUp(), [first!, same, other]))).toMatchObject({ accepted: [1, 3], rejected: [2] });
  });
});

describe('bad rows', () => {
  test('are rejected with their code while the others are accepted (classic importer)', async () => {
    const set = setUp({ verdict: badValue(({ value }) => Number(value) % 50 === 0, 'E7619') });
    const outcomes = await deliver(set, values(1_000));
    const { rejected, accepted } = byStatus(outcomes);
    expect(rejected).toEqual(Array.from({ length: 20 }, (_, i) => i * 50 + 1));
    expect(accepted).toHaveLength(980);
    expect(set.fake.imports).toEqual([1_000]);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      code: 'E7619',
      item: values(1)[0],
      row: 1,
    });
  });

  test('of a group that was refused as a whole do not hold up the others (2.43)', async () => {
    const bad = 'ou000000003';
    const verdict: FakeOptions['verdict'] = ({ orgUnit }) =>
      orgUnit === bad
        ? { code: 'E8022', message: `Data set dsX not usable with org unit(s): \`[${bad}]\`` }
        : undefined;
    const set = setUp({ version: '2.43', verdict });
    const outcomes = await deliver(set, values(100));
    expect(byStatus(outcomes).rejected).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
    expect(byStatus(outcomes).accepted).toHaveLength(90);
    // The sentence names the culprit: one more request, no search.
    expect(set.fake.imports).toEqual([100, 90]);
  });

  test('of a group are found by dividing when the sentence names none of their keys', async () => {
    const verdict: FakeOptions['verdict'] = ({ value }) =>
      value === '42' ? { code: 'E8010', message: 'No write access to the data set' } : undefined;
    const set = setUp({ version: '2.43', verdict });
    const outcomes = await deliver(set, values(64));
    expect(byStatus(outcomes)).toMatchObject({ rejected: [43], pending: [] });
    expect(set.fake.imports.length).toBeLessThan(16);
  });

  test('whose key 2.43 cannot decode are found with one request for each key', async () => {
    const verdict: FakeOptions['verdict'] = ({ orgUnit }) =>
      orgUnit === 'ou000000001' || orgUnit === 'ou000000002'
        ? { code: 'E8107', message: `Value # org unit not found: \`${orgUnit}\`` }
        : undefined;
    const set = setUp({ version: '2.43', verdict });
    const outcomes = await deliver(set, values(100));
    expect(byStatus(outcomes).rejected).toEqual(Array.from({ length: 20 }, (_, i) => 11 + i));
    expect(set.fake.imports).toEqual([100, 90, 80]);
  });

  test('that make the server fail are found by dividing', async () => {
    const set = setUp({
      before: (rows) =>
        rows.some(({ value }) => value === '77')
          ? { status: 500, body: { httpStatus: 'x', httpStatusCode: 500, status: 'ERROR', message: 'null pointer' } }
          : undefined,
    });
    const outcomes = await deliver(set, values(200));
    expect(byStatus(outcomes)).toMatchObject({ rejected: [78], pending: [] });
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      code: 'SERVER_ERROR',
      message: 'null pointer',
    });
    expect(set.fake.stored.size).toBe(199);
  });

  test('with the key of an earlier row are rejected, or sent later so that the last one wins', async () => {
    const [first] = values(1);
    const rows = [first!, { ...first!, value: '99' }];
    const rejecting = setUp();
    expect(byStatus(await deliver(rejecting, rows))).toMatchObject({ accepted: [1], rejected: [2] });
    const later = setUp();
    expect(byStatus(await deliver(later, rows, { duplicates: 'later' })).accepted).toEqual([1, 2]);
    expect([...rejecting.fake.stored.values(), ...later.fake.stored.values()]).toEqual(['0', '99']);
  });

  test('refused by a code for the whole request are all rejected at once', async () => {
    const { status, body } = recorded('2.42.5.2', 'dataValueSets/dataset-unknown');
    const set = setUp({ before: () => ({ status, body }) });
    const outcomes = await deliver(set, values(50));
    expect(byStatus(outcomes).rejected).toHaveLength(50);
    expect(set.fake.imports).toEqual([50]);
  });
});

test('only what differs is sent, on request', async () => {
  const set = setUp();
  await deliver(set, values(200));
  const again = values(300).map((value, i) => (i % 100 === 0 ? { ...value, value: 'new' } : value));
  expect(byStatus(await deliver(set, again, { onlyChanges: true })).accepted).toHaveLength(300);
  expect(set.fake.imports).toEqual([200, 102]);
  expect(set.fake.stored.get('de000000000|202601|ou000000010||')).toBe('new');
  expect(byStatus(await deliver(set, again, { onlyChanges: true })).accepted).toHaveLength(300);
  expect(set.fake.imports).toHaveLength(2);
});

describe('a lost answer', () => {
  test('is settled by reading back, and only what is missing is sent again', async () => {
    const set = setUp({ before: (_, number) => (number === 1 ? { fail: 'lost', keep: 60 } : undefined) });
    const outcomes = await deliver(set, values(100));
    expect(set.fake.imports).toEqual([100, 40]);
    expect(byStatus(outcomes).accepted).toHaveLength(100);
    expectAllAccounted(outcomes, 100);
  });

  test('of an import that was complete is not sent again', async () => {
    const set = setUp({ before: (_, number) => (number === 1 ? { status: 504, body: '', keep: 100 } : undefined) });
    expect(byStatus(await deliver(set, values(100))).accepted).toHaveLength(100);
    expect(set.fake.imports).toEqual([100]);
  });

  test('leaves rows pending when it stays lost', async () => {
    const set = setUp({ before: () => ({ fail: 'timeout' }) });
    const outcomes = await deliver(set, values(30));
    expect(byStatus(outcomes).pending).toHaveLength(30);
    expect(set.fake.imports).toEqual([30, 30, 30]);
  });

  test('of imports that met is settled at once: DHIS2 itself said that it has ended', async () => {
    const { status, body } = recorded('2.42.5.2', 'load/overlap-new-1');
    const set = setUp({ before: (_, number) => (number === 1 ? { status, body, keep: 10 } : undefined) });
    expect(byStatus(await deliver(set, values(100))).accepted).toHaveLength(100);
    expect(set.fake.imports).toEqual([100, 90]);
    expect(set.clock.waits).toEqual([]);
  });
});

describe('a delivery that cannot go on', () => {
  test.each([
    ['DHIS2_UNAUTHORIZED', { status: 401, body: {} }],
    ['DHIS2_UNREACHABLE', { fail: 'unreachable' }],
    ['DHIS2_FORBIDDEN', { status: 403, body: {} }],
  ] as const)('(%s) reports the rows that it took as pending, and then throws', async (code, answer) => {
    const set = setUp({ before: (_, number) => (number > 2 ? answer : undefined) });
    const summary = new DeliverySummary();
    let error: unknown;
    try {
      for await (const chunk of deliverDataValueChunks(set.dhis2, values(1_000), { chunkSize: 100 }))
        summary.add(chunk);
    } catch (thrown) {
      error = thrown;
    }
    expect(isDhis2Error(error, code)).toBe(true);
    expect(summary.accepted).toBe(200);
    expect(summary.pending).toBe(summary.rows - 200);
    expect(set.fake.stored.size).toBe(200);
  });

  test('because nothing at all is accepted stops after one chunk', async () => {
    const body = { httpStatus: 'Bad Request', httpStatusCode: 400, status: 'ERROR', message: 'no such thing' };
    const set = setUp({ before: () => ({ status: 400, body }) });
    const summary = new DeliverySummary();
    const run = async () => {
      const options = { chunkSize: 100, maxRequests: 30, concurrency: 1 };
      for await (const chunk of deliverDataValueChunks(set.dhis2, values(1_000), options)) summary.add(chunk);
    };
    await expect(run()).rejects.toThrow(/DHIS2_NOTHING_ACCEPTED/);
    expect(set.fake.imports.length).toBeLessThan(35);
    expect(summary.rejected + summary.pending).toBe(summary.rows);
  });

  test('too large a request is divided', async () => {
    const set = setUp({ before: (rows) => (rows.length > 30 ? { status: 413, body: '' } : undefined) });
    expect(byStatus(await deliver(set, values(100))).accepted).toHaveLength(100);
  });
});

test('a slow server gets smaller chunks, a quick one larger ones again', async () => {
  const set = setUp({
    before: (_, number) => {
      if (number <= 3) void set.clock.sleep(20_000);
      return undefined;
    },
  });
  const sizes: number[] = [];
  const options = { chunkSize: 800, concurrency: 1 };
  for await (const { rows } of deliverDataValueChunks(set.dhis2, values(3_000), options)) sizes.push(rows);
  expect(Math.min(...sizes.slice(0, 5))).toBeLessThanOrEqual(200);
  expect(sizes.at(-2)).toBeGreaterThan(Math.min(...sizes));
});

test('the summary adds codes with their first row', async () => {
  const set = setUp({ verdict: badValue(({ value }) => Number(value) % 10 === 3, 'E7619') });
  const summary = new DeliverySummary();
  for await (const chunk of deliverDataValueChunks(set.dhis2, values(100), { chunkSize: 30 })) summary.add(chunk);
  expect(summary).toMatchObject({ rows: 100, accepted: 90, rejected: 10, pending: 0 });
  expect(summary.codes).toMatchObject([{ code: 'E7619', count: 10, firstRow: 4 }]);
});
