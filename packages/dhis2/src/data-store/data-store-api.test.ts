import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import type { ScriptedAnswer, SeenRequest } from '../../test/scripted-transport.ts';

const missing: ScriptedAnswer = {
  status: 404,
  body: { httpStatusCode: 404, httpStatus: 'Not Found', status: 'ERROR' },
};
const conflict: ScriptedAnswer = {
  status: 409,
  body: { httpStatusCode: 409, httpStatus: 'Conflict', status: 'ERROR' },
};

describe('the data store', () => {
  test('gives undefined or nothing for what is not there', async () => {
    const { dhis2 } = scriptedClient(() => missing);
    expect(await dhis2.dataStore.get('dhow', 'a')).toBeUndefined();
    expect(await dhis2.dataStore.keys('dhow')).toEqual([]);
    await dhis2.dataStore.delete('dhow', 'a');
  });

  test('stores a value, new or not, on servers where PUT does not create', async () => {
    const older = (request: SeenRequest) => (request.method === 'PUT' ? missing : { status: 201 });
    const { dhis2, seen } = scriptedClient(older, { version: '2.40' });
    await dhis2.dataStore.set('dhow', 'a b', false);
    expect(seen.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['PUT', '/api/dataStore/dhow/a%20b', 'false'],
      ['POST', '/api/dataStore/dhow/a%20b', 'false'],
    ]);
  });

  test('creates a key only for the first who asks', async () => {
    const { dhis2 } = scriptedClient(({ number }) => (number === 0 ? { status: 201 } : conflict));
    expect([await dhis2.dataStore.create('n', 'lock', {}), await dhis2.dataStore.create('n', 'lock', {})]).toEqual([
      true,
      false,
    ]);
  });

  test('changes a part of a value', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'integration/ds-roll'));
    await dhis2.dataStore.setPath('n', 'k', 'list', 8, { roll: 3 });
    expect([seen[0]?.query.get('path'), seen[0]?.query.get('roll'), seen[0]?.body]).toEqual(['list', '3', '8']);
  });

  test('is queried page by page', async () => {
    const { dhis2, seen } = scriptedClient(({ query }) =>
      query.get('page') === '1' ? recorded('2.42.5.2', 'integration/ds-query') : { body: { pager: {}, entries: [] } },
    );
    const keys: string[] = [];
    const pageSize = (recorded('2.42.5.2', 'integration/ds-query').body as { entries: unknown[] }).entries.length;
    for await (const { key } of dhis2.dataStore.query('dhow-a', { fields: ['name', 'nested.x'], pageSize }))
      keys.push(key);
    expect(keys[0]).toBe('k1');
    expect(seen).toHaveLength(2);
    expect(seen[0]?.query.get('fields')).toBe('name,nested.x');
  });

  test('refuses an empty name, which would be another address', async () => {
    const { dhis2 } = scriptedClient(() => ({}));
    expect(() => dhis2.dataStore.get('', 'a')).toThrow(/namespace: is empty/);
    await expect(dhis2.userDataStore.set('n', '', 1)).rejects.toThrow(/key: is empty/);
  });

  test('of a user is another one', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'integration/ds-namespaces'));
    expect(await dhis2.userDataStore.namespaces()).toContain('dhow-a');
    expect(seen[0]?.path).toBe('/api/userDataStore');
  });
});
