import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { connectorParts } from './connector-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'dhow-connectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** A package as npm installs it. */
function install(name: string, module: string, exports: unknown = './index.js'): void {
  put(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: { '.': exports } }));
  put(`node_modules/${name}/index.js`, module);
}

async function parts(settings: string) {
  put('dhow.yaml', settings);
  return connectorParts(await loadConfiguration({ file: join(folder, 'dhow.yaml'), environment: {} }));
}

const ours = `export const connectorPackage = ({ baseFolder }) => ({
  components: [{ spec: { scheme: 'ours' } }],
  beans: { Maker: class {}, folder: baseFolder },
  dataSourceUrls: ['ours:name'],
  dataSource: (asked) => asked.url.startsWith('ours:') ? { asked, close: async () => void closed.push(asked.name) } : undefined,
});
export const closed = [];`;

test('a package that settings name brings its connectors, beans and data sources', async () => {
  install('@org/ours', ours);
  const made = await parts(`components: ['@org/ours']
dataSources:
  reports: { url: 'ours:a', username: u, password: p, maxConnections: 3, timeout: 2s }
`);
  expect(made.components.map(({ spec }) => spec.scheme)).toEqual(['ours']);
  expect(Object.keys(made.beans)).toEqual(['Maker', 'folder', 'reports']);
  expect(made.beans).toMatchObject({
    folder,
    reports: {
      asked: {
        name: 'reports',
        url: 'ours:a',
        username: 'u',
        password: 'p',
        maxConnections: 3,
        connectionTimeoutMs: 2000,
      },
    },
  });
  await made.close();
  const { closed } = (await import(join(folder, 'node_modules/@org/ours/index.js'))) as { closed: string[] };
  expect(closed).toEqual(['reports']);
});

test('a package may say only what an import takes', async () => {
  install('esm', `export const connectorPackage = () => ({ beans: { a: 1 } });`, {
    types: './x.d.ts',
    import: './index.js',
  });
  expect((await parts('components: [esm]')).beans).toEqual({ a: 1 });
  install('nothing', '', { browser: './index.js' });
  await expect(parts('components: [nothing]')).rejects.toMatchObject({ code: 'BOOT_CONNECTORS_UNREADABLE' });
});

test('a module of the project may bring connectors too', async () => {
  put('connectors/ours.ts', `export const connectorPackage = (): object => ({ components: [] });`);
  expect((await parts('components: [./connectors/ours.ts]')).components).toEqual([]);
});

test('a package that is not installed is told with what to write', async () => {
  await expect(parts("components: ['@org/nowhere']")).rejects.toMatchObject({
    code: 'BOOT_CONNECTORS_MISSING',
    message: expect.stringContaining(`Run npm install @org/nowhere in ${folder}`) as string,
  });
});

test('a package that cannot be loaded, or is another one, is told', async () => {
  install('broken', "throw new Error('half installed');");
  await expect(parts('components: [broken]')).rejects.toMatchObject({
    code: 'BOOT_CONNECTORS_UNREADABLE',
    message: expect.stringContaining('(half installed)') as string,
  });
  install('other', 'export const x = 1;');
  await expect(parts('components: [other]')).rejects.toMatchObject({ code: 'BOOT_CONNECTORS_UNKNOWN' });
});

test('a data source that no package makes is told with its place, and what there is', async () => {
  await expect(parts("dataSources: { reports: { url: 'ours:a' } }")).rejects.toMatchObject({
    code: 'BOOT_DATA_SOURCE',
    message: expect.stringMatching(
      /^BOOT_DATA_SOURCE: dhow\.yaml:1:27: .*dataSources\.reports\.url.*@dhow\/component-sql/,
    ) as string,
  });
  install('@org/ours', ours);
  await expect(
    parts("{ components: ['@org/ours'], dataSources: { reports: { url: 'mysql://h/d' } } }"),
  ).rejects.toThrow('Write one of ours:name');
  await expect(parts('dataSources: { reports: { username: u } }')).rejects.toThrow(
    'dataSources.reports.url does not take nothing; expected Address of a database, as JDBC or PostgreSQL write it',
  );
});
