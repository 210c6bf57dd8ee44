import { beforeEach, expect, test } from 'vitest';
import { freshTables, onEachDatabase, run } from '../../test/databases.ts';
import { routeOf, startRoutes, through } from '../../test/sql-routes.ts';
import { sqliteDataSource } from '../index.ts';
import type { DataSource } from '../data-source.ts';

// Observed on camel-jdbc 4.22.0.

const all = 'select id, name from unit order by id';
const three = [
  { id: 1, name: 'x' },
  { id: 2, name: 'y' },
  { id: 3, name: 'z' },
];
const jdbc = (options = '') => `{ to: "jdbc:db${options === '' ? '' : `?${options}`}" }`;
const CamelJdbcColumnNames = ['id', 'name'];

onEachDatabase((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });

  test('the body is the SQL, and rows are its result', async () => {
    const rows = await through(jdbc(), db, { body: all });
    expect([rows.body, rows.headers.toObject()]).toEqual([three, { CamelJdbcColumnNames, CamelJdbcRowCount: 3 }]);
    const none = await through(jdbc(), db, { body: 'select * from report' });
    expect([none.body, none.headers.toObject()]).toEqual([[], { CamelJdbcColumnNames, CamelJdbcRowCount: 0 }]);
  });

  test('changes are counted, and the body stays', async () => {
    const body = "update unit set name = 'q' where id > 1";
    const exchange = await through(jdbc(), db, { body });
    expect([exchange.body, exchange.headers.toObject()]).toEqual([body, { CamelJdbcUpdateCount: 2 }]);
    const limited = await through(jdbc('readSize=1'), db, { body });
    expect(limited.headers.toObject()).toEqual({ CamelJdbcUpdateCount: 2 });
  });

  test('SelectOne, StreamList and readSize', async () => {
    const one = async (body: string) => (await through(jdbc('outputType=SelectOne'), db, { body })).body;
    expect(await one('select id, name from unit where id = 1')).toEqual({ id: 1, name: 'x' });
    expect(await one('select count(*) from unit')).toBe(3);
    expect(await one('select * from report')).toBeNull();
    const many = await through(jdbc('outputType=SelectOne'), db, { body: all });
    expect(many.exception).toMatchObject({ code: 'SQL_NOT_UNIQUE' });
    const some = await through(jdbc('readSize=2'), db, { body: all });
    expect([some.body, some.header('CamelJdbcRowCount')]).toEqual([three.slice(0, 2), 2]);
    const context = await startRoutes(
      routeOf(
        `${jdbc('outputType=StreamList')}, { split: { simple: "\${body}", streaming: true, steps: [{ to: "mock:row" }] } }`,
      ),
      db,
    );
    const stream = await context.send('loopback:in', all);
    expect(context.mocks.get('mock:row').bodies).toEqual(three);
    expect(stream.headers.toObject()).toEqual({ CamelJdbcColumnNames });
  });

  test('headers are parameters when they may be: those of CamelJdbcParameters alone where it is there', async () => {
    const ask = (body: string, headers: Record<string, unknown>) =>
      through(jdbc('useHeadersAsParameters=true'), db, { body, headers });
    expect((await ask('select name from unit where id = :?id', { id: 2 })).body).toEqual([{ name: 'y' }]);
    const given = { CamelJdbcParameters: { id: 3 }, id: 2 };
    expect((await ask('select name from unit where id = :?id', given)).body).toEqual([{ name: 'z' }]);
    const missing = await ask('select name from unit where id = :?id', { CamelJdbcParameters: { other: 3 }, id: 2 });
    expect(missing.exception).toMatchObject({ code: 'SQL_PARAMETER_MISSING', details: { key: 'id' } });
    const simple = await ask('select name from unit where id = :?${body}', {});
    expect(simple.exception).toMatchObject({ code: 'SQL_PARAMETER_MISSING' });
    const byPlace = await ask('select name from unit where id = ?', { CamelJdbcParameters: [1] });
    expect(byPlace.body).toEqual([{ name: 'x' }]);
  });

  test('keys that the database made are told', async () => {
    const exchange = await through(jdbc(), db, {
      body: "insert into unit (name) values ('new')",
      headers: { CamelRetrieveGeneratedKeys: true },
    });
    expect(exchange.headers.toObject()).toMatchObject({
      CamelJdbcUpdateCount: 1,
      CamelGeneratedKeysRowCount: 1,
      CamelGeneratedKeysRows: [{ id: 4, name: 'new' }],
    });
  });

  test('a body is one statement', async () => {
    const exchange = await through(jdbc(), db, { body: 'delete from unit; drop table unit' });
    expect(exchange.exception).toMatchObject({ code: 'SQL_SEVERAL_STATEMENTS' });
    expect(await run(db, all)).toEqual(three);
    expect((await through(jdbc(), db, { body: ' ' })).exception).toMatchObject({ code: 'SQL_NO_STATEMENT' });
  });
});

test('"dataSource" and "default" mean the only one; a name that is none is told with those that are', async () => {
  const db = sqliteDataSource(':memory:');
  for (const name of ['dataSource', 'default']) {
    const exchange = await through(`{ to: "jdbc:${name}" }`, db, { body: 'select 1 as one' });
    expect(exchange.body).toEqual([{ one: 1 }]);
  }
  const starting = (uri: string, beans = {}) => startRoutes(routeOf(`{ to: "${uri}" }`), db, beans);
  const cause = (reason: string) => ({
    cause: { code: 'SQL_NO_DATA_SOURCE', message: expect.stringContaining(reason) as string },
  });
  await expect(starting('jdbc:dbb')).rejects.toMatchObject(cause('there is no data source "dbb". Registered: db'));
  await expect(starting('jdbc:default', { db2: sqliteDataSource(':memory:') })).rejects.toMatchObject(
    cause('there are several data sources. Write which: dataSource=#db, one of db, db2'),
  );
  await expect(starting('jdbc:default', { db: undefined })).rejects.toMatchObject(
    cause('there is no data source. Write one under "dataSources"'),
  );
  await expect(starting('sql:select 1?dataSource=#dbb')).rejects.toMatchObject(cause('there is no data source "dbb"'));
  await db.close();
});
