import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { dhow, projectFolder } from './spawn-dhow.ts';

let folder: ReturnType<typeof projectFolder> | undefined;
afterEach(() => folder?.remove());

const settings = "components: ['@dhow/component-sql']\nstate: { file: memory }\nmanagement: { enabled: false }\n";
const bean = `
- beans:
    - { name: dataSource, type: org.sqlite.SQLiteDataSource, properties: { url: "jdbc:sqlite:reports.db" } }
`;
const routes = (query: string) => `
- route:
    id: ask
    from:
      uri: timer:once?repeatCount=1&delay=0
      steps:
        - to: "sql:create table if not exists report (id integer)"
        - to: "sql:insert into report values (7)"
        - to: "${query}"
        - log: "found \${body}"
`;

function project(files: Readonly<Record<string, string>>): string {
  folder = projectFolder(files);
  return folder.path;
}

test('a project without TypeScript takes sql: by name, with a data source as Camel spells it', async () => {
  const cwd = project({ 'dhow.yaml': settings, 'routes.yaml': bean + routes('sql:select id from report') });
  // As npm installs it: the project's own copy goes before that beside the command.
  mkdirSync(join(cwd, 'node_modules/@dhow'), { recursive: true });
  const sql = fileURLToPath(new URL('../../component-sql', import.meta.url));
  symlinkSync(sql, join(cwd, 'node_modules/@dhow/component-sql'), 'dir');
  expect(await dhow(['validate', 'routes.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });
  const { code, out } = await dhow(['run', '--until-idle', 'routes.yaml'], { cwd });
  expect([code, out]).toEqual([0, expect.stringContaining('found [{id=7}]')]);
});

test('the data source may stand in dhow.yaml', async () => {
  const cwd = project({
    'dhow.yaml': `${settings}dataSources: { reports: { url: 'sqlite::memory:' } }\n`,
    'routes.yaml': routes('sql:select id from report?dataSource=#reports'),
  });
  const { code, out } = await dhow(['run', '--until-idle', 'routes.yaml'], { cwd });
  expect([code, out]).toEqual([0, expect.stringContaining('found [{id=7}]')]);
});

test('without the package both commands say what to install and to write', async () => {
  const cwd = project({ 'dhow.yaml': 'state: { file: memory }\n', 'routes.yaml': routes('sql:select 1') });
  const advice = /run npm install @dhow\/component-sql, and write components: \['@dhow\/component-sql'\] in dhow\.yaml/;
  for (const command of ['validate', 'run']) {
    const { code, err } = await dhow([command, 'routes.yaml'], { cwd });
    expect([command, code, err]).toEqual([command, command === 'run' ? 3 : 1, expect.stringMatching(advice)]);
  }
  const beans = project({ 'dhow.yaml': 'state: { file: memory }\n', 'routes.yaml': bean + routes('log:x') });
  expect((await dhow(['validate', 'routes.yaml'], { cwd: beans })).err).toMatch(advice);
});

test('a package that is not installed stops the start with what to run', async () => {
  const cwd = project({ 'dhow.yaml': "components: ['@dhow/component-nowhere']\n", 'routes.yaml': routes('log:x') });
  const { code, err } = await dhow(['run', 'routes.yaml'], { cwd });
  expect([code, err]).toEqual([3, expect.stringContaining('Run npm install @dhow/component-nowhere in ')]);
});
