import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batches } from '@dhow/core/component';
import { decodeBody, memoryStateStore } from '@dhow/core/state';
import type { StepModel } from '@dhow/core';
import { expect, test } from 'vitest';
import type { DeliveryReport } from '../src/dhis2/index.ts';
import { deliveryCase, deliveryStep, goodValues, malaria } from './delivery-case.ts';

const csvStep: StepModel = {
  kind: 'unmarshal',
  options: { dataFormat: { kind: 'csv', options: { useMaps: true, lazyLoad: true } } },
};
const headers = (version: number) => ({
  CamelFileName: 'report.csv',
  CamelFileLength: 1,
  CamelFileLastModified: version,
});

/** CSV of data values, as a body that streams. */
function csvOf(values: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(values[0]!);
  return [names.join(','), ...values.map((value) => names.map((name) => String(value[name])).join(','))].join('\n');
}

test('takes a list, a set with shared keys, one value, a stream and JSON, and reports on each', async () => {
  const { deliver, sandbox } = await deliveryCase();
  const [a, b, c, d, e, f] = goodValues(6);
  async function* stream() {
    yield await Promise.resolve(d);
    yield e;
  }
  const { period, ...rest } = b!;
  const bodies = [[a], { period, dataValues: [rest] }, c, stream(), JSON.stringify({ dataValues: [f] })];
  for (const body of bodies) {
    const { body: report, exception } = await deliver(body);
    expect(exception).toBeUndefined();
    expect((report as DeliveryReport).status).toBe('ok');
  }
  expect(sandbox.control.countDataValues()).toBe(6);
});

test('one bad value is rejected with the code, reason and remedy; the others are in', async () => {
  const { deliver, sandbox, letters } = await deliveryCase();
  const values = goodValues(20);
  const { body } = await deliver([...values.slice(0, 19), { ...values[19]!, value: 'Ada' }]);
  const report = body as DeliveryReport;
  expect(report).toMatchObject({ status: 'partial', rows: 20, accepted: 19, rejected: 1, pending: 0 });
  expect(report.codes).toMatchObject([{ code: 'E7619', rows: 1, firstRow: 20 }]);
  expect(report.rejections).toMatchObject([
    { row: 20, code: 'E7619', remedy: expect.stringContaining('value type') as string },
  ]);
  expect(report.summary()).toContain('partial: 20 rows, 19 accepted, 1 rejected, 0 pending');
  expect(sandbox.control.countDataValues()).toBe(19);
  const [letter] = await letters();
  expect(letter).toMatchObject({ routeId: 'deliver', code: 'E7619', source: { row: 20 } });
  expect(JSON.stringify(report) + JSON.stringify(letter)).not.toContain('Ada');
});

test.each(['2.42', '2.43'])('rows that the mapping refused are counted and never sent (%s)', async (version) => {
  const { deliver, sandbox } = await deliveryCase({ version });
  const [good] = goodValues(1);
  const refusal = { reject: { code: 'FACILITY', message: 'no facility has this name', remedy: 'add it' }, row: 7 };
  const { body } = await deliver([{ ...good, row: 3 }, refusal, { ...good, orgUnit: null, row: 9 }]);
  expect(body).toMatchObject({ accepted: 1, rejected: 2 });
  expect((body as DeliveryReport).rejections).toEqual([
    { row: 7, code: 'FACILITY', reason: 'no facility has this name', remedy: 'add it' },
    expect.objectContaining({ row: 9, code: 'INVALID_VALUE', reason: 'the data value has no orgUnit' }),
  ]);
  expect(sandbox.control.countDataValues()).toBe(1);
});

test('a row that comes twice is rejected with both numbers, however far apart; or the last one holds', async () => {
  const { deliver, sandbox } = await deliveryCase();
  const values = goodValues(300).map((value, index) => ({ ...value, row: index + 2 }));
  const twice = [...values, { ...values[4]!, value: '999', row: 302 }];
  const { body } = await deliver(twice, { chunkSize: 50 });
  expect(body).toMatchObject({ accepted: 300, rejected: 1 });
  expect((body as DeliveryReport).rejections).toMatchObject([
    { row: 302, code: 'DUPLICATE', reason: 'rows 6 and 302 are the same but for the value' },
  ]);
  const last = await deliver(twice, { duplicates: 'last' });
  expect(last.body).toMatchObject({ accepted: 301, rejected: 0 });
  expect(sandbox.control.countDataValues()).toBe(300);
});

test('rows of a CSV keep their numbers; the rejects file has them as they were, ready to be corrected', async () => {
  const { context, folder, letters, ledger } = await deliveryCase();
  const rows = goodValues(5);
  rows[2] = { ...rows[2]!, value: 'many, "very"' };
  const text = csvOf(rows).replace('many, "very"', '"many, ""very"""');
  const running = await context([csvStep, deliveryStep({ rejects: 'rejects' })]);
  const { body, exception } = await running.send('direct:in', text, { headers: headers(1) });
  expect(exception).toBeUndefined();
  expect(body).toMatchObject({ rows: 5, accepted: 4, rejected: 1 });
  const written = readFileSync(join(folder, 'rejects/report.csv'), 'utf8').split('\r\n');
  expect(written[0]).toBe('dataElement,period,orgUnit,categoryOptionCombo,value,row,code,reason,remedy');
  expect(written[1]).toMatch(/^\w+,202401,\w+,\w+,"many, ""very""",4,E7619,/);
  // The row as a file of its own, which the route takes when the letter is sent again.
  const own = expect.stringMatching(
    /^dataElement,period,orgUnit,categoryOptionCombo,value\r\n\w+,202401,\w+,\w+,"many, ""very"""\r\n$/,
  );
  expect(await letters()).toMatchObject([
    { source: { name: 'report.csv', row: 4 }, body: { kind: 'text', text: own } },
  ]);
  expect(await ledger()).toMatchObject([{ accepted: 4, rejected: 1, pending: 0 }]);
});

test('the same file again sends nothing and counts the same; a changed file is another one', async () => {
  const { context, sandbox, letters } = await deliveryCase();
  const rows = goodValues(50);
  rows[9] = { ...rows[9]!, value: 'x' };
  const running = await context([csvStep, deliveryStep()]);
  const first = await running.send('direct:in', csvOf(rows), { headers: headers(1) });
  const requests = sandbox.control.requests;
  const again = await running.send('direct:in', csvOf(rows), { headers: headers(1) });
  expect(again.body).toMatchObject({ rows: 50, accepted: 49, rejected: 1, settledBefore: 50 });
  expect(sandbox.control.requests).toBe(requests);
  expect(await letters()).toHaveLength(1);
  const changed = await running.send('direct:in', csvOf(rows), { headers: headers(2) });
  expect(changed.body).toMatchObject({ accepted: 49, rejected: 1, settledBefore: 0 });
  expect((first.body as DeliveryReport).status).toBe('partial');
});

test('a delivery that DHIS2 breaks off fails the message, and goes on where it was', async () => {
  const { context, sandbox, ledger } = await deliveryCase();
  const rows = goodValues(400);
  const running = await context([csvStep, deliveryStep({ chunkSize: 100, concurrency: 1 })]);
  const broken = running.send('direct:in', csvOf(rows), { headers: headers(1) });
  while (sandbox.control.countDataValues() < 100) await new Promise((resolve) => setImmediate(resolve));
  sandbox.control.fault({ fault: 'login-page', path: '/api/dataValueSets' });
  expect((await broken).exception).toMatchObject({ code: expect.stringMatching(/^DHIS2_/) as string });
  const [left] = await ledger();
  expect(left!.accepted).toBeGreaterThanOrEqual(100);
  expect(left!.pending).toBeGreaterThan(0);
  sandbox.control.clearFaults();
  const { body } = await running.send('direct:in', csvOf(rows), { headers: headers(1) });
  expect(body).toMatchObject({ rows: 400, accepted: 400, pending: 0, settledBefore: left!.accepted });
  expect(sandbox.control.countDataValues()).toBe(400);
  expect(await ledger()).toMatchObject([{ accepted: 400, pending: 0 }]);
});

test('a lost answer is settled by reading back: nothing is lost, nothing sent twice is doubled', async () => {
  const { deliver, sandbox } = await deliveryCase();
  sandbox.control.fault({ fault: 'status-after', value: 502, method: 'POST', path: '/api/dataValueSets', times: 1 });
  const { body } = await deliver(goodValues(60));
  expect(body).toMatchObject({ status: 'ok', accepted: 60, pending: 0 });
  expect(sandbox.control.countDataValues()).toBe(60);
}, 30_000);

test('a row that became several values is accepted only when all of them are', async () => {
  const { deliver } = await deliveryCase();
  const [a, b, c] = goodValues(3);
  const { body } = await deliver([
    { ...a, row: 2 },
    { ...b, row: 3 },
    { ...a, period: '202402', row: 2 },
    { ...c, value: 'bad', row: 3 },
  ]);
  expect(body).toMatchObject({ rows: 2, accepted: 1, rejected: 1 });
  expect((body as DeliveryReport).rejections).toMatchObject([{ row: 3, code: 'E7619' }]);
});

test('parts of a split share one account; the rejects file comes with the last part', async () => {
  const { context, folder, ledger, sandbox } = await deliveryCase();
  const rows = goodValues(100);
  rows[0] = { ...rows[0]!, value: 'x' };
  rows.push({ ...rows[50]! });
  const split: StepModel = {
    kind: 'split',
    options: {
      expression: { language: 'simple', expression: '${collate(30)}' },
      streaming: true,
      stopOnException: true,
    },
    steps: [deliveryStep({ rejects: 'rejects' })],
  };
  const running = await context([csvStep, split]);
  const { exception } = await running.send('direct:in', csvOf(rows), { headers: headers(1) });
  expect(exception).toBeUndefined();
  expect(sandbox.control.countDataValues()).toBe(99);
  expect(await ledger()).toMatchObject([{ accepted: 99, rejected: 2, pending: 0 }]);
  const written = readFileSync(join(folder, 'rejects/report.csv'), 'utf8').trimEnd().split('\r\n');
  expect(written).toHaveLength(3);
  expect(written[2]).toContain('rows 52 and 102 are the same but for the value');
});

test('two messages at once of one endpoint keep their accounts apart', async () => {
  const { context, ledger } = await deliveryCase();
  const running = await context([csvStep, deliveryStep()]);
  const send = (period: string, version: number) =>
    running.send('direct:in', csvOf(goodValues(40, period)), { headers: headers(version) });
  const [one, two] = await Promise.all([send('202402', 1), send('202403', 2)]);
  expect([one.body, two.body]).toMatchObject([{ accepted: 40 }, { accepted: 40 }]);
  expect(await ledger()).toHaveLength(2);
});

test('a set that says when it was complete is registered, once all its values are in', async () => {
  const { deliver, sandbox } = await deliveryCase();
  const [value] = goodValues(1);
  const { categoryOptionCombo } = value!;
  const response = await fetch(`${sandbox.url}/api/dataSets?filter=code:eq:MALARIA&fields=id`, {
    headers: { authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` },
  });
  const { dataSets } = (await response.json()) as { dataSets: { id: string }[] };
  const set = { dataSet: dataSets[0]!.id, period: '202401', orgUnit: value!.orgUnit, completeDate: '2024-02-01' };
  const dataValues = [{ dataElement: malaria, categoryOptionCombo, value: '1' }];
  expect((await deliver({ ...set, dataValues })).body).toMatchObject({ status: 'ok' });
  const registered = await fetch(
    `${sandbox.url}/api/completeDataSetRegistrations?dataSet=${set.dataSet}&period=202401&orgUnit=${set.orgUnit}`,
    { headers: { authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` } },
  );
  expect(JSON.stringify(await registered.json())).toContain('2024-02-01');
});

test('a stream of a million items would not be held: batches are taken one after another', async () => {
  const { deliver } = await deliveryCase();
  const taken: number[] = [];
  const items = goodValues(1000);
  const stream = {
    async *[batches](size: number) {
      for (let at = 0; at < items.length; at += size) {
        taken.push(at);
        yield await Promise.resolve(items.slice(at, at + size));
      }
    },
    async *[Symbol.asyncIterator]() {
      for await (const batch of this[batches](100)) yield* batch;
    },
  };
  const { body } = await deliver(stream, { chunkSize: 100 });
  expect(body).toMatchObject({ accepted: 1000 });
  expect(taken).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});

test('without a ledger nothing is remembered', async () => {
  const { context, ledger } = await deliveryCase();
  const running = await context([csvStep, deliveryStep({ ledger: false })], memoryStateStore());
  await running.send('direct:in', csvOf(goodValues(3)), { headers: headers(1) });
  const { body } = await running.send('direct:in', csvOf(goodValues(3)), { headers: headers(1) });
  expect(body).toMatchObject({ accepted: 3, settledBefore: 0 });
  expect(await ledger()).toEqual([]);
});

test('a dead letter that is sent again and refused again stays one letter; corrected it is in', async () => {
  const { context, letters, sandbox } = await deliveryCase();
  const rows = goodValues(3);
  rows[1] = { ...rows[1]!, value: 'x' };
  const running = await context([csvStep, deliveryStep()]);
  await running.send('direct:in', csvOf(rows), { headers: headers(1) });
  const [letter] = await letters();
  const row = decodeBody(letter!.body!) as string;
  const replay = (body: unknown) => running.send('direct:in', body, { properties: { DhowReplayOf: letter!.id } });
  expect((await replay(row)).body).toMatchObject({ rejected: 1 });
  expect(await letters()).toHaveLength(1);
  expect((await replay(row.replace(/,x\r/, ',7\r'))).body).toMatchObject({ status: 'ok', accepted: 1 });
  expect(sandbox.control.countDataValues()).toBe(3);
});
