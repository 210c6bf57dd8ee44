import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { exceptionTypeOf, isExceptionOf, type Exchange } from '@dhow/core';
import { JavaNumber, parseEndpointUri, type ComponentContext } from '@dhow/core/component';
import { freshTables, onEachDatabase, run } from '../../test/databases.ts';
import { routeOf, sqlStep, startRoutes, through } from '../../test/sql-routes.ts';
import type { DataSource } from '../data-source.ts';
import type { SqlError } from '../sql-error.ts';
import { sqliteDataSource } from '../sqlite/sqlite-data-source.ts';
import { sqlComponent } from './sql-component.ts';
import { sqlSpec } from './sql-spec.ts';

// Headers, bodies and messages were observed on camel-sql 4.22.0.

const all = 'select id, name from unit order by id';
const three = [
  { id: 1, name: 'x' },
  { id: 2, name: 'y' },
  { id: 3, name: 'z' },
];
const headersOf = ({ headers }: Exchange) => headers.toObject();
const codeOf = ({ exception }: Exchange) => (exception as { code?: string } | undefined)?.code;

onEachDatabase((database) => {
  let db: DataSource;
  beforeEach(async () => {
    db = database.connect();
    await freshTables(db);
  });
  const reports = () => run(db, 'select id, name from report order by id');

  test('a query gives a list of rows and their number', async () => {
    const exchange = await through(sqlStep(all), db);
    expect([exchange.body, headersOf(exchange)]).toEqual([three, { CamelSqlRowCount: 3 }]);
    const none = await through(sqlStep('select * from report'), db);
    expect([none.body, headersOf(none)]).toEqual([[], { CamelSqlRowCount: 0 }]);
  });

  test('SelectOne gives a row, the value of its only column, or null', async () => {
    const one = (query: string) => through(sqlStep(query, 'outputType: SelectOne'), db, { body: 2 });
    expect((await one('select id, name from unit where id = :#${body}')).body).toEqual({ id: 2, name: 'y' });
    expect((await one('select count(*) from unit')).body).toBe(3);
    const none = await one('select * from report');
    expect([none.body, headersOf(none)]).toEqual([null, { CamelSqlRowCount: 0 }]);
    const many = await one(all);
    expect(codeOf(many)).toBe('SQL_NOT_UNIQUE');
    expect(String(many.exception)).toContain('Query result not unique for outputType=SelectOne. Got 3 count instead.');
  });

  test('outputHeader and noop keep the body', async () => {
    const header = await through(sqlStep(all, 'outputHeader: rows'), db, { body: 'kept' });
    expect([header.body, header.header('rows')]).toEqual(['kept', three]);
    const noop = await through(sqlStep(all, 'noop: true'), db, { body: 'kept' });
    expect([noop.body, headersOf(noop)]).toEqual(['kept', { CamelSqlRowCount: 3 }]);
  });

  test('StreamList gives rows in pieces, to a split as to others', async () => {
    const context = await startRoutes(
      routeOf(
        `${sqlStep(all, 'outputType: StreamList, fetchSize: 2')}, { split: { simple: "\${body}", streaming: true, steps: [{ to: "mock:row" }] } }`,
      ),
      db,
    );
    const exchange = await context.send('loopback:in', null);
    expect(exchange.exception).toBeUndefined();
    expect(context.mocks.get('mock:row').bodies).toEqual(three);
    expect(exchange.header('CamelSqlRowCount')).toBeUndefined();
  });

  test('a stream that nobody reads ends with the message, and the connection is free again', async () => {
    for (let n = 0; n < 10; n++) {
      const exchange = await through(sqlStep(all, 'outputType: StreamList'), db);
      expect(exchange.exception).toBeUndefined();
    }
    expect(await run(db, all)).toEqual(three);
  });

  test('within a transaction a stream lets other statements through', async () => {
    const insert = sqlStep('insert into report values (:#id, :#name)');
    const context = await startRoutes(
      routeOf(
        `{ transacted: {} }, ${sqlStep(all, 'outputType: StreamList, fetchSize: 1')}, { split: { simple: "\${body}", streaming: true, steps: [${insert}] } }`,
      ),
      db,
    );
    const exchange = await context.send('loopback:in', null);
    expect(exchange.exception).toBeUndefined();
    expect(await reports()).toEqual(three);
  });

  test('values come by their place: from lists, text and single values', async () => {
    const insert = sqlStep('insert into report values (#, #)');
    const list = await through(insert, db, { body: [5, 'five'] });
    expect([list.body, headersOf(list)]).toEqual([[5, 'five'], { CamelSqlUpdateCount: 1 }]);
    await through(insert, db, { body: '6, six' });
    await through(sqlStep("insert into report values (#, 'x')"), db, { body: 7 });
    await through(sqlStep('insert into report values ($, $)', 'separator: ";", placeholder: $'), db, {
      body: '8;eight',
    });
    expect(await reports()).toEqual([
      { id: 5, name: 'five' },
      { id: 6, name: 'six' },
      { id: 7, name: 'x' },
      { id: 8, name: 'eight' },
    ]);
  });

  test('too few or too many values are refused', async () => {
    for (const body of [9, '1,2,3', null]) {
      const exchange = await through(sqlStep('insert into report values (#, #)'), db, { body });
      expect([codeOf(exchange), exceptionTypeOf(exchange.exception)]).toEqual([
        'SQL_PARAMETER_COUNT',
        'org.springframework.jdbc.UncategorizedSQLException',
      ]);
    }
    const counted = await through(sqlStep('insert into report values (#, #)', 'parametersCount: 3'), db, {
      body: '1,2',
    });
    expect(String(counted.exception)).toContain('Number of parameters mismatch. Expected: 3, was: 2');
  });

  test('values come by their name: from the body before headers, or by an expression', async () => {
    const insert = sqlStep('insert into report values (:#id, :?name)');
    await through(insert, db, { body: { id: 7, name: 'seven' }, headers: { id: 70 } });
    await through(insert, db, { body: 'x', headers: { id: 8, name: 'h' } });
    const simple = sqlStep('insert into report values (:#${body[id]}, :#${header.nm})');
    await through(simple, db, { body: { id: 9 }, headers: { nm: 'z' } });
    expect(await reports()).toEqual([
      { id: 7, name: 'seven' },
      { id: 8, name: 'h' },
      { id: 9, name: 'z' },
    ]);
    const missing = await through(insert, db, { body: { id: 10 } });
    expect([codeOf(missing), exceptionTypeOf(missing.exception)]).toEqual([
      'SQL_PARAMETER_MISSING',
      'org.apache.camel.RuntimeExchangeException',
    ]);
    expect(String(missing.exception)).toContain('Cannot find key [name]');
  });

  test('a list is one value each in "in"', async () => {
    const find = sqlStep('select name from unit where id in (:#in:ids) order by id');
    const names = async (ids: unknown) => (await through(find, db, { headers: { ids } })).body;
    expect(await names([1, 3])).toEqual([{ name: 'x' }, { name: 'z' }]);
    expect(await names('1,2')).toEqual([{ name: 'x' }, { name: 'y' }]);
    expect(await names(2)).toEqual([{ name: 'y' }]);
    const body = await through(sqlStep('select name from unit where id in (:#in:${body})'), db, { body: [2] });
    expect(body.body).toEqual([{ name: 'y' }]);
    expect(codeOf(await through(find, db, { headers: { ids: [] } }))).toBe('SQL_IN_EMPTY');
    expect(codeOf(await through(find, db))).toBe('SQL_PARAMETER_MISSING');
  });

  test('a value is never part of the statement', async () => {
    const name = "');drop table unit--";
    await through(sqlStep('insert into report values (1, :#name)'), db, { headers: { name } });
    expect(await reports()).toEqual([{ id: 1, name }]);
    expect(await run(db, all)).toEqual(three);
  });

  test('a batch runs for each item: rows by name, lists by place, streams too', async () => {
    const named = sqlStep('insert into report values (:#id, :#name)', 'batch: true');
    const rows = await through(named, db, {
      body: [
        { id: 1, name: 'a' },
        { id: 2, name: 'b' },
      ],
    });
    expect(headersOf(rows)).toEqual({ CamelSqlUpdateCount: 2 });
    const lists = [
      [11, 'p'],
      [12, 'q'],
    ];
    await through(sqlStep('insert into report values (#, #)', 'batch: true'), db, { body: lists });
    async function* stream() {
      yield { id: 21, name: 's' };
    }
    await through(named, db, { body: stream() });
    expect((await reports()).map(({ id }) => id)).toEqual([1, 2, 11, 12, 21]);
  });

  test('a batch that fails leaves nothing, unless it may', async () => {
    const body = [
      { id: 1, name: 'a' },
      { id: 1, name: 'b' },
    ];
    const insert = (options: string) => sqlStep('insert into report values (:#id, :#name)', `batch: true${options}`);
    const failed = await through(insert(''), db, { body });
    expect([codeOf(failed), await reports()]).toEqual(['SQL_DUPLICATE_KEY', []]);
    await through(insert(', batchAutoCommitDisabled: false'), db, { body });
    expect(await reports()).toEqual([{ id: 1, name: 'a' }]);
    expect((failed.exception as SqlError).item).toBe(1);
  });

  test('a long batch goes in pieces, and a failure in a later one tells which item it was', async () => {
    async function* rows(last: number) {
      for (let id = 0; id < 2500; id++) yield { id: id < 2499 ? id : last, name: `n${id}` };
    }
    const insert = sqlStep('insert into report values (:#id, :#name)', 'batch: true');
    const failed = await through(insert, db, { body: rows(7) });
    expect([codeOf(failed), (failed.exception as SqlError).item, await reports()]).toEqual([
      'SQL_DUPLICATE_KEY',
      2499,
      [],
    ]);
    const stored = await through(insert, db, { body: rows(2499) });
    expect([headersOf(stored), (await reports()).length]).toEqual([{ CamelSqlUpdateCount: 2500 }, 2500]);
  });

  test('a batch takes statements of different lengths, and counts the rows of each', async () => {
    const update = sqlStep("update unit set name = 'q' where id in (:#in:ids)", 'batch: true');
    const body = [{ ids: [1] }, { ids: [2, 3] }, { ids: [99] }];
    expect(headersOf(await through(update, db, { body }))).toEqual({ CamelSqlUpdateCount: 3 });
    expect(headersOf(await through(update, db, { body: [] }))).toEqual({ CamelSqlUpdateCount: 0 });
    const late = await through(update, db, { body: [{ ids: [1] }, { none: 1 }] });
    expect(codeOf(late)).toBe('SQL_PARAMETER_MISSING');
  });

  test('changes are counted, and the body stays', async () => {
    const none = await through(sqlStep("update report set name = 'x' where id = 99"), db, { body: 'kept' });
    expect([none.body, headersOf(none)]).toEqual(['kept', { CamelSqlUpdateCount: 0 }]);
    const some = await through(sqlStep("update unit set name = 'q'"), db);
    expect(headersOf(some)).toEqual({ CamelSqlUpdateCount: 3 });
  });

  test('the header CamelSqlQuery goes before the query of the endpoint', async () => {
    const CamelSqlQuery = 'select id from unit where name = :?name or id = ?';
    const exchange = await through(sqlStep('select 1'), db, { body: 3, headers: { CamelSqlQuery, name: 'y' } });
    expect(exchange.body).toEqual([{ id: 2 }, { id: 3 }]);
  });

  test('the body may be the SQL', async () => {
    const step = sqlStep('query', 'useMessageBodyForSql: true');
    const byPlace = await through(step, db, {
      body: 'select id from unit where id = ? and id = :?id',
      headers: { CamelSqlParameters: [2], id: 2 },
    });
    expect(byPlace.body).toEqual([{ id: 2 }]);
    expect(codeOf(await through(step, db, { body: 5 }))).toBe('SQL_NO_STATEMENT');
  });

  test('keys that the database made are told', async () => {
    const exchange = await through(sqlStep('insert into unit (name) values (:#name)'), db, {
      body: { name: 'new' },
      headers: { CamelSqlRetrieveGeneratedKeys: true, CamelSqlGeneratedColumns: ['id'] },
    });
    expect(exchange.body).toEqual({ name: 'new' });
    expect(exchange.headers.toObject()).toMatchObject({
      CamelSqlUpdateCount: 1,
      CamelSqlGeneratedKeysRowCount: 1,
      CamelSqlGeneratedKeyRows: [{ id: 4 }],
    });
  });

  test('failures have the classes of Spring and java.sql.SQLException below, and name no values', async () => {
    await run(db, "insert into report values (1, 'Ada')");
    const fail = async (query: string, body?: unknown) => through(sqlStep(query), db, { body });
    const duplicate = await fail('insert into report values (#, #)', [1, 'Secret']);
    const constraint = await fail('insert into report values (2, :#${null})');
    const grammar = await fail('selct nothing');
    expect([duplicate, constraint, grammar].map(codeOf)).toEqual([
      'SQL_DUPLICATE_KEY',
      'SQL_CONSTRAINT',
      'SQL_GRAMMAR',
    ]);
    expect(exceptionTypeOf(duplicate.exception)).toBe('org.springframework.dao.DuplicateKeyException');
    for (const { exception } of [duplicate, constraint, grammar]) {
      expect(isExceptionOf(exception, 'org.springframework.dao.DataAccessException')).toBe(true);
      expect(isExceptionOf((exception as Error).cause, 'java.sql.SQLException')).toBe(true);
    }
    expect(String(duplicate.exception)).toContain('report');
    expect(JSON.stringify(duplicate.exception) + String(duplicate.exception)).not.toContain('Secret');
    expect(String(grammar.exception)).toContain('selct');
  });

  test('a second statement is refused', async () => {
    const starting = through(sqlStep('delete from unit; drop table unit'), db);
    await expect(starting).rejects.toMatchObject({ cause: { code: 'SQL_SEVERAL_STATEMENTS' } });
    expect(await run(db, all)).toEqual(three);
  });

  test('large numbers keep their digits', async () => {
    const exchange = await through(sqlStep('select cast(9007199254740993 as bigint) as big, 5 as small'), db);
    const [row] = exchange.body as { big: unknown; small: unknown }[];
    expect(row).toEqual({ big: new JavaNumber('Long', '9007199254740993'), small: 5 });
  });

  test('an aborted message does not run its statement', async () => {
    const abort = new AbortController();
    abort.abort(new Error('stopped'));
    const statement = { text: ['delete from unit'], values: [] };
    await expect(db.execute(statement, { place: 'test', signal: abort.signal })).rejects.toThrow('stopped');
    expect(await run(db, all)).toEqual(three);
  });

  test('a query may stand in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dhow-query-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'units.sql');
    writeFileSync(file, '-- all but # one\nselect name from unit\nwhere id > :#least order by id;\n');
    for (const query of [`file:${file}`, `resource:file:${file}`]) {
      const exchange = await through(sqlStep(query), db, { headers: { least: 1 } });
      expect(exchange.body).toEqual([{ name: 'y' }, { name: 'z' }]);
    }
  });

  test('the header CamelSqlDataSource leads to another database, by object or by name', async () => {
    const other = sqliteDataSource(':memory:');
    await run(other, 'create table unit (id integer)');
    const context = await startRoutes(
      routeOf(sqlStep('select count(*) from unit', 'dataSource: "#db", outputType: SelectOne')),
      db,
      { other },
    );
    const count = async (CamelSqlDataSource?: unknown) =>
      (await context.send('loopback:in', null, { headers: { CamelSqlDataSource } })).body;
    expect([await count(), await count('other'), await count(other)]).toEqual([3, 0, 0]);
    const wrong = await context.send('loopback:in', null, { headers: { CamelSqlDataSource: 5 } });
    expect(codeOf(wrong)).toBe('SQL_NO_DATA_SOURCE');
  });

  test('placeholders and names may be switched off', async () => {
    const plain = await through(sqlStep("select '#' as sign from unit where id = ?", 'usePlaceholder: false'), db, {
      body: 1,
    });
    expect(plain.body).toEqual([{ sign: '#' }]);
    const unnamed = await through(sqlStep('select :#id', 'allowNamedParameters: false, usePlaceholder: false'), db);
    expect(codeOf(unnamed)).toBeDefined();
    const populated = await through(sqlStep('select 1 as one', 'alwaysPopulateStatement: true'), db, { body: [5] });
    expect(populated.body).toEqual([{ one: 1 }]);
  });

  test('an endpoint is up when its database answers', async () => {
    const component = sqlComponent({ dataSource: db });
    const endpoint = component.createEndpoint(
      parseEndpointUri('sql:select 1', undefined, sqlSpec),
      {} as ComponentContext,
    );
    expect(await endpoint.checkHealth!(new AbortController().signal)).toMatchObject({ status: 'UP' });
    await db.close();
    const closed = await endpoint.checkHealth!(new AbortController().signal);
    // SQLite opens its file again at need.
    expect(closed.status).toBe(database.kind === 'sqlite' ? 'UP' : 'DOWN');
  });
});
