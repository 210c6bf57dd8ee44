import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@dhow/sandbox';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let sandbox: Sandbox;
let folder: ReturnType<typeof projectFolder> | undefined;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'country' });
});
afterAll(() => sandbox.stop());
afterEach(() => {
  sandbox.control.clearFaults();
  folder?.remove();
});

const routes = `
- route:
    id: values
    from:
      uri: file:inbox?move=.done&moveFailed=.failed
      steps:
        - unmarshal: { csv: { useMaps: true, lazyLoad: true } }
        - to: dhis2:dataValueSets?connection=national
`;
const rows = 'dataElement,period,orgUnit,value\nabcdefghijk,202601,abcdefghij1,1\nabcdefghijk,202602,abcdefghij1,2\n';

/** Delivers a file of two rows and answers how it went. */
async function deliver(url: string, password = 'district') {
  folder = projectFolder({
    'routes.yaml': routes,
    'dhow.yaml': `connections:\n  national: { url: "${url}", username: admin }\nmanagement: { enabled: false }\n`,
    'inbox/rows.csv': rows,
  });
  const env = { DHOW_CONNECTIONS_NATIONAL_PASSWORD: password };
  const ended = await dhow(['run', '--until-idle', 'routes.yaml'], { cwd: folder.path, env });
  const kept = join(folder.path, 'inbox/.failed/rows.csv');
  return { ...ended, kept: existsSync(kept) ? readFileSync(kept, 'utf8') : undefined };
}

test('a DHIS2 that cannot be reached', async () => {
  const { code, out, kept } = await deliver('http://127.0.0.1:9');
  expect([code, kept]).toEqual([1, rows]);
  expect(out).toMatch(/DHIS2_UNREACHABLE: cannot reach http:\/\/127\.0\.0\.1:9 .*Check the base URL/);
  expect(out).toContain('2 pending');
});

test('a wrong password, which is not shown', async () => {
  const { code, out, err, kept } = await deliver(sandbox.url, 'hunter2');
  expect([code, kept]).toEqual([1, rows]);
  expect(out).toMatch(/DHIS2_UNAUTHORIZED: .*Check the user name and password/);
  expect(out + err).not.toContain('hunter2');
});

test('a login page instead of data', async () => {
  sandbox.control.fault({ fault: 'login-page' });
  const { code, out, kept } = await deliver(sandbox.url);
  expect([code, kept]).toEqual([1, rows]);
  expect(out).toMatch(/DHIS2_(HTML_ANSWER|LOGIN_REDIRECT): /);
});

test('rows that DHIS2 refuses become dead letters with its code, and the file is done with', async () => {
  const { code, err, kept } = await deliver(sandbox.url);
  expect([code, kept]).toEqual([1, undefined]);
  expect(err).toContain('1 message completed, 2 dead letters');
  const list = await dhow(['dead-letters', 'list', '--json'], { cwd: folder!.path });
  const letters = list.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { code: string; source: unknown });
  expect(letters.map(({ source }) => source)).toEqual([
    { name: expect.stringContaining('rows.csv'), row: 2 },
    { name: expect.stringContaining('rows.csv'), row: 3 },
  ]);
  expect(letters.every(({ code: letterCode }) => /^E\d+$/.test(letterCode))).toBe(true);
});

test('a row that is sent again and refused again stays one letter, with the new reason', async () => {
  await deliver(sandbox.url);
  const { path: cwd } = folder!;
  const env = { DHOW_CONNECTIONS_NATIONAL_PASSWORD: 'district' };
  const replay = await dhow(['dead-letters', 'replay', '--all', '--routes', 'routes.yaml'], { cwd, env });
  expect([replay.code, replay.out]).toEqual([1, expect.stringContaining('0 sent, 2 failed')]);
  const list = await dhow(['dead-letters', 'list', '--json'], { cwd });
  const letters = list.out.trim().split('\n');
  expect(letters.map((line) => (JSON.parse(line) as { replays: number }).replays)).toEqual([1, 1]);
});
