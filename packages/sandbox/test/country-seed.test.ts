import { expect, test } from 'vitest';
import { countryFacilities, countrySeed, startSandbox } from '../src/index.ts';

test('the country has 1,334 units on four levels and twelve data sets', async () => {
  const sandbox = await startSandbox({ seed: 'country' });
  try {
    const response = await fetch(
      `${sandbox.url}/api/metadata?organisationUnits:fields=id&dataSets:fields=id&organisationUnitLevels:fields=level`,
      {
        headers: { authorization: `Basic ${btoa('admin:district')}` },
      },
    );
    const body = (await response.json()) as Record<string, unknown[]>;
    expect(body['organisationUnits']).toHaveLength(1_334);
    expect(body['dataSets']).toHaveLength(12);
    expect(body['organisationUnitLevels']).toHaveLength(4);
  } finally {
    await sandbox.stop();
  }
});

test('the seed is the same each time, and facility names and codes are unique', () => {
  expect(countrySeed()).toEqual(countrySeed());
  const facilities = countryFacilities();
  expect(new Set(facilities.map((f) => f.name)).size).toBe(facilities.length);
  expect(new Set(facilities.map((f) => f.code)).size).toBe(facilities.length);
});
