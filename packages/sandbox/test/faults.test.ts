import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { countryFacilities, countrySeed, startSandbox } from '../src/index.ts';

const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };
const [facility] = countryFacilities();
const seed = countrySeed();
const element = seed['dataElements']!.find((e) => e['code'] === 'MALARIA_CONFIRMED')!.id;
const combo = seed['categoryOptionCombos']![0]!.id;
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'country' });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.control.clearFaults());

function post(month: number, fault: Record<string, string> = {}): Promise<Response> {
  const value = { dataElement: element, categoryOptionCombo: combo, orgUnit: facility!.id, value: '3' };
  return fetch(`${sandbox.url}/api/dataValueSets`, {
    method: 'POST',
    headers: { ...headers, ...fault },
    body: JSON.stringify({ dataValues: [{ ...value, period: `2025${String(month).padStart(2, '0')}` }] }),
  });
}

test('a proxy error stores nothing', async () => {
  const before = sandbox.control.countDataValues();
  const response = await post(1, { 'x-sandbox-fault': 'status=502' });
  expect(response.status).toBe(502);
  expect(response.headers.get('content-type')).toContain('text/html');
  expect(sandbox.control.countDataValues()).toBe(before);
});

test('a lost answer stores all the same', async () => {
  const before = sandbox.control.countDataValues();
  expect((await post(2, { 'x-sandbox-fault': 'status-after=504' })).status).toBe(504);
  expect(sandbox.control.countDataValues()).toBe(before + 1);
});

test('a dropped connection ends the request with an error', async () => {
  sandbox.control.fault({ fault: 'drop-before', path: '/api/me', times: 1 });
  await expect(fetch(`${sandbox.url}/api/me`, { headers })).rejects.toThrow('fetch failed');
  expect((await fetch(`${sandbox.url}/api/me`, { headers })).status).toBe(200);
});

test('an answer that breaks off cannot be read whole', async () => {
  sandbox.control.fault({ fault: 'drop', value: 10, path: '/api/dataElements', times: 1 });
  await expect(fetch(`${sandbox.url}/api/dataElements`, { headers }).then((r) => r.text())).rejects.toThrow(
    'terminated',
  );
});

test('a hanging job never completes', async () => {
  const started = await fetch(`${sandbox.url}/api/dataValueSets?async=true`, {
    method: 'POST',
    headers: { ...headers, 'x-sandbox-fault': 'hang-job' },
    body: '{"dataValues":[]}',
  });
  const { response } = (await started.json()) as { response: { relativeNotifierEndpoint: string } };
  sandbox.control.runJobs();
  const tasks = await fetch(`${sandbox.url}${response.relativeNotifierEndpoint}`, { headers });
  expect(await tasks.json()).toEqual([expect.objectContaining({ completed: false })]);
});

test('a login page comes instead of the answer', async () => {
  const response = await fetch(`${sandbox.url}/api/me`, { headers: { ...headers, 'x-sandbox-fault': 'login-page' } });
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<html>');
});
