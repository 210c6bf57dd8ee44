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
  });

  test('a transaction within a transaction is refused at once', async () => {
    const { exchange } = await sendNested(sqliteDataSource(database.place()));
    expect(exchange.exception).toMatchObject({ cause: { code: 'ROUTE_TRANSACTION_NESTED' } });
  });

  test('a part that writes in parallel to the transaction that waits for it is given up', async () => {
    const impatient = sqliteDataSource(database.place(), { busyTimeoutMs: 20 });
    const part = sqlStep("insert into report values (:#${body}, 'p')");
    const split = `{ split: { tokenize: ",", parallelProcessing: true, steps: [${part}] } }`;
    const context = await startRoutes(routeOf(`{ transacted: {} }, ${insert(9, 'a')}, ${split}`), impatient);
    const exchange = await context.send('loopback:in', '1,2');
    expect((exchange.exception as Error).cause).toMatchObject({ code: 'SQL_LOCKED' });
    expect(await run(impatient, 'select id from report')).toEqual([]);
    await impatient.close();
  });

  test('a statement that begins with "with" may write all the same', async () => {
    await run(db, "with made as (select 5 as id) insert into report select id, 'w' from made");
    expect(await run(db, 'with found as (select id from report) select * from found')).toEqual([{ id: 5 }]);
  });

  test('a reader sees what was committed, and does not wait for who writes', async () => {
    await db.inTransaction(async (transaction) => {
      await run(db, "insert into report values (1, 'a')", transaction);
      expect(await run(db, 'select * from report')).toEqual([]);
      return true;
    }, new AbortController().signal);
    expect(await run(db, 'select id from report')).toEqual([{ id: 1 }]);
  });

  test('values of every kind are bound', async () => {
    const values = [true, 5n, new Date(0), Uint8Array.of(7), { a: [1] }, undefined, 1.5];
    const text = ['select ', ...values.slice(1).map((_, n) => ` as v${n}, `), ' as v6'];
    const signal = new AbortController().signal;
    const { rows } = await db.execute({ text, values }, { place: 'test', signal });
    expect(Object.values(rows[0]!)).toEqual([
      1,
      5,
      '1970-01-01T00:00:00.000Z',
      Uint8Array.of(7),
      '{"a":[1]}',
      null,
      1.5,
    ]);
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
