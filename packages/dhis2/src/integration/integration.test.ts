import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import { eventHookReceiver, eventHookTarget } from './event-hook-receiver.ts';

describe('an event hook', () => {
  const secret = 'a long random secret';
  const receive = eventHookReceiver({ secret });
  const [delivered] = recorded('2.42.5.2', 'integration/hook-delivered-create').body as {
    body: Record<string, unknown>;
  }[];
  const body = JSON.stringify(delivered!.body);

  test('that a real server delivered is received', () => {
    expect(receive({ 'X-Dhow-Secret': secret }, body)).toMatchObject({
      kind: 'metadata',
      type: 'constant',
      uid: 'cnHook00001',
      op: 'create',
      object: { id: 'cnHook00001' },
    });
  });

  test.each([
    ['without the secret', {}, body],
    ['with another secret', { 'x-dhow-secret': 'a long random secreT' }, body],
    ['with two secrets', { 'x-dhow-secret': [secret, secret] }, body],
    ['that is no JSON', { 'x-dhow-secret': secret }, '<html>'],
    ['without a path', { 'x-dhow-secret': secret }, '{"createdAt":"x","meta":{"op":"create"}}'],
    ['without an operation', { 'x-dhow-secret': secret }, '{"path":"metadata.constant.x","createdAt":"x"}'],
  ])('%s is refused', (_, headers, text) => {
    expect(() => receive(headers, text)).toThrow(/DHIS2_HOOK_REFUSED/);
    expect(() => receive(headers, text)).not.toThrow(secret);
  });

  test('gets a target whose secret the server sends', () => {
    expect(eventHookTarget('https://x.test/hook', { secret })).toEqual({
      type: 'webhook',
      url: 'https://x.test/hook',
      contentType: 'application/json',
      headers: { 'x-dhow-secret': secret },
    });
    expect(() => eventHookReceiver({ secret: 'short' })).toThrow(/16 characters/);
  });
});

describe('a route', () => {
  test('is run with path, query and body; the target’s own answer comes back', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'integration/route-target-404'));
    const answer = await dhis2.routes.run('wild', { method: 'PUT', path: '/a b/c', query: { d: 1 }, body: { e: 2 } });
    expect(answer.status).toBe(404);
    expect([seen[0]?.method, seen[0]?.path, seen[0]?.query.get('d'), seen[0]?.body]).toEqual([
      'PUT',
      '/api/routes/wild/run/a%20b/c',
      '1',
      '{"e":2}',
    ]);
  });

  test('that is too slow is 504 with an empty body', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'integration/route-timeout'));
    expect(await dhis2.routes.run('slow')).toMatchObject({ status: 504, text: '' });
  });
});

test('a data exchange adds up the outcomes of its requests', async () => {
  const { dhis2 } = scriptedClient(({ method }) =>
    recorded('2.42.5.2', method === 'POST' ? 'integration/adx-run' : 'integration/adx-source-dvs'),
  );
  expect(await dhis2.aggregateDataExchanges.run('axSelf00001')).toMatchObject({ status: 'ok', counts: { updated: 2 } });
  expect((await dhis2.aggregateDataExchanges.sourceDataValueSets('axSelf00001'))[0]?.dataValues.length).toBeGreaterThan(
    0,
  );
});

describe('a SQL view', () => {
  test('gives rows as objects, page by page', async () => {
    const { dhis2, seen } = scriptedClient(({ query }) =>
      query.get('page') === '1'
        ? recorded('2.42.5.2', 'integration/sql-view')
        : { body: { listGrid: { headers: [{ name: 'uid' }], rows: [] } } },
    );
    const rows = [];
    const call = { variables: { level: 2 }, criteria: { name: 'x' }, pageSize: 2 };
    for await (const row of dhis2.sqlViews.rows('sqvOrgUnit1', call)) rows.push(row);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toHaveProperty('uid');
    expect([seen[0]?.query.get('var'), seen[0]?.query.get('criteria')]).toEqual(['level:2', 'name:x']);
    await dhis2.sqlViews.execute('sqvOrgUnit1', { refresh: true });
    expect(seen.at(-1)?.path).toBe('/api/sqlViews/sqvOrgUnit1/refresh');
  });

  test('that needs variables is refused with its code', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'integration/sql-var-missing'));
    await expect(dhis2.sqlViews.data('sqvByLevel1')).rejects.toMatchObject({ details: { errorCode: 'E4307' } });
  });
});

test('deleted objects come page by page', async () => {
  const { dhis2, seen } = scriptedClient(({ query }) =>
    query.get('page') === '1' ? recorded('2.42.5.2', 'metadata/deleted-objects') : { body: { deletedObjects: [] } },
  );
  const uids: string[] = [];
  for await (const { uid } of dhis2.deletedObjects.iterate({ klass: 'DataElement' })) uids.push(uid);
  expect(uids).toContain('deMeta00001');
  expect(seen).toHaveLength(2);
});

describe('files', () => {
  test('are uploaded as a stream', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'integration/file-upload'));
    async function* data() {
      yield new TextEncoder().encode('hello ');
      yield new TextEncoder().encode('file');
    }
    const file = await dhis2.fileResources.upload({ name: 'no"te.txt', contentType: 'text/plain', data: data() });
    expect(file).toMatchObject({ name: 'note.txt', storageStatus: expect.any(String) as string });
    const boundary = /boundary=(.+)$/.exec(seen[0]!.headers['content-type']!)![1]!;
    expect(seen[0]!.body).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="no_te.txt"\r\nContent-Type: text/plain\r\n\r\nhello file\r\n--${boundary}--\r\n`,
    );
  });

  test('are read, and refused until a value refers to them', async () => {
    const { dhis2 } = scriptedClient(({ path }) =>
      recorded('2.42.5.2', path.endsWith('/data') ? 'integration/file-data-unassigned' : 'integration/file-get'),
    );
    expect((await dhis2.fileResources.get('nDMQ0LIRzQS')).name).toBe('note.txt');
    await expect(dhis2.fileResources.download('nDMQ0LIRzQS')).rejects.toThrow(/DHIS2_FORBIDDEN/);
  });
});

describe('org units', () => {
  test('make a tree', async () => {
    const unit = (id: string, path: string) => ({ id, name: id, level: path.split('/').length - 1, path });
    const organisationUnits = [unit('b', '/a/b'), unit('a', '/a'), unit('c', '/a/b/c'), unit('d', '/a/d')];
    const { dhis2, seen } = scriptedClient(() => ({ body: { organisationUnits } }));
    const [root] = await dhis2.organisationUnits.tree('a', { maxLevel: 3 });
    expect(root?.children.map(({ id }) => id)).toEqual(['b', 'd']);
    expect(root?.children[0]?.children[0]?.id).toBe('c');
    expect(seen[0]?.query.get('filter')).toBe('path:like:a');
  });

  test('know their ancestors and descendants', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'metadata/ou-ancestors'));
    expect((await dhis2.organisationUnits.ancestors('ouFacil0001')).map(({ level }) => level)).toEqual([1, 2, 3, 4]);
    expect(await dhis2.organisationUnits.descendants('ouRoot00001')).toHaveLength(4);
  });

  test('take and give shapes, are merged and split', async () => {
    const { dhis2, seen } = scriptedClient(({ path, method }) => {
      if (path.endsWith('geometry')) return recorded('2.42.5.2', 'metadata/geojson-import-code');
      return method === 'GET' ? recorded('2.42.5.2', 'metadata/ou-geojson') : recorded('2.42.5.2', 'metadata/ou-merge');
    });
    const shapes = await dhis2.organisationUnits.geoJson({ level: 2 });
    expect(shapes.features.length).toBeGreaterThan(0);
    const outcome = await dhis2.organisationUnits.importGeoJson(shapes, {
      geoJsonId: false,
      geoJsonProperty: 'code',
      orgUnitProperty: 'code',
    });
    expect(outcome).toMatchObject({ status: 'ok', counts: { created: 1 } });
    await dhis2.organisationUnits.merge(['a', 'b'], 'c');
    await dhis2.organisationUnits.split('a', ['b', 'c']);
    expect(JSON.parse(seen[3]!.body)).toEqual({
      source: 'a',
      targets: ['b', 'c'],
      primaryTarget: 'b',
      deleteSource: true,
    });
  });
});

test('messages are sent, answered and marked; text messages go out and in', async () => {
  const { dhis2, seen } = scriptedClient(({ path, method }) =>
    path.includes('sms') && method === 'GET'
      ? recorded('2.42.5.2', 'integration/sms-inbound-list')
      : recorded('2.42.5.2', 'integration/message'),
  );
  await dhis2.messageConversations.send('Hi', 'Text', { users: ['usEntry0001'] });
  await dhis2.messageConversations.reply('m0Lrdt5E9YZ', 'Reply');
  await dhis2.messageConversations.markRead(['m0Lrdt5E9YZ']);
  await dhis2.sms.send('hi', ['+4712345678']);
  await dhis2.sms.receive({ text: 'x', originator: '+4712345678' });
  expect((await dhis2.sms.inbound({ page: 1 })).items).toEqual([]);
  expect(JSON.parse(seen[0]!.body)).toMatchObject({ subject: 'Hi', users: [{ id: 'usEntry0001' }] });
  expect(seen[1]).toMatchObject({ body: 'Reply', headers: { 'content-type': 'text/plain' } });
});

test('a text message without a gateway fails', async () => {
  const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'integration/sms-outbound'));
  await expect(dhis2.sms.send('hi', ['+4712345678'])).rejects.toThrow(/DHIS2_SERVER_ERROR/);
});

test('users are looked up and copied, and change their password', async () => {
  const { dhis2, seen } = scriptedClient(({ method }) =>
    method === 'GET' ? recorded('2.42.5.2', 'integration/user-lookup') : { status: 201 },
  );
  expect((await dhis2.users.lookup('ent'))[0]?.username).toBe('entry');
  await dhis2.users.replicate('usViewer001', 'viewer2', 'Secret-12345');
  await dhis2.users.changeOwnPassword('old', 'Secret-12345');
  expect(seen.slice(1).map(({ path }) => path)).toEqual(['/api/users/usViewer001/replica', '/api/me/changePassword']);
});

test('system settings, uids and the ping', async () => {
  const { dhis2, seen } = scriptedClient(({ path, method }) => {
    if (path.endsWith('/id')) return { body: { codes: ['abcdefghijk', 'bbcdefghijk'] } };
    if (method === 'POST') return recorded('2.42.5.2', 'system/setting-set');
    return path.endsWith('missing') ? { status: 404, body: {} } : { body: { applicationTitle: 'Dhow' } };
  });
  expect(await dhis2.systemSettings.get('applicationTitle')).toBe('Dhow');
  expect(await dhis2.systemSettings.get('missing')).toBeUndefined();
  expect(await dhis2.systemSettings.all(['applicationTitle'])).toEqual({ applicationTitle: 'Dhow' });
  await dhis2.systemSettings.set('applicationTitle', 'Dhow test');
  expect(seen.at(-1)).toMatchObject({ body: 'Dhow test', headers: { 'content-type': 'text/plain' } });
  expect(await dhis2.system.ids(3)).toHaveLength(4);
  await dhis2.system.ping();
  expect((await dhis2.system.info()).version).toBeUndefined();
});
