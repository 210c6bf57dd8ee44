import { Client } from 'pg';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { JavaNumber } from '@dhow/core/component';
import { freshTables, onPostgres, run } from '../../test/databases.ts';
import { routeOf, sqlStep, startRoutes } from '../../test/sql-routes.ts';
import { isSqlError, postgresDataSource, type DataSource } from '../index.ts';

const insert = (id: number, name: string) => sqlStep(`insert into report values (${id}, '${name}')`);
const fail = '{ process: { ref: fail } }';

onPostgres((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });
  const ids = async () => (await run(db, 'select id from report order by id')).map(({ id }) => id);
  const send = async (yaml: string) => ({ exchange: await (await startRoutes(yaml, db)).send('loopback:in', null) });

  test('REQUIRES_NEW commits beside the transaction that it stands in', async () => {
    const { exchange } = await send(
      routeOf(`{ transacted: {} }, { to: "loopback:b" }, ${insert(1, 'a')}, ${fail}`) +
        routeOf(`{ transacted: { ref: PROPAGATION_REQUIRES_NEW } }, ${insert(2, 'b')}`, 'b'),
    );
    expect(exchange.exception).toBeDefined();
    expect(await ids()).toEqual([2]);
  });

  test('a failure that was handled within a transaction is told by the commit', async () => {
    const attempt = `{ doTry: { steps: [${insert(1, 'b')}], doCatch: [{ exception: [java.lang.Exception] }] } }`;
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${attempt}`));
    expect(isSqlError(exchange.exception, 'SQL_COMMIT_REFUSED')).toBe(true);
    expect(await ids()).toEqual([]);
  });

  test('an abort cancels the statement in the server', async () => {
    const abort = new AbortController();
    const statement = { text: ['select pg_sleep(60)'], values: [] };
    const running = db.execute(statement, { place: 'test', signal: abort.signal });
    const busy = "select 1 from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'";
    while ((await run(db, busy)).length === 0);
    abort.abort(new Error('stopped'));
    await expect(running).rejects.toMatchObject({ code: 'SQL_CANCELLED' });
    expect(await run(db, busy)).toEqual([]);
  });

  test('a value that does not fit, and a server that is away, have codes of their own', async () => {
    const statement = { text: ['select cast(', ' as integer)'], values: ['Ada'] };
    const failing = db.execute(statement, { place: 'test', signal: new AbortController().signal });
    await expect(failing).rejects.toMatchObject({
      code: 'SQL_BAD_VALUE',
      message: expect.not.stringContaining('Ada') as string,
    });
    const away = postgresDataSource({ host: '127.0.0.1', port: 1, user: 'dhow' });
    await expect(run(away, 'select 1')).rejects.toMatchObject({ code: 'SQL_CONNECTION', retryable: true });
    await away.close();
  });

  test('values of every kind are bound, and columns are read without loss', async () => {
    const signal = new AbortController().signal;
    const query = async (text: string[], values: unknown[]) =>
      (await db.execute({ text, values }, { place: 'test', signal })).rows[0];
    const bound = await query(
      ['select ', '::boolean as b, ', '::int[] as list, ', "::jsonb -> 'a' as json, ", '::text as none'],
      [true, [1, 2], { a: 'x' }, undefined],
    );
    expect(bound).toEqual({ b: true, list: [1, 2], json: 'x', none: null });
    const read = await query(
      [
        "select 1.10::numeric as n, date '2026-02-28' as d, timestamp '2026-02-28 10:00' as t, timestamptz '2026-02-28 10:00Z' as z",
      ],
      [],
    );
    expect(read).toEqual({
      n: new JavaNumber('BigDecimal', '1.10'),
      d: '2026-02-28',
      t: '2026-02-28T10:00:00',
      z: new Date('2026-02-28T10:00:00Z'),
    });
  });

  test('a batch is one round trip, whatever its length, and takes values of every kind', async () => {
    const query = vi.spyOn(Client.prototype, 'query');
    onTestFinished(() => query.mockRestore());
    const rows = Array.from({ length: 900 }, (_, id) => ({ id, name: id % 2 === 0 ? null : `n${id}` }));
    const batch = sqlStep("insert into report values (:#id, coalesce(:#name, 'none')) returning id", 'batch: true');
    const context = await startRoutes(routeOf(batch), db);
    const exchange = await context.send('loopback:in', rows);
    // Beside the look at the data source: begin, the batch, commit.
    expect(query.mock.calls.filter(([sent]) => sent !== undefined)).toHaveLength(3);
    expect([exchange.exception, exchange.header('CamelSqlUpdateCount')]).toEqual([undefined, 900]);
    expect((await run(db, "select count(*) as n from report where name = 'none'"))[0]).toEqual({ n: 450 });
    const typed = sqlStep(
      'insert into report select 1000 + :#n::int, :#t::text where :#d::timestamptz < now() and :#list::int[] is not null and :#b::boolean',
      'batch: true',
    );
    const values = { n: 1, t: 'x', d: new Date(0), list: [1, 2], b: true };
    const kinds = await (await startRoutes(routeOf(typed), db)).send('loopback:in', [values, { ...values, b: false }]);
    expect([kinds.exception, kinds.header('CamelSqlUpdateCount')]).toEqual([undefined, 1]);
  });

  test('an abort cancels a batch, and the connection works afterwards', async () => {
    const abort = new AbortController();
    const statements = [1, 2, 3].map(() => ({ text: ['select pg_sleep(60)'], values: [] }));
    const running = db.inTransaction(async (transaction) => {
      await db.executeAll!(statements, { place: 'test', signal: abort.signal, transaction });
      return true;
    }, abort.signal);
    const busy = "select 1 from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'";
    while ((await run(db, busy)).length === 0);
    abort.abort(new Error('stopped'));
    await expect(running).rejects.toMatchObject({ code: 'SQL_CANCELLED' });
    expect(await run(db, busy)).toEqual([]);
  });

  test('a connection that breaks in a batch fails the message, and the next one works', async () => {
    const kill = sqlStep('select pg_terminate_backend(pg_backend_pid()) where :#id = 2', 'batch: true');
    const context = await startRoutes(routeOf(kill), db);
    const exchange = await context.send('loopback:in', [{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect((exchange.exception as Error).cause ?? exchange.exception).toBeDefined();
    expect(await ids()).toEqual([]);
  });

  test('a connection that breaks in a transaction fails the message, and the next one works', async () => {
    const kill = sqlStep('select pg_terminate_backend(pg_backend_pid())');
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${kill}`));
    expect((exchange.exception as Error).cause).toMatchObject({ code: 'SQL_CONNECTION' });
    expect(await ids()).toEqual([]);
  });

  test('other refusals are told by their state alone', async () => {
    await expect(run(db, "do $$ begin raise exception 'Ada'; end $$")).rejects.toMatchObject({
      code: 'SQL_FAILED',
      databaseMessage: 'Ada',
      message: expect.not.stringContaining('Ada') as string,
    });
  });
});
