import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, SeedMetadata } from '../../index.ts';
import { startSandbox } from '../../index.ts';

const recorded = new URL('../../../../../recorded/dhis2/2.42.5.2/seed.json.gz', import.meta.url);
const seed = JSON.parse(gunzipSync(readFileSync(recorded)).toString()) as SeedMetadata;
const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };
const dates = 'startDate=2026-01-01&endDate=2026-12-31';

interface GridAnswer {
  readonly headers: readonly { readonly name: string }[];
  readonly rows: readonly (readonly string[])[];
  readonly metaData: { readonly pager?: unknown };
  readonly errorCode?: string;
}

const event = (uid: string, orgUnit: string, occurredAt: string, temperature: string) => ({
  event: uid,
  program: 'prEvent0001',
  programStage: 'psEvent0001',
  orgUnit,
  occurredAt,
  status: 'ACTIVE',
  dataValues: [{ dataElement: 'deTrTemp001', value: temperature }],
});

const child = {
  trackedEntity: 'teAnalytic1',
  trackedEntityType: 'tetPerson01',
  orgUnit: 'ouFacil0001',
  attributes: [{ attribute: 'teaName0001', value: 'Ada' }],
  enrollments: [
    {
      enrollment: 'enAnalytic1',
      program: 'prChild0001',
      orgUnit: 'ouFacil0001',
      enrolledAt: '2026-02-01',
      occurredAt: '2026-02-01',
      status: 'ACTIVE',
      attributes: [{ attribute: 'teaName0001', value: 'Ada' }],
      events: [
        {
          event: 'evAnalytic9',
          program: 'prChild0001',
          programStage: 'psBirth0001',
          orgUnit: 'ouFacil0001',
          occurredAt: '2026-02-01',
          status: 'ACTIVE',
          dataValues: [{ dataElement: 'deTrWeight1', value: '3.2' }],
        },
      ],
    },
  ],
};

describe.each(['2.42', '2.43'])('event analytics of %s', (version) => {
  let sandbox: Sandbox;
  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${sandbox.url}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const get = async (path: string): Promise<GridAnswer> =>
    (await (await fetch(`${sandbox.url}/api/analytics/${path}`, { headers })).json()) as GridAnswer;
  const column = (grid: GridAnswer, name: string): string[] => {
    const index = grid.headers.findIndex((header) => header.name === name);
    return grid.rows.map((row) => row[index] ?? '');
  };

  beforeAll(async () => {
    sandbox = await startSandbox({ version, seed, now: '2026-11-23T08:00:00Z', importDelayMs: Infinity });
    const events = [
      event('evAnalytic1', 'ouFacil0001', '2026-02-02', '37'),
      event('evAnalytic2', 'ouFacil0001', '2026-02-03', '38.5'),
      event('evAnalytic3', 'ouFacil0004', '2026-03-03', '36'),
    ];
    const stored = await post('tracker?async=false', { events });
    expect(stored.status).toBe(200);
    expect((await post('tracker?async=false', { trackedEntities: [child] })).status).toBe(200);
    await post('configuration/dataOutputPeriodTypes', [{ name: 'Monthly' }]);
    await post('resourceTables/analytics', {});
    sandbox.control.runJobs();
    sandbox.control.runJobs();
  });
  afterAll(() => sandbox.stop());

  test('events are listed with their values, page by page', async () => {
    const grid = await get(
      `events/query/prEvent0001?dimension=ou:ouRoot00001&dimension=deTrTemp001&${dates}&pageSize=2`,
    );
    expect(grid.rows).toHaveLength(2);
    expect(grid.metaData.pager).toEqual({ page: 1, total: 3, pageSize: 2, pageCount: 2 });
  });

  test('units, periods and conditions on values narrow the list', async () => {
    const query = 'events/query/prEvent0001?dimension=ou:ouFacil0001';
    expect(column(await get(`${query}&dimension=deTrTemp001:GT:38&${dates}`), 'psi')).toEqual(['evAnalytic2']);
    expect((await get(`${query}&dimension=pe:202603`)).rows).toEqual([]);
  });

  test('rows can be sorted by a column', async () => {
    const grid = await get(
      `events/query/prEvent0001?dimension=ou:ouRoot00001&dimension=deTrTemp001&${dates}&desc=deTrTemp001`,
    );
    expect(column(grid, 'psi')).toEqual(['evAnalytic2', 'evAnalytic1', 'evAnalytic3']);
  });

  test('values are aggregated by unit and period', async () => {
    const grid = await get(
      'events/aggregate/prEvent0001?dimension=ou:ouRoot00001&dimension=pe:202602&value=deTrTemp001&aggregationType=AVERAGE',
    );
    expect(grid.rows).toEqual([['ouRoot00001', '202602', '37.75']]);
    const counted = await get(`events/aggregate/prEvent0001?dimension=ou:ouFacil0001;ouFacil0004&${dates}`);
    expect(counted.rows).toHaveLength(2);
    expect(counted.rows).toContainEqual(['ouFacil0001', '2']);
  });

  test('a programme data element is a data item of aggregate queries too', async () => {
    const query = 'dimension=dx:prEvent0001.deTrTemp001&dimension=pe:202602&dimension=ou:ouRoot00001';
    const response = await fetch(`${sandbox.url}/api/analytics?${query}`, { headers });
    const { rows } = (await response.json()) as GridAnswer;
    expect(rows).toEqual([['prEvent0001.deTrTemp001', '202602', 'ouRoot00001', '37.75']]);
  });

  test('enrollments show values of stages and attributes, and are counted', async () => {
    const grid = await get(
      `enrollments/query/prChild0001?dimension=ou:ouRoot00001&dimension=psBirth0001.deTrWeight1&dimension=teaName0001&${dates}`,
    );
    expect([column(grid, 'psBirth0001.deTrWeight1'), column(grid, 'teaName0001')]).toEqual([['3.2'], ['Ada']]);
    const counts = await get('enrollments/aggregate/prChild0001?dimension=ou:ouRoot00001&dimension=pe:202602');
    expect(counts.rows).toEqual([['1', 'ouRoot00001', '202602']]);
  });

  test('tracked entities are listed by type and programme', async () => {
    const grid = await get('trackedEntities/query/tetPerson01?dimension=ou:ouRoot00001&program=prChild0001');
    expect(column(grid, 'trackedentity')).toEqual(['teAnalytic1']);
  });

  test.each([
    ['events/query/prNothing01?dimension=ou:ouRoot00001', 'E7129'],
    ['events/query/prEvent0001?dimension=ou:ouRoot00001&stage=psNothing01', 'E7130'],
    ['events/query/prEvent0001?dimension=ou:ouRoot00001&dimension=deNothing01', 'E7224'],
    ['trackedEntities/query/tetNothing1?dimension=ou:ouRoot00001', 'E7125'],
    ['events/aggregate/prEvent0001?dimension=ou:ouRoot00001&value=deTrResult1', 'E7223'],
  ])('%s is refused with %s', async (path, code) => {
    expect((await get(path)).errorCode).toBe(code);
  });
});
