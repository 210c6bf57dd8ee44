import { beforeEach, expect, test } from 'vitest';
import { freshTables, onSqlite, run } from '../../test/databases.ts';
import { routeOf, sqlStep, startRoutes } from '../../test/sql-routes.ts';
import { sqliteDataSource, type DataSource } from '../index.ts';

const insert = (id: number, name: string) => sqlStep(`insert into report values (${id}, '${name}')`);

onSqlite((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });

  test('a transaction waits for the one before it, though not for ever', async () => {
    const impatient = sqliteDataSource(database.place(), { busyTimeoutMs: 20 });
    const inner = db.inTransaction(async () => {
      await expect(run(impatient, "insert into report values (1, 'a')")).rejects.toMatchObject({
        code: 'SQL_LOCKED',
      });
      return true;
    }, new AbortController().signal);
    await inner;
    await impatient.close();
    const { exchange } = await sendNested(sqliteDataSource(database.place(), { busyTimeoutMs: 20 }));
    expect(String((exchange.exception as Error).message)).toContain('another transaction is in the way');
  });

  test('a database in memory has one connection for all', async () => {
    const memory = sqliteDataSource(':memory:');
    await run(memory, 'create table t (id integer)');
    await memory.inTransaction(async (transaction) => {
      await run(memory, 'insert into t values (1)', transaction);
      return true;
    }, new AbortController().signal);
    expect(await run(memory, 'select * from t')).toEqual([{ id: 1 }]);
    await memory.close();
  });

  /** One connection writes: a second transaction within the first cannot begin. */
  async function sendNested(source: DataSource) {
    const context = await startRoutes(
      routeOf(`{ transacted: {} }, { to: "loopback:b" }`) +
        routeOf(`{ transacted: { ref: PROPAGATION_REQUIRES_NEW } }, ${insert(2, 'b')}`, 'b'),
      source,
    );
    const exchange = await context.send('loopback:in', null);
    await source.close();
    return { exchange };
  }
});
