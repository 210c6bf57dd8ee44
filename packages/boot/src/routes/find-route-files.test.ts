import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findRouteFiles } from './find-route-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-routes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'routes'));
for (const name of ['a.yaml', 'b.ts', 'b.test.ts', 'types.d.ts', 'map.ds', 'c.mjs']) {
  writeFileSync(join(folder, 'routes', name), '');
}
const find = (...names: string[]) => findRouteFiles(names, folder).map(({ path }) => relative(folder, path));

test('names come in their order and patterns sorted, each file once, without tests, types and mappings', () => {
  expect(find('routes/c.mjs', 'routes/*', 'routes/a.yaml')).toEqual(['routes/c.mjs', 'routes/a.yaml', 'routes/b.ts']);
  expect(find('nothing/*.yaml')).toEqual([]);
});

test('a file that is not there is named with the nearest one that is', () => {
  expect(() => find('routes/aa.yaml')).toThrow(/BOOT_ROUTE_FILE_MISSING: .*Did you mean "a\.yaml"\?/);
  expect(() => find('nowhere/a.yaml')).toThrow(/BOOT_ROUTE_FILE_MISSING/);
});

test('a file that is no route file is refused', () => {
  expect(() => find('routes/map.ds')).toThrow(/BOOT_ROUTE_FILE_KIND: .*map\.ds/);
});
