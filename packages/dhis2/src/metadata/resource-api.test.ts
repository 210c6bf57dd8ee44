import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { paged, scriptedClient } from '../../test/scripted-client.ts';
import { isEmpty, pluck, size } from './fields.ts';
import { patchOf } from './json-patch.ts';

const elements = Array.from({ length: 25 }, (_, i) => ({ id: `de${String(i).padStart(9, '0')}` }));

describe('lists', () => {
  test('are read page by page to the end', async () => {
    const { dhis2, seen } = scriptedClient((request) => paged(elements, 'dataElements', request));
    const ids: string[] = [];
    for await (const { id } of dhis2.dataElements.iterate({ fields: { id: true }, pageSize: 10 })) ids.push(id);
    expect(ids).toEqual(elements.map(({ id }) => id));
    expect(seen.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3']);
  });

  test('end when the server has no pages, and at a page beyond the end', async () => {
    const all = scriptedClient(() => ({ body: { dataElements: elements } }));
    expect(await all.dhis2.dataElements.list({ fields: { id: true } })).toHaveLength(25);
    const { body } = recorded('2.42.5.2', 'metadata/page-beyond');
    const beyond = scriptedClient(() => ({ body }));
    expect((await beyond.dhis2.dataElements.page({ page: 9 })).items).toEqual([]);
  });

  test('stop when a server gives the same page for ever', async () => {
    const pager = { page: 1, pageSize: 10, pageCount: 99, total: 990 };
    const { dhis2 } = scriptedClient(() => ({ body: { pager, dataElements: elements.slice(0, 10) } }));
    await expect(dhis2.dataElements.list({ pageSize: 10 })).rejects.toThrow(/DHIS2_PAGE_REPEATED/);
  });

  test('say how many there are with one object read', async () => {
    const { dhis2, seen } = scriptedClient((request) => paged(elements, 'dataElements', request));
    expect(await dhis2.dataElements.count({ filter: { name: { like: 'x' } } })).toBe(25);
    expect(seen[0]?.query.get('pageSize')).toBe('1');
  });

  test('are asked for with fields, filters and order as DHIS2 writes them', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ body: {} }));
    await dhis2.organisationUnits.list({
      fields: {
        id: true,
        $nameable: true,
        parent: { id: true },
        children: size(),
        dataSets: pluck('name'),
        users: isEmpty(),
      },
      filter: [
        { level: { ge: 2, le: 4 }, 'parent.id': { in: ['a', 'b'] }, closedDate: { null: true } },
        'name:token:x y',
      ],
      rootJunction: 'OR',
      order: ['name:asc', 'created:desc'],
      locale: 'fr',
      params: { withinUserHierarchy: true },
    });
    const { query } = seen[0]!;
    expect(query.get('fields')).toBe('id,:nameable,parent[id],children~size,dataSets~pluck(name)[name],users~isEmpty');
    expect(query.getAll('filter')).toEqual([
      'level:ge:2',
      'level:le:4',
      'parent.id:in:[a,b]',
      'closedDate:null',
      'name:token:x y',
    ]);
    expect(query.getAll('order')).toEqual(['name:asc', 'created:desc']);
    expect([query.get('translate'), query.get('withinUserHierarchy')]).toEqual(['true', 'true']);
  });

  test('with an unknown property in a filter are refused by the server', async () => {
    const { status, body } = recorded('2.42.5.2', 'metadata/filter-bad-prop');
    const { dhis2 } = scriptedClient(() => ({ status, body }));
    await expect(dhis2.dataElements.list({ filter: ['noSuch:eq:1'] })).rejects.toThrow(/DHIS2_BAD_REQUEST/);
  });
});

describe('one object', () => {
  test('that is not there is undefined or an error, as one likes', async () => {
    const { status, body } = recorded('2.42.5.2', 'system/not-found-object');
    const { dhis2 } = scriptedClient(() => ({ status, body }));
    expect(await dhis2.dataElements.find('zzzzzzzzzzz')).toBeUndefined();
    await expect(dhis2.dataElements.get('zzzzzzzzzzz')).rejects.toThrow(/DHIS2_NOT_FOUND/);
  });

  test('is created, replaced and deleted with an outcome', async () => {
    const answers: Record<string, string> = { POST: 'post', PUT: 'put', DELETE: 'delete' };
    const { dhis2, seen } = scriptedClient(({ method }) => recorded('2.42.5.2', `metadata/${answers[method]}`));
    expect((await dhis2.dataElements.create({ id: 'deMeta00050', name: 'x' })).status).toBe('ok');
    expect((await dhis2.dataElements.update('deMeta00050', { name: 'y' })).status).toBe('ok');
    expect((await dhis2.dataElements.delete('deMeta00050')).status).toBe('ok');
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/dataElements',
      'PUT /api/dataElements/deMeta00050',
      'DELETE /api/dataElements/deMeta00050',
    ]);
  });

  test('is patched by fields or by operations', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'metadata/patch-remove-by-id'));
    await dhis2.dataElements.patch('deMeta00050', { name: 'x', code: null });
    await dhis2.dataElementGroups.patch('degCases001', [
      { op: 'remove-by-id', path: '/dataElements', id: 'deNumber001' },
    ]);
    expect(seen[0]?.headers['content-type']).toBe('application/json-patch+json');
    expect(JSON.parse(seen[0]!.body)).toEqual([
      { op: 'add', path: '/name', value: 'x' },
      { op: 'remove', path: '/code' },
    ]);
    expect(patchOf({ 'a/b~c': 1 })).toEqual([{ op: 'add', path: '/a~1b~0c', value: 1 }]);
  });

  test('with a malformed uid is refused here: the server would say "method not supported"', () => {
    const { dhis2, seen } = scriptedClient(() => ({}));
    expect(() => dhis2.dataElements.delete('short')).toThrow(/DHIS2_BAD_UID/);
    expect(seen).toEqual([]);
  });

  test('takes sharing and translations', async () => {
    const { dhis2, seen } = scriptedClient(({ method }) =>
      method === 'GET' ? { body: { sharing: { public: 'rw------' }, translations: [] } } : { status: 204 },
    );
    expect(await dhis2.dataElements.sharing('deMeta00050')).toEqual({ public: 'rw------' });
    expect((await dhis2.dataElements.setSharing('deMeta00050', { public: '--------' })).status).toBe('ok');
    const names = [{ property: 'NAME', locale: 'fr', value: 'Nom' }];
    await dhis2.dataElements.setTranslations('deMeta00050', names);
    expect(await dhis2.dataElements.translations('deMeta00050')).toEqual([]);
    expect(JSON.parse(seen[2]!.body)).toEqual({ translations: names });
    expect((await dhis2.dataElements.validate({ name: 'x' }, 'dataElement')).status).toBe('ok');
  });

  test('tells members of a collection that the server ignored', async () => {
    const { dhis2 } = scriptedClient(({ method }) =>
      method === 'GET'
        ? { body: { dataElements: [{ id: 'deIntZero01' }] } }
        : recorded('2.42.5.2', 'metadata/coll-add-unknown'),
    );
    const change = { add: ['deIntZero01', 'deNothing01'] };
    expect(await dhis2.dataElementGroups.changeCollection('degCases001', 'dataElements', change)).toMatchObject({
      status: 'partial',
      rejected: [{ object: 'deNothing01', code: 'IGNORED' }],
    });
    expect((await dhis2.dataElementGroups.setCollection('degCases001', 'dataElements', ['deIntZero01'])).status).toBe(
      'ok',
    );
  });
});

describe('packages of metadata', () => {
  test('are imported with explicit modes; a dry run is importMode=VALIDATE', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'metadata/validate-only'));
    expect(
      (await dhis2.metadata.import({ dataElements: [{ name: 'x' }] }, { dryRun: true, atomic: false })).status,
    ).toBe('ok');
    expect(Object.fromEntries(seen[0]!.query)).toEqual({
      importStrategy: 'CREATE_AND_UPDATE',
      atomicMode: 'NONE',
      importMode: 'VALIDATE',
    });
    await dhis2.metadata.importCsv('name,code\n', 'DATA_ELEMENT');
    expect(seen[1]?.headers['content-type']).toBe('application/csv');
    expect((await dhis2.metadata.importAsync({})).status).toBe('ok');
    expect(seen[2]?.query.get('async')).toBe('true');
  });

  test('are exported by resource, with fields and filters, or with what an object needs', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ body: { system: {}, dataElements: [] } }));
    await dhis2.metadata.export({
      dataElements: { fields: { id: true }, filter: { name: { like: 'x' } } },
      dataSets: true,
    });
    await dhis2.metadata.exportWithDependencies('dataSets', 'dsMonthly01', { skipSharing: true });
    for await (const _ of await dhis2.metadata.exportStream({ dataElements: true })) continue;
    expect(Object.fromEntries(seen[0]!.query)).toEqual({
      dataElements: 'true',
      'dataElements:fields': 'id',
      'dataElements:filter': 'name:like:x',
      dataSets: 'true',
    });
    expect(seen[1]?.path).toBe('/api/dataSets/dsMonthly01/metadata');
  });
});
