import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { countryFacilities, countrySeed, startSandbox } from '../src/index.ts';

const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };

describe.each(['2.42', '2.43'])('data values on %s', (version) => {
  let sandbox: Sandbox;
  const [facility] = countryFacilities();
  const seed = countrySeed();
  const element = seed['dataElements']!.find((e) => e['code'] === 'MALARIA_CONFIRMED')!.id;
  const combo = seed['categoryOptionCombos']![0]!.id;
  const post = async (dataValues: readonly object[], query = ''): Promise<{ status: number; body: ImportAnswer }> => {
    const response = await fetch(`${sandbox.url}/api/dataValueSets${query}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ dataValues }),
    });
    return { status: response.status, body: (await response.json()) as ImportAnswer };
  };
  const value = (text: string, period = '202601') => ({
    dataElement: element,
    categoryOptionCombo: combo,
    orgUnit: facility!.id,
    period,
    value: text,
  });

  beforeAll(async () => {
    sandbox = await startSandbox({ version, seed: 'country' });
  });
  afterAll(() => sandbox.stop());

  test('a new value is stored and read back', async () => {
    const { status, body } = await post([value('7')]);
    expect(status).toBe(200);
    expect(body.response.importCount).toMatchObject(version === '2.42' ? { imported: 1 } : { imported: 0, updated: 1 });
    const set = seed['dataSets']![0]!.id;
    const read = await fetch(`${sandbox.url}/api/dataValueSets?dataSet=${set}&period=202601&orgUnit=${facility!.id}`, {
      headers,
    });
    const { dataValues } = (await read.json()) as { dataValues: { value: string }[] };
    expect(dataValues.map((v) => v.value)).toEqual(['7']);
  });

  test('a bad value among good ones is named by its index', async () => {
    const { status, body } = await post([value('1', '202602'), value('many', '202603')]);
    expect(status).toBe(version === '2.42' ? 409 : 200);
    expect(body.response.conflicts[0]).toMatchObject({
      errorCode: version === '2.42' ? 'E7619' : 'E8122',
      indexes: [1],
    });
  });

  test('a dry run stores nothing', async () => {
    const before = sandbox.control.countDataValues();
    await post([value('1', '202604')], '?dryRun=true');
    expect(sandbox.control.countDataValues()).toBe(before);
  });
});

interface ImportAnswer {
  readonly response: { readonly importCount: object; readonly conflicts: readonly object[] };
}
