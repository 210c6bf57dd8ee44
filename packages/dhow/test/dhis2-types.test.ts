import { readFileSync } from 'node:fs';
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
afterEach(() => folder?.remove());

test('types of a server are written from a connection of the settings, or from an address', async () => {
  folder = projectFolder({
    'dhow.yaml': `connections: { national: { url: "${sandbox.url}", username: admin, password: district } }\n`,
  });
  const cwd = folder.path;
  const [file, printed] = await Promise.all([
    dhow(['dhis2', 'types', '-o', 'models.ts'], { cwd }),
    dhow(['dhis2', 'types', '--url', sandbox.url, '--username', 'admin'], { cwd, env: { DHOW_PASSWORD: 'district' } }),
  ]);
  expect([file.code, file.err, printed.code, printed.err]).toEqual([0, 'wrote models.ts\n', 0, '']);
  expect(printed.out).toMatch(/export interface OrganisationUnit /);
  expect(readFileSync(join(cwd, 'models.ts'), 'utf8')).toBe(printed.out);
});

test('a wrong password, no server and a connection that is not there are told', async () => {
  folder = projectFolder({ 'dhow.yaml': `connections: { national: { url: "${sandbox.url}" } }\n` });
  const cwd = folder.path;
  const [password, away, name, none] = await Promise.all([
    dhow(['dhis2', 'types', '--url', sandbox.url, '--username', 'admin'], { cwd, env: { DHOW_PASSWORD: 'hunter2' } }),
    dhow(['dhis2', 'types', '--url', 'http://127.0.0.1:9'], { cwd }),
    dhow(['dhis2', 'types', '--connection', 'nationl'], { cwd }),
    dhow(['dhis2', 'typs'], { cwd }),
  ]);
  expect([password.code, password.err]).toEqual([3, expect.stringContaining('DHIS2_UNAUTHORIZED')]);
  expect(password.err).not.toContain('hunter2');
  expect([away.code, away.err]).toEqual([3, expect.stringContaining('DHIS2_UNREACHABLE')]);
  expect([name.code, name.err]).toEqual([2, expect.stringContaining('Did you mean "national"?')]);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('Did you mean "types"?')]);
});
