import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestContext } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { onPostgres, run } from '../test/databases.ts';
import { dataSourceOf } from './configured/database-url.ts';
import { connectorPackage, type DataSource } from './index.ts';

const baseFolder = mkdtempSync(join(tmpdir(), 'dhow-sql-package-'));
afterAll(() => rmSync(baseFolder, { recursive: true, force: true }));

/** A context as `dhow run` makes it: with what the package brings, and beans of the route file. */
async function running(beans: string, step = 'sql:select 1 as one', clean: readonly string[] = []) {
  const { components = [], beans: makers = {} } = connectorPackage({ baseFolder });
  const context = createTestContext({ components, beans: makers });
  onTestFinished(async () => {
    await context.clock.runUntil(context.stop());
    for (const name of clean) await (context.beans.lookup(name) as DataSource).close();
  });
  await context.addRoutes(
    loadYaml(`
- beans:
${beans.replaceAll(/^/gm, '    ')}
- route: { from: { uri: "loopback:in", steps: [{ to: { uri: ${JSON.stringify(step)} } }] } }
`),
  );
  await context.start();
  return context;
}

const sqlite = (type: string, property: string, more = '') =>
  `- name: dataSource\n  type: ${type}\n  properties: { ${property}: "jdbc:sqlite:${type}.db"${more} }`;

test.for([
  sqlite('org.sqlite.SQLiteDataSource', 'url'),
  sqlite('com.zaxxer.hikari.HikariDataSource', 'jdbcUrl', ', driverClassName: org.sqlite.JDBC, maximumPoolSize: 5'),
  sqlite(
    '"#class:org.apache.commons.dbcp2.BasicDataSource"',
    'url',
    ', maxTotal: 5, validationQuery: select 1',
  ).replace('"jdbc:sqlite:"#class:org.apache.commons.dbcp2.BasicDataSource".db"', '"jdbc:sqlite::memory:"'),
  '- name: dataSource\n  type: org.springframework.jdbc.datasource.DriverManagerDataSource\n  constructors: { 0: "jdbc:sqlite:" }',
  '- name: archive\n  type: "#class:sqliteDataSource"\n  constructors: { 0: archive.db }',
])('a data source that a file of Camel routes declares works: %s', async (beans) => {
  const name = /name: (\w+)/.exec(beans)![1]!;
  const context = await running(beans, `sql:select 1 as one?dataSource=#${name}`, [name]);
  expect(await context.request('loopback:in', null)).toEqual([{ one: 1 }]);
});

test('a property that is none, and an address without a driver, stop the start', async () => {
  const type = 'com.zaxxer.hikari.HikariDataSource';
  await expect(running(`- { name: d, type: ${type}, properties: { jdbcUrll: x } }`)).rejects.toThrow(
    'it has no property "jdbcUrll"',
  );
  await expect(running(`- { name: d, type: ${type}, properties: { jdbcUrl: "jdbc:mysql://h/d" } }`)).rejects.toThrow(
    'there is no driver for it. Write postgresql://host/database, sqlite:file.db',
  );
});

test('addresses are read as JDBC and as PostgreSQL write them', () => {
  const access = { baseFolder };
  const kinds = (...urls: string[]) => urls.map((url) => dataSourceOf(url, access)?.kind);
  expect(
    kinds(
      'jdbc:postgresql://h/d',
      'postgres://u:p%40@h:1/d',
      'jdbc:postgresql:d',
      'postgresql://[::1]:5/d?sslmode=require',
    ),
  ).toEqual(Array.from({ length: 4 }, () => 'postgresql'));
  expect(kinds('sqlite:a.db', 'jdbc:sqlite:file:a.db?busy_timeout=5')).toEqual(['sqlite', 'sqlite']);
  expect(kinds('jdbc:oracle:thin:@h', 'mysql://h/d', 'nonsense')).toEqual([undefined, undefined, undefined]);
  expect(() => dataSourceOf('postgresql://a:1,b:2/d', access)).toThrow(
    'it names one server, host or host:port. Write postgresql://host:5432/database',
  );
  expect(() => dataSourceOf('postgresql://h/d?sslmode=maybe', access)).toThrow(
    expect.objectContaining({ code: 'SQL_BAD_URL', message: expect.stringContaining('no sslmode "maybe"') as string }),
  );
  writeFileSync(join(baseFolder, 'ca.pem'), '');
  expect(kinds('postgresql://h/d?sslmode=verify-ca&sslrootcert=ca.pem')).toEqual(['postgresql']);
});

onPostgres((database) => {
  test('a data source of settings connects with user, password and schema of its own', async () => {
    const { port, pathname } = new URL(database.place());
    const source = connectorPackage({ baseFolder }).dataSource!({
      name: 'reports',
      url: `jdbc:postgresql://127.0.0.1:${port}${pathname}?currentSchema=%22my%20own%22&ApplicationName=ours`,
      username: 'dhow',
      password: 'unused',
      maxConnections: 2,
      connectionTimeoutMs: 20_000,
    }) as DataSource;
    onTestFinished(() => source.close());
    await run(source, 'create schema if not exists "my own"');
    const seen = await run(source, "select current_user, current_schema, current_setting('application_name') as name");
    expect(seen).toEqual([{ current_user: 'dhow', current_schema: 'my own', name: 'ours' }]);
  });

  test("Java's class for PostgreSQL is told its server in parts", async () => {
    const { port } = new URL(database.place());
    const properties = `{ serverNames: 127.0.0.1, portNumbers: ${port}, databaseName: postgres, user: dhow, ssl: "false" }`;
    const context = await running(
      `- name: dataSource\n  type: org.postgresql.ds.PGSimpleDataSource\n  properties: ${properties}`,
      'sql:select current_database() as name',
      ['dataSource'],
    );
    expect(await context.request('loopback:in', null)).toEqual([{ name: 'postgres' }]);
  });
});
