import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countryFacilities, countrySeed, startSandbox } from '../src/index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what was stored is there after a restart on the same file', async () => {
  const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };
  const data = join(folder, 'sandbox.db');
  const first = await startSandbox({ seed: 'country', data });
  const dataElement = countrySeed()['dataElements']![0]!.id;
  const dataValues = [{ dataElement, orgUnit: countryFacilities()[0]!.id, period: '202601', value: '3' }];
  await fetch(`${first.url}/api/dataValueSets`, { method: 'POST', headers, body: JSON.stringify({ dataValues }) });
  await fetch(`${first.url}/api/constants`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id: 'cnKept00001', name: 'Kept', shortName: 'Kept', value: 2 }),
  });
  await first.stop();

  const second = await startSandbox({ seed: 'country', data });
  try {
    expect(second.control.countDataValues()).toBe(1);
    const constant = await fetch(`${second.url}/api/constants/cnKept00001?fields=name`, { headers });
    expect(await constant.json()).toEqual({ name: 'Kept' });
  } finally {
    await second.stop();
  }
});
