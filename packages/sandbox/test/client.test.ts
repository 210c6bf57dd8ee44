import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  basicAuth,
  createClient,
  deliverDataValues,
  fetchTransport,
  generateTypes,
  isDhis2Error,
  planDataValues,
  proveDataValues,
  rowNumber,
  sessionAuth,
  type DataValue,
  type Dhis2Client,
} from '@dhow/dhis2';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SeedMetadata } from '../src/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seed = JSON.parse(
  gunzipSync(readFileSync(join(root, 'recorded/dhis2/2.42.5.2/seed.json.gz'))).toString(),
) as SeedMetadata;

/** Values of the load data set: 25 elements, 38 facilities, some months. */
function values(count: number, year = 2025): (DataValue & { [rowNumber]: number })[] {
  return Array.from({ length: count }, (_, i) => ({
    dataElement: `deLoad000${String((i % 25) + 1).padStart(2, '0')}`,
    orgUnit: `ouFacil00${String((Math.floor(i / 25) % 38) + 1).padStart(2, '0')}`,
    period: `${year}${String((Math.floor(i / 950) % 12) + 1).padStart(2, '0')}`,
    // No zero: where it is not significant it is accepted and not stored.
    value: String(i + 1),
    [rowNumber]: i + 2,
  }));
}

describe.each(['2.42', '2.43'])('the client against %s', (version) => {
  let sandbox: Sandbox;
  let dhis2: Dhis2Client;
  beforeAll(async () => {
    sandbox = await startSandbox({ version, seed, now: '2026-11-23T06:52:00Z' });
    dhis2 = createClient({ baseUrl: sandbox.url, auth: basicAuth('admin', 'district'), retry: { baseDelayMs: 1 } });
  });
  afterEach(() => sandbox.control.clearFaults());
  afterAll(async () => {
    await dhis2.close();
    await sandbox.stop();
  });

  const deliver = async (rows: readonly DataValue[], options = {}) => {
    const count = { accepted: 0, rejected: 0, pending: 0 };
    const codes = new Map<number, string>();
    for await (const row of deliverDataValues(dhis2, rows, { settleIntervalMs: 1, settleDeadlineMs: 50, ...options })) {
      count[row.status]++;
      if (row.status === 'rejected') codes.set(row.row, row.code);
    }
    return { ...count, codes };
  };

  test('reads who the server and the user are', async () => {
    expect((await dhis2.system.version()).profile.name).toBe(version);
    expect((await dhis2.system.info()).serverTimeZoneId).toBe('Etc/UTC');
    expect((await dhis2.me()).username).toBe('admin');
    await dhis2.system.ping();
    expect(await dhis2.system.ids(3)).toHaveLength(3);
  });

  test('is refused with a wrong password, and knows a login page', async () => {
    const stranger = createClient({ baseUrl: sandbox.url, auth: basicAuth('admin', 'wrong') });
    await expect(stranger.me()).rejects.toThrow(/DHIS2_UNAUTHORIZED/);
    await stranger.close();
    sandbox.control.fault({ fault: 'login-page', times: 1 });
    const error = await dhis2.me().catch((thrown: unknown) => thrown);
    expect(isDhis2Error(error, 'DHIS2_HTML_ANSWER') || isDhis2Error(error, 'DHIS2_LOGIN_REDIRECT')).toBe(true);
  });

  test('logs in with a session, and works over fetch', async () => {
    const session = createClient({
      baseUrl: sandbox.url,
      auth: sessionAuth('admin', 'district'),
      transport: fetchTransport(),
    });
    expect((await session.me()).username).toBe('admin');
    await session.close();
  });

  test('reads again after a bad gateway', async () => {
    sandbox.control.fault({ fault: 'status', value: 502, times: 2 });
    expect((await dhis2.me()).username).toBe('admin');
  });

  test('lists metadata in exactly the shape that was asked for, page by page', async () => {
    const query = { fields: { id: true, parent: { id: true } }, filter: { level: { eq: 4 } } } as const;
    const paged: unknown[] = [];
    for await (const unit of dhis2.organisationUnits.iterate({ ...query, pageSize: 7 })) paged.push(unit);
    expect(paged).toHaveLength(40);
    expect(paged[0]).toEqual({ id: expect.any(String) as string, parent: { id: expect.any(String) as string } });
    expect(await dhis2.organisationUnits.count({ filter: { level: { eq: 4 } } })).toBe(40);
  });

  test('creates, changes and deletes an object', async () => {
    const id = 'cnDhow00001';
    expect((await dhis2.constants.create({ id, name: 'Dhow', shortName: 'Dhow', value: 1 })).status).toBe('ok');
    expect((await dhis2.constants.create({ id, name: 'Dhow', shortName: 'Dhow', value: 1 })).rejected[0]?.code).toMatch(
      /^E500/,
    );
    expect((await dhis2.constants.patch(id, { value: 2 })).status).toBe('ok');
    expect(await dhis2.constants.get(id, { fields: { name: true, value: true } })).toEqual({ name: 'Dhow', value: 2 });
    expect((await dhis2.constants.delete(id)).status).toBe('ok');
    expect(await dhis2.constants.find(id)).toBeUndefined();
  });

  test('imports metadata with a dry run first', async () => {
    const payload = { constants: [{ id: 'cnDhow00002', name: 'Two', shortName: 'Two', value: 2 }] };
    expect((await dhis2.metadata.import(payload, { dryRun: true })).status).toBe('ok');
    expect(await dhis2.constants.find('cnDhow00002')).toBeUndefined();
    expect(await dhis2.metadata.import(payload)).toMatchObject({ status: 'ok', counts: { created: 1 } });
  });

  test('imports values and streams them out again', async () => {
    const rows = values(950);
    const outcome = await dhis2.dataValueSets.import(rows);
    expect(outcome).toMatchObject({ status: 'ok', sent: 950, accepted: 950 });
    const query = { dataSet: 'dsLoad00001', period: '202501', orgUnit: 'ouRoot00001', children: true };
    const stored = new Map<string, string | undefined>();
    for await (const v of dhis2.dataValueSets.export(query))
      stored.set(`${v.dataElement}|${v.orgUnit}|${v.period}`, v.value);
    expect(stored.size).toBe(950);
    for (const row of rows) expect(stored.get(`${row.dataElement}|${row.orgUnit}|${row.period}`)).toBe(row.value);
  });

  test('delivers good rows and tells each bad one by its row', async () => {
    const rows = values(2_000, 2024).map((row, i) => {
      if (i === 10) return { ...row, value: 'many' };
      if (i === 600) return { ...row, dataElement: 'deNothing01' };
      if (i === 1_500) return { ...row, orgUnit: 'ouNothing01' };
      return row;
    });
    const before = sandbox.control.countDataValues();
    const { accepted, rejected, pending, codes } = await deliver(rows, { chunkSize: 500 });
    expect({ accepted, rejected, pending }).toEqual({ accepted: 1_997, rejected: 3, pending: 0 });
    expect([...codes.keys()].sort((a, b) => a - b)).toEqual([12, 602, 1_502]);
    expect(sandbox.control.countDataValues() - before).toBe(1_997);
  });

  test('plans a delivery without storing it, and proves it afterwards', async () => {
    const rows = values(1_000, 2022).map((row, i) => (i === 7 ? { ...row, value: 'many' } : row));
    await dhis2.dataValueSets.import(rows.slice(0, 5).map((row, i) => (i < 2 ? { ...row, value: '999' } : row)));
    const before = sandbox.control.countDataValues();
    const counts: Record<string, number> = {};
    const sendable: DataValue[] = [];
    const blocked: number[] = [];
    for await (const planned of planDataValues(dhis2, rows)) {
      counts[planned.change] = (counts[planned.change] ?? 0) + 1;
      if (planned.change === 'blocked') blocked.push(...planned.reasons.map(({ row }) => row ?? 0));
      else sendable.push(planned.item);
    }
    expect(blocked).toEqual([9]);
    expect(counts).toEqual({ none: 3, update: 2, create: 994, blocked: 1 });
    expect(sandbox.control.countDataValues()).toBe(before);
    expect(await proveDataValues(dhis2, sendable)).toMatchObject({ proven: false, missing: 994, different: 2 });
    expect(await deliver(sendable)).toMatchObject({ accepted: 999, rejected: 0, pending: 0 });
    const proof = await proveDataValues(dhis2, sendable);
    expect(proof).toMatchObject({ proven: true, sent: 999, stored: 999 });
    for (const { digestSent, digestStored } of proof.groups) expect(digestStored).toBe(digestSent);
  });

  test('settles a lost answer without loss or doubles', async () => {
    const before = sandbox.control.countDataValues();
    const path = '/api/dataValueSets';
    sandbox.control.fault({ fault: 'status-after', value: 504, method: 'POST', path, times: 1 });
    sandbox.control.fault({ fault: 'drop-before', method: 'POST', path, times: 1 });
    sandbox.control.fault({ fault: 'partial-import', method: 'POST', path, times: 1 });
    const result = await deliver(values(1_900, 2023), { chunkSize: 475, concurrency: 1 });
    expect(result).toMatchObject({ accepted: 1_900, rejected: 0, pending: 0 });
    expect(sandbox.control.countDataValues() - before).toBe(1_900);
  });

  test('generates types that compile', async () => {
    const text = await generateTypes(dhis2, { endpoints: true });
    expect(text).toContain('export interface DataElement {');
    expect(text).toMatch(/export interface ChildProgramme\w+ \{/);
    const folder = mkdtempSync(join(root, 'packages/sandbox/test/types-'));
    try {
      writeFileSync(join(folder, 'server.ts'), text);
      const use = `import { createClient, withModels } from '@dhow/dhis2';\nimport type { Models } from './server.ts';\nconst dhis2 = withModels<Models>()(createClient({ baseUrl: 'http://x' }));\n(await dhis2.dataElements.list({ fields: { id: true } }))[0]!.id.charAt(0);\n`;
      writeFileSync(join(folder, 'use.ts'), use);
      const compilerOptions = {
        noEmit: true,
        declaration: false,
        sourceMap: false,
        customConditions: ['@dhow/source'],
      };
      const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['*.ts'] };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
      expect(tsc.stdout).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
