import { expect, test } from 'vitest';
import { countryFacilities, countrySeed, sandboxCommand, startSandbox } from '../src/index.ts';

const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };

test('100,000 values are stored, and a second time changes none', async () => {
  const sandbox = await startSandbox({ seed: 'country' });
  const seed = countrySeed();
  const element = seed['dataElements']!.find((e) => e['code'] === 'MALARIA_CONFIRMED')!;
  const combos = seed['categoryOptionCombos']!.filter(
    (c) => JSON.stringify(c['categoryCombo']) === JSON.stringify(element['categoryCombo']),
  );
  const dataValues: object[] = [];
  for (const { id: orgUnit } of countryFacilities()) {
    for (const { id: categoryOptionCombo } of combos) {
      for (let month = 1; dataValues.length < 100_000 && month <= 24; month++) {
        const period = `${2023 + Math.ceil(month / 12)}${String(((month - 1) % 12) + 1).padStart(2, '0')}`;
        dataValues.push({ dataElement: element.id, categoryOptionCombo, orgUnit, period, value: String(month) });
      }
    }
  }
  expect(dataValues).toHaveLength(100_000);
  const post = async (): Promise<unknown> => {
    const answer = await fetch(`${sandbox.url}/api/dataValueSets`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ dataValues }),
    });
    return ((await answer.json()) as { response: { importCount: unknown } }).response.importCount;
  };
  expect(await post()).toEqual({ imported: 100_000, updated: 0, ignored: 0, deleted: 0 });
  expect(await post()).toEqual({ imported: 0, updated: 0, ignored: 100_000, deleted: 0 });
  expect(sandbox.control.countDataValues()).toBe(100_000);
  await sandbox.stop();
}, 60_000);

test('the command prints where it listens, and names a wrong port', async () => {
  const lines: string[] = [];
  const sandbox = await sandboxCommand(['--dhis2', '2.43', '--seed', 'country'], (line) => lines.push(line));
  expect(lines).toEqual([`ready ${sandbox.url}`]);
  expect(sandbox.version).toBe('2.43.1');
  await sandbox.stop();
  await expect(sandboxCommand(['--port', 'many'], () => undefined)).rejects.toThrow('--port takes a number');
  await expect(startSandbox({ version: '2.39' })).rejects.toThrow('no DHIS2 version "2.39"');
});
