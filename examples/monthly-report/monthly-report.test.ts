import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@dhow/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { makeInput, type InputFacts } from './make-input.ts';
import { runReport, type ReportResult } from './run-report.ts';

interface Outcome {
  readonly facts: InputFacts;
  readonly result: ReportResult;
  readonly values: readonly string[];
  readonly rejects: Readonly<Record<string, string>>;
  readonly done: readonly string[];
  readonly requests: number;
  again(): Promise<Outcome>;
}

async function runIn(route: 'ts' | 'yaml', rowsPerFile: number, version = '2.42'): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'monthly-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sandbox = await startSandbox({ seed: 'country', version });
  onTestFinished(() => sandbox.stop());
  const run = async (): Promise<Outcome> => {
    const facts = makeInput(join(folder, 'inbox'), rowsPerFile);
    const result = await runReport({ route, folder, url: sandbox.url });
    const texts = facts.files.map((name) => [name, readFileSync(join(folder, 'rejects', name), 'utf8')]);
    return {
      facts,
      result,
      values: await storedValues(sandbox.url),
      rejects: Object.fromEntries(texts) as Record<string, string>,
      done: readdirSync(join(folder, 'inbox/done')).sort(),
      requests: sandbox.control.requests,
      again: run,
    };
  };
  return run();
}

/** What DHIS2 holds, asked of its own API. */
async function storedValues(url: string): Promise<string[]> {
  const headers = { authorization: `Basic ${Buffer.from('admin:district').toString('base64')}` };
  const get = async <T>(path: string) => (await (await fetch(`${url}/api/${path}`, { headers })).json()) as T;
  const { organisationUnits } = await get<{ organisationUnits: { id: string }[] }>(
    'organisationUnits?level=1&fields=id',
  );
  const { dataSets } = await get<{ dataSets: { id: string }[] }>('dataSets?fields=id&paging=false');
  const sets = dataSets.map(({ id }) => `dataSet=${id}`).join('&');
  const { dataValues } = await get<{ dataValues: Record<string, string>[] }>(
    `dataValueSets.json?${sets}&orgUnit=${organisationUnits[0]!.id}&children=true&startDate=2024-01-01&endDate=2098-12-31`,
  );
  return dataValues
    .map((v) => [v['dataElement'], v['period'], v['orgUnit'], v['categoryOptionCombo'], v['value']].join(' '))
    .sort();
}

test('each row is accepted or rejected with its reason, as counted beforehand', async () => {
  const { facts, result, values, rejects, done } = await runIn('ts', 900);
  expect(facts).toMatchObject({ rows: 2700, good: 2646 });
  expect(result).toMatchObject({ accepted: facts.good, rejected: 54, pending: 0, deadLetters: 54 });
  const byCode = Object.fromEntries(result.codes.map(({ code, rows }) => [code, rows]));
  expect(byCode).toEqual(facts.bad);
  expect(values).toHaveLength(facts.good);
  expect(new Set(values.map((value) => value.split(' ').slice(0, 4).join(' '))).size).toBe(facts.good);
  expect(done).toEqual([...facts.files].sort());
  // A line for the names of the columns, one for each rejected row.
  const lines = Object.values(rejects).flatMap((text) => text.trimEnd().split('\r\n').slice(1));
  expect(lines).toHaveLength(54);
});

test('the TypeScript route and the YAML route do the same', async () => {
  const [typed, yaml] = await Promise.all([runIn('ts', 600), runIn('yaml', 600)]);
  expect(yaml.result).toEqual(typed.result);
  expect(yaml.values).toEqual(typed.values);
  expect(yaml.rejects).toEqual(typed.rejects);
});

test('a second run with the same reports doubles nothing', async () => {
  const first = await runIn('yaml', 600);
  const second = await first.again();
  expect(second.values).toEqual(first.values);
  expect(second.result.accepted).toBe(2 * first.result.accepted);
  expect(second.rejects).toEqual(first.rejects);
});

test('the newer importer of 2.43 stores the same good rows', async () => {
  const old = await runIn('ts', 300);
  const { facts, result, values } = await runIn('ts', 300, '2.43');
  expect(result).toMatchObject({ rejected: 900 - facts.good - (result.accepted - facts.good), pending: 0 });
  expect(values.filter((value) => !value.includes(' 2098'))).toEqual(old.values);
});
