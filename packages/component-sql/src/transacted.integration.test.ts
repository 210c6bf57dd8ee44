import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { exceptionTypeOf } from '@dhow/core';
import { createTestContext } from '@dhow/core/testing';
import { loadYaml } from '@dhow/core/yaml';
import { freshTables, onEachDatabase, run } from '../test/databases.ts';
import { routeOf, sqlStep, startRoutes } from '../test/sql-routes.ts';
import { isSqlError, sqlComponent, sqliteDataSource, type DataSource } from './index.ts';

const insert = (id: number, name: string) => sqlStep(`insert into report values (${id}, '${name}')`);
const fail = '{ process: { ref: fail } }';

onEachDatabase((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });
  const ids = async () => (await run(db, 'select id from report order by id')).map(({ id }) => id);
  const send = async (yaml: string, body: unknown = null) => {
    const context = await startRoutes(yaml, db);
    return { context, exchange: await context.send('loopback:in', body) };
  };

  test('what ends well is committed', async () => {
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${insert(2, 'b')}`));
    expect([exchange.exception, await ids()]).toEqual([undefined, [1, 2]]);
  });

  test('of two inserts of which the second fails both are gone', async () => {
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${insert(1, 'b')}`));
    expect(exceptionTypeOf(exchange.exception)).toBe('org.apache.camel.RuntimeCamelException');
    expect(isSqlError((exchange.exception as Error).cause, 'SQL_DUPLICATE_KEY')).toBe(true);
    expect(await ids()).toEqual([]);
  });

  test('statements within see each other, those of other messages see nothing before the commit', async () => {
    const seen: unknown[] = [];
    const look = async () => void seen.push(await ids());
    const count = sqlStep('select count(*) from report', 'outputType: SelectOne');
    const context = await startRoutes(
      routeOf(`{ transacted: {} }, ${insert(1, 'a')}, { process: { ref: look } }, ${count}`),
      db,
      { look },
    );
    const exchange = await context.send('loopback:in', null);
    expect([seen, exchange.body, await ids()]).toEqual([[[]], 1, [1]]);
  });

  test('a called route and jdbc: join', async () => {
    const jdbc = '{ setBody: { constant: "insert into report values (2, \'b\')" } }, { to: "jdbc:db" }';
    const { exchange } = await send(
      routeOf(`{ transacted: {} }, ${insert(1, 'a')}, { to: "loopback:b" }, ${fail}`) + routeOf(jdbc, 'b'),
    );
    expect(exchange.exception).toBeDefined();
    expect(await ids()).toEqual([]);
  });

  test('a dead letter after the rollback: the message is told elsewhere, and nothing of it is stored', async () => {
    const onException =
      '- onException: { exception: [java.lang.Exception], handled: { constant: "true" }, steps: [{ to: "mock:dead" }, { rollback: { markRollbackOnly: true } }] }\n';
    const { context, exchange } = await send(
      onException + routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${insert(1, 'b')}`),
      'message',
    );
    expect(context.mocks.get('mock:dead').bodies).toEqual(['message']);
    expect([exchange.exception, await ids()]).toEqual([undefined, []]);
  });

  test('a message that is tried again later leaves its rows once', async () => {
    let calls = 0;
    const flaky = () => {
      if (++calls < 3) throw new RangeError('not yet');
    };
    const context = await startRoutes(
      routeOf(
        `{ transacted: {} }, ${insert(1, 'a')}, { process: { ref: flaky } }`,
        'in',
        'errorHandler: { defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: 5, redeliveryDelay: 1000 } } },',
      ),
      db,
      { flaky },
    );
    const exchange = await context.clock.runUntil(context.send('loopback:in', null));
    expect([exchange.exception, calls, await ids()]).toEqual([undefined, 3, [1]]);
  });

  test('parts in turn are in the transaction', async () => {
    const split = `{ split: { tokenize: ",", steps: [${sqlStep("insert into report values (:#${body}, 'p')")}] } }`;
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${split}`), '1,2,2,3');
    expect(exchange.exception).toBeDefined();
    expect(await ids()).toEqual([]);
    const well = await send(routeOf(`{ transacted: {} }, ${split}`), '1,2,3');
    expect([well.exchange.exception, await ids()]).toEqual([undefined, [1, 2, 3]]);
  });

  test('a batch in a transaction is part of it', async () => {
    const batch = sqlStep('insert into report values (:#id, :#name)', 'batch: true');
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${batch}, ${fail}`), [{ id: 1, name: 'a' }]);
    expect(exchange.exception).toBeDefined();
    expect(await ids()).toEqual([]);
  });

  test('many messages at once have a transaction each', async () => {
    const step = sqlStep("insert into report values (:#${body}, 'm')");
    const odd = `{ choice: { when: [{ simple: "\${body} range '5..9'", steps: [${fail}] }] } }`;
    const context = await startRoutes(routeOf(`{ transacted: {} }, ${step}, ${odd}`), db);
    await Promise.all(Array.from({ length: 20 }, (_, n) => context.send('loopback:in', n)));
    expect(await ids()).toEqual([0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  test('a statement of a transaction that has ended is refused', async () => {
    const signal = new AbortController().signal;
    let kept: unknown;
    await db.inTransaction(async (transaction) => {
      kept = transaction;
      return true;
    }, signal);
    await expect(run(db, 'delete from unit', kept)).rejects.toMatchObject({ code: 'SQL_TRANSACTION_ENDED' });
  });

  test('work that throws is rolled back', async () => {
    const work = db.inTransaction(async (transaction) => {
      await run(db, "insert into report values (1, 'a')", transaction);
      throw new RangeError('no');
    }, new AbortController().signal);
    await expect(work).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  test('a commit that fails is the failure of the message', async () => {
    const fk = 'references unit(id) deferrable initially deferred';
    await run(db, `create table child (unit integer ${fk})`);
    const { exchange } = await send(
      routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${sqlStep('insert into child values (99)')}`),
    );
    expect(isSqlError(exchange.exception, 'SQL_CONSTRAINT')).toBe(true);
    expect(await ids()).toEqual([]);
  });

  test('kill -9 in the middle leaves nothing', async () => {
    const program = fileURLToPath(new URL('../test/programs/half-way.ts', import.meta.url));
    const child = spawn(process.execPath, ['--conditions=@dhow/source', program, database.kind, database.place()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('half way\n');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await ids()).toEqual([]);
    const { exchange } = await send(routeOf(`{ transacted: {} }, ${insert(1, 'a')}, ${insert(2, 'b')}`));
    expect([exchange.exception, await ids()]).toEqual([undefined, [1, 2]]);
  });
});

test('a data source may stand among the beans of a file', async () => {
  const yaml = `
- beans:
    - { name: memory, type: "#class:sqliteDataSource", constructors: { 0: ":memory:" } }
${routeOf(sqlStep('select 1 as one', 'dataSource: "#memory"'))}`;
  const context = createTestContext({ components: [sqlComponent()], beans: { sqliteDataSource } });
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  expect((await context.send('loopback:in', null)).body).toEqual([{ one: 1 }]);
  await context.clock.runUntil(context.stop());
});
