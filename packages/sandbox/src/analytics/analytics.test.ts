import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../index.ts';
import { countryFacilities, countrySeed, startSandbox } from '../index.ts';

const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };
const seed = countrySeed();
const [first, second] = countryFacilities();
const element = seed['dataElements']!.find((one) => one['code'] === 'MALARIA_CONFIRMED')!.id;
const [maleInfants, maleToddlers] = seed['categoryOptionCombos']!.map((combo) => combo.id);
const dataSet = seed['dataSets']!.find((one) => one['code'] === 'MALARIA')?.id ?? seed['dataSets']![0]!.id;

interface GridAnswer {
  readonly rows: readonly (readonly string[])[];
  readonly headers: readonly { readonly name: string; readonly column: string }[];
  readonly metaData: {
    readonly items: Record<string, { name?: string }>;
    readonly dimensions: Record<string, string[]>;
  };
  readonly width: number;
  readonly message?: string;
  readonly errorCode?: string;
}

/** A sandbox that stands in November 2026 and holds a few values; jobs wait until they are told to run. */
function stage(version: string) {
  let sandbox: Sandbox;
  return {
    async start(): Promise<void> {
      sandbox = await startSandbox({ version, seed: 'country', now: '2026-11-23T08:00:00Z', importDelayMs: Infinity });
    },
    stop: () => sandbox.stop(),
    async post(path: string, body?: unknown): Promise<{ status: number; json: Record<string, unknown> }> {
      const response = await fetch(`${sandbox.url}/api/${path}`, {
        method: 'POST',
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    },
    async get(path: string): Promise<{ status: number; cache: string | null; text: string; grid: GridAnswer }> {
      const response = await fetch(`${sandbox.url}/api/${path}`, { headers });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const grid = (isJson ? JSON.parse(text) : {}) as GridAnswer;
      return { status: response.status, cache: response.headers.get('cache-control'), text, grid };
    },
    async run(): Promise<void> {
      await this.post('resourceTables/analytics?lastYears=2');
      sandbox.control.runJobs();
      sandbox.control.runJobs();
    },
    runJobs: () => sandbox.control.runJobs(),
  };
}

function value(orgUnit: string, period: string, text: string, categoryOptionCombo = maleInfants!) {
  return { dataElement: element, categoryOptionCombo, orgUnit, period, value: text };
}

const values = [
  value(first!.id, '202601', '4'),
  value(first!.id, '202601', '1', maleToddlers),
  value(first!.id, '202602', '8'),
  value(second!.id, '202601', '10'),
];

describe.each(['2.42', '2.43'])('analytics of %s', (version) => {
  const server = stage(version);
  const root = seed['organisationUnits']!.find((unit) => unit['parent'] === undefined)!.id;
  const inJanuary = `analytics?dimension=dx:${element}&dimension=pe:202601`;

  beforeAll(async () => {
    await server.start();
    await server.post('dataValueSets', { dataValues: values });
  });
  afterAll(() => server.stop());

  test('queries fail until a run has made the tables', async () => {
    const { status, cache, grid } = await server.get(`${inJanuary}&dimension=ou:${root}`);
    expect([status, grid.errorCode, cache]).toEqual([409, 'E7144', 'max-age=60, public']);
  });

  test('a run goes on for a turn and is completed in the next', async () => {
    const { json } = await server.post('resourceTables/analytics?lastYears=2');
    const { id } = json['response'] as { id: string };
    const notes = async (): Promise<{ level: string; completed: boolean }[]> =>
      JSON.parse((await server.get(`system/tasks/ANALYTICS_TABLE/${id}`)).text) as {
        level: string;
        completed: boolean;
      }[];
    server.runJobs();
    expect((await notes())[0]).toMatchObject({ level: 'LOOP', completed: false });
    server.runJobs();
    expect((await notes()).filter((note) => note.completed)).toHaveLength(1);
  });

  test('values add up the tree and over periods', async () => {
    const { grid } = await server.get(
      `analytics?dimension=dx:${element}&dimension=pe:202601;2026Q1&dimension=ou:${root};${first!.id}`,
    );
    expect(grid.rows.map((row) => row.join(' ')).toSorted()).toEqual(
      [
        `${element} 202601 ${root} 15`,
        `${element} 202601 ${first!.id} 5`,
        `${element} 2026Q1 ${root} 23`,
        `${element} 2026Q1 ${first!.id} 13`,
      ].toSorted(),
    );
    expect(grid.metaData.items['202601']).toEqual({ name: 'January 2026' });
  });

  test('filters narrow without a column', async () => {
    const { grid } = await server.get(`analytics?dimension=dx:${element}&filter=pe:202601&filter=ou:${root}`);
    expect(grid.rows).toEqual([[element, '15']]);
  });

  test('relative periods follow the server clock', async () => {
    const { grid } = await server.get(
      `analytics?dimension=dx:${element}&dimension=pe:THIS_YEAR;LAST_12_MONTHS&filter=ou:${root}`,
    );
    expect(grid.metaData.dimensions['pe']).toEqual(['2026', '202511', '202512', ...months2026(10)]);
    expect(grid.rows).toContainEqual([element, '2026', '23']);
  });

  test('option combos and aggregation types can be asked for', async () => {
    const combos = await server.get(`${inJanuary}&dimension=co&filter=ou:${first!.id}`);
    expect(combos.grid.rows).toHaveLength(2);
    expect(combos.grid.rows).toContainEqual([element, '202601', maleInfants, '4']);
    expect(combos.grid.rows).toContainEqual([element, '202601', maleToddlers, '1']);
    const largest = await server.get(`${inJanuary}&filter=ou:${root}&aggregationType=MAX`);
    expect(largest.grid.rows).toEqual([[element, '202601', '10']]);
  });

  test('values stored after the run are not seen before the next one', async () => {
    await server.post('dataValueSets', { dataValues: [value(second!.id, '202603', '3')] });
    const march = `analytics?dimension=dx:${element}&dimension=pe:202603&dimension=ou:${root}`;
    expect((await server.get(march)).grid.rows).toEqual([]);
    await server.run();
    expect((await server.get(march)).grid.rows).toEqual([[element, '202603', root, '3']]);
  });

  test('rows come by code or name, as a pivot table, as CSV and as data values', async () => {
    const query = `${inJanuary}&dimension=ou:${first!.id}`;
    expect((await server.get(`${query}&outputIdScheme=CODE`)).grid.rows[0]![0]).toBe('MALARIA_CONFIRMED');
    const table = await server.get(`${query}&tableLayout=true&columns=dx&rows=ou;pe`);
    expect(table.grid.rows[0]!.at(-1)).toBe('5');
    const csv = await server.get(query.replace('analytics?', 'analytics.csv?'));
    expect(csv.text.split('\n').slice(0, 2)).toEqual([
      'Data,Period,Organisation unit,Value',
      `${element},202601,${first!.id},5`,
    ]);
    const set = await server.get(query.replace('analytics?', 'analytics/dataValueSet?'));
    expect(JSON.parse(set.text)).toMatchObject({
      dataValues: [{ dataElement: element, value: '5', comment: '[aggregated]' }],
    });
  });

  test('reporting rates count the reports that were due', async () => {
    const period = 'pe:202601';
    const registration = { dataSet, period: '202601', organisationUnit: first!.id, completed: true };
    await server.post('completeDataSetRegistrations', { completeDataSetRegistrations: [registration] });
    await server.run();
    const { grid } = await server.get(
      `analytics?dimension=dx:${dataSet}.ACTUAL_REPORTS;${dataSet}.REPORTING_RATE&dimension=${period}&dimension=ou:${first!.id}`,
    );
    expect(grid.rows).toEqual([
      [`${dataSet}.REPORTING_RATE`, '202601', first!.id, '100'],
      [`${dataSet}.ACTUAL_REPORTS`, '202601', first!.id, '1'],
    ]);
  });

  test.each([
    ['without a period', 'dimension=ou:ROOT', 'E7146'],
    ['with an unknown unit', 'dimension=pe:202601&dimension=ou:Nothing0001', 'E7143'],
    ['with an unknown dimension', 'dimension=pe:202601&dimension=ou:ROOT&dimension=abcdefghijk', 'E7125'],
    ['with a dimension twice', 'dimension=pe:202601&dimension=ou:ROOT&dimension=ou:ROOT', 'E7111'],
    ['with a dimension that is a filter too', 'dimension=pe:202601&dimension=ou:ROOT&filter=pe:202601', 'E7103'],
  ])('a query %s is refused', async (_what, query, code) => {
    const { status, grid } = await server.get(`analytics?dimension=dx:${element}&${query.replaceAll('ROOT', root)}`);
    expect([status, grid.errorCode]).toEqual([409, code]);
  });

  test('more rows than the setting allows are refused', async () => {
    await server.post('systemSettings/keyAnalyticsMaxLimit?value=1');
    const { grid } = await server.get(`${inJanuary};202602&dimension=ou:${root}`);
    await server.post('systemSettings/keyAnalyticsMaxLimit?value=100000');
    expect(grid.message).toBe('Query result set exceeded max limit: `1`');
  });
});

function months2026(last: number): string[] {
  return Array.from({ length: last }, (_, index) => `2026${String(index + 1).padStart(2, '0')}`);
}

test('a new 2.43 server aborts runs until its output period types are set', async () => {
  const sandbox = await startSandbox({ version: '2.43', seed: countrySeed(), importDelayMs: Infinity });
  const post = (path: string, body: string): Promise<Response> =>
    fetch(`${sandbox.url}/api/${path}`, { method: 'POST', headers, body });
  const started = (await (await post('resourceTables/analytics', '{}')).json()) as { response: { id: string } };
  sandbox.control.runJobs();
  sandbox.control.runJobs();
  const log = await fetch(`${sandbox.url}/api/system/tasks/ANALYTICS_TABLE/${started.response.id}`, { headers });
  const [newest] = (await log.json()) as { level: string; completed: boolean; message: string }[];
  expect(newest).toMatchObject({ level: 'ERROR', completed: false });
  expect((await post('configuration/dataOutputPeriodTypes', '[{"name":"Monthly"}]')).status).toBe(204);
  await sandbox.stop();
});
