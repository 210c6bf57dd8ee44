import { beforeEach, expect, test } from 'vitest';
import type { TestContext } from '@dhow/core/testing';
import { freshTables, onEachDatabase, run } from '../../test/databases.ts';
import { sqlStep, startRoutes } from '../../test/sql-routes.ts';
import type { DataSource } from '../data-source.ts';

// Observed on camel-sql 4.22.0, but for what transacted does: there it wants a transaction of the route.

const all = 'select id, name from unit order by id';
const remove = 'onConsume: "delete from unit where id = :#id"';

onEachDatabase((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });
  const units = async () => (await run(db, all)).map(({ id }) => id);
  const reports = async () => (await run(db, 'select id from report order by id')).map(({ id }) => id);

  /** A route from the query; its steps end in `mock:got`. */
  const poll = (
    options: string,
    steps = '',
    query = all,
    beans: Readonly<Record<string, unknown>> = {},
    ofRoute = '',
  ) =>
    startRoutes(
      `- route: { id: polling, ${ofRoute}from: { uri: sql, parameters: { query: "${query}", ${options} }, steps: [${steps}{ to: "mock:got" }] } }`,
      db,
      beans,
    );
  /** Lets the next poll begin and waits until the one after it is planned. */
  async function turn(context: TestContext, ms = 1000): Promise<void> {
    await context.clock.advance(ms);
    while (context.clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const got = (context: TestContext) => context.mocks.get('mock:got').bodies;

  test('each row is a message, and is marked after it', async () => {
    const context = await poll(remove);
    await turn(context, 999);
    expect(got(context)).toEqual([]);
    await turn(context, 1);
    expect(got(context)).toEqual([
      { id: 1, name: 'x' },
      { id: 2, name: 'y' },
      { id: 3, name: 'z' },
    ]);
    expect(await units()).toEqual([]);
    await run(db, "insert into unit values (4, 'late')");
    await turn(context, 500);
    expect(got(context)).toHaveLength(4);
    const { exchange } = context.mocks.get('mock:got').received[2]!;
    expect([
      exchange.property('CamelBatchIndex'),
      exchange.property('CamelBatchSize'),
      exchange.property('CamelBatchComplete'),
    ]).toEqual([2, 3, true]);
  });

  test('a message that failed is marked by onConsumeFailed, and the others go on', async () => {
    const failed = `onConsumeFailed: "update unit set name = 'failed' where id = :#id"`;
    const batch = `onConsumeBatchComplete: "insert into report values (99, 'batch')"`;
    const odd = '{ choice: { when: [{ simple: "${body[id]} == 2", steps: [{ process: { ref: fail } }] }] } }, ';
    const context = await poll(`${remove}, ${failed}, ${batch}`, odd);
    await turn(context);
    expect(got(context)).toHaveLength(2);
    expect(await run(db, all)).toEqual([{ id: 2, name: 'failed' }]);
    expect(await reports()).toEqual([99]);
  });

  test('the list as one message, an empty one only when asked for', async () => {
    const list = await poll('useIterator: false');
    await turn(list);
    expect(got(list)).toEqual([
      [
        { id: 1, name: 'x' },
        { id: 2, name: 'y' },
        { id: 3, name: 'z' },
      ],
    ]);
    const empty = await poll('useIterator: false', '', 'select * from report');
    await turn(empty);
    expect(got(empty)).toEqual([]);
    const routed = await poll('useIterator: false, routeEmptyResultSet: true', '', 'select * from report');
    await turn(routed);
    expect(got(routed)).toEqual([[]]);
    const idle = await poll('sendEmptyMessageWhenIdle: true', '', 'select * from report');
    await turn(idle);
    expect(got(idle)).toEqual([null]);
  });

  test('SelectOne makes one message', async () => {
    const context = await poll('outputType: SelectOne', '', 'select count(*) from unit');
    await turn(context);
    expect(got(context)).toEqual([3]);
  });

  test('maxMessagesPerPoll leaves the rest to the next poll', async () => {
    const context = await poll(`maxMessagesPerPoll: 2, ${remove}`);
    await turn(context);
    expect([got(context).length, await units()]).toEqual([2, [3]]);
    await turn(context, 500);
    expect(await units()).toEqual([]);
  });

  test('a wrong expectedUpdateCount is logged, or ends the poll', async () => {
    const logged = await poll(`expectedUpdateCount: 2, ${remove}`);
    await turn(logged);
    expect(got(logged)).toHaveLength(3);
    const lines = logged.logged.lines.map(({ message }) => message);
    expect(
      lines.filter((line) => line.includes('The source of route polling failed: java.sql.SQLException')),
    ).toHaveLength(3);
    const [{ fields } = {}] = logged.logged.lines.filter(({ level }) => level === 'WARN');
    expect(fields).toMatchObject({ error: { code: 'SQL_UPDATE_COUNT' } });
    await freshTables(db);
    const broken = await poll(`expectedUpdateCount: 2, breakBatchOnConsumeFail: true, ${remove}`);
    await turn(broken);
    expect([got(broken).length, await units()]).toEqual([1, [2, 3]]);
  });

  test('transacted: query, messages and marks are one transaction, which the first failure ends', async () => {
    const insert = sqlStep('insert into report values (:#id, :#name)');
    const odd = '{ choice: { when: [{ simple: "${body[id]} == 2", steps: [{ process: { ref: failOnce } }] }] } }, ';
    let calls = 0;
    const failOnce = () => {
      if (++calls === 1) throw new RangeError('once');
    };
    const context = await poll(`transacted: true, ${remove}`, `{ transacted: {} }, ${insert}, ${odd}`, all, {
      failOnce,
    });
    await turn(context);
    expect([await units(), await reports()]).toEqual([[1, 2, 3], []]);
    await turn(context, 500);
    expect([await units(), await reports()]).toEqual([[], [1, 2, 3]]);
  });

  test.each(['', 'transacted: true, '])(
    'a row that is in work as the lease runs out is not marked, and none after it is taken %s',
    async (transacted) => {
      let leads = true;
      const policy = { mayAcknowledge: () => leads };
      const lose = () => void (leads = false);
      const beans = { policy, lose };
      const context = await poll(
        `${transacted}${remove}`,
        '{ process: { ref: lose } }, ',
        all,
        beans,
        'routePolicy: policy, ',
      );
      await turn(context);
      expect([got(context).length, await units()]).toEqual([1, [1, 2, 3]]);
      expect(context.logged.lines.some(({ message }) => message.includes('A row is not marked'))).toBe(true);
      leads = true;
      await turn(context);
      expect([got(context).length, await units()]).toEqual([2, [1, 2, 3]]);
    },
  );

  test('a failed poll is logged or goes to the route, and the next one comes', async () => {
    const context = await poll('', '', 'select * from nowhere');
    await turn(context);
    expect(context.logged.lines.some(({ message }) => message.includes('BadSqlGrammarException'))).toBe(true);
    await run(db, 'create table nowhere (id integer)');
    await run(db, 'insert into nowhere values (1)');
    await turn(context, 500);
    expect(got(context)).toEqual([{ id: 1 }]);
    await run(db, 'drop table nowhere');
    const bridged = await startRoutes(
      `- onException: { exception: [java.lang.Exception], handled: { constant: "true" }, steps: [{ to: "mock:told" }] }
- route: { from: { uri: sql, parameters: { query: "select * from nowhere", bridgeErrorHandler: true }, steps: [{ to: "mock:got" }] } }`,
      db,
    );
    await turn(bridged);
    expect(bridged.mocks.get('mock:told').received).toHaveLength(1);
  });

  test('a route that is suspended does not poll, and is idle once nothing is left', async () => {
    const context = await poll(remove);
    const [polling] = context.routes.list();
    await context.routes.suspend('polling');
    await context.clock.advance(5000);
    expect(got(context)).toEqual([]);
    await context.routes.resume('polling');
    await turn(context, 0);
    expect(got(context)).toHaveLength(3);
    expect(polling!.consumer!.isIdle!()).toBe(false);
    await turn(context, 500);
    expect(polling!.consumer!.isIdle!()).toBe(true);
  });

  test.each([
    ['takes no further row', 'CompleteCurrentTaskOnly', 1, [2, 3]],
    ['works off the rows of the poll when the route says so', 'CompleteAllTasks', 3, []],
  ])('a stop waits for the message under way and %s', async (_, task, count, left) => {
    const gate = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const hold = () => {
      started.resolve();
      return gate.promise;
    };
    const context = await poll(remove, '{ process: { ref: hold } }, ', all, { hold }, `shutdownRunningTask: ${task}, `);
    await context.clock.advance(1000);
    await started.promise;
    const stopping = context.stop();
    gate.resolve();
    await stopping;
    expect([got(context).length, await units()]).toEqual([count, left]);
  });

  test('after failed polls some are left out', async () => {
    const context = await poll('backoffMultiplier: 2, backoffErrorThreshold: 1', '', 'select * from nowhere');
    const failures = () => context.logged.lines.filter(({ message }) => message.includes('BadSqlGrammar')).length;
    await turn(context);
    await turn(context, 1499);
    expect(failures()).toBe(1);
    await turn(context, 1);
    expect(failures()).toBe(2);
  });

  test('greedy polls at once while there are rows; repeatCount ends; backoff leaves polls out', async () => {
    const greedy = await poll(`greedy: true, maxMessagesPerPoll: 1, ${remove}`);
    await turn(greedy);
    await turn(greedy, 0);
    await turn(greedy, 0);
    expect(got(greedy)).toHaveLength(3);
    await freshTables(db);
    const twice = await poll('repeatCount: 2');
    await turn(twice);
    await twice.clock.advance(10_000);
    await twice.mocks.get('mock:got').whenCount(6);
    await twice.clock.advance(10_000);
    expect(got(twice)).toHaveLength(6);
    const backoff = 'backoffMultiplier: 3, backoffIdleThreshold: 2, sendEmptyMessageWhenIdle: true';
    const slow = await poll(backoff, '', 'select * from report');
    await turn(slow);
    await turn(slow, 500);
    expect(got(slow)).toHaveLength(2);
    await turn(slow, 1999);
    expect(got(slow)).toHaveLength(2);
    await turn(slow, 1);
    expect(got(slow)).toHaveLength(3);
  });
});
