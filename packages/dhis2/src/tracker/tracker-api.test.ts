import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import type { ScriptedAnswer, SeenRequest } from '../../test/scripted-transport.ts';

const uids = Array.from({ length: 7 }, (_, i) => ({ event: `ev${String(i).padStart(9, '0')}` }));

/** The three shapes of a page. */
const shapes: Readonly<Record<string, (items: readonly unknown[], page: number, last: boolean) => unknown>> = {
  '2.40': (instances, page) => ({ instances, page, pageSize: 3 }),
  '2.41': (events, page) => ({ events, page, pageSize: 3, pager: { page, pageSize: 3 } }),
  '2.42': (events, page, last) => ({ pager: { page, pageSize: 3, ...(last ? {} : { nextPage: 'http://x' }) }, events }),
};

function pageOf(version: string, { query }: SeenRequest): ScriptedAnswer {
  const page = Number(query.get('page'));
  return { body: shapes[version]!(uids.slice((page - 1) * 3, page * 3), page, page * 3 >= uids.length) };
}

describe('lists', () => {
  test.each(['2.40', '2.41', '2.42'])('of %s are read page by page to the end', async (version) => {
    const { dhis2, seen } = scriptedClient((request) => pageOf(version, request), { version });
    const events = await dhis2.tracker.events.list({ program: 'prEvent0001', fields: { event: true }, pageSize: 3 });
    expect(events).toEqual(uids);
    expect(seen).toHaveLength(3);
  });

  test.each([
    ['2.40', { orgUnit: 'a;b', ouMode: 'DESCENDANTS' }],
    ['2.42', { orgUnits: 'a,b', orgUnitMode: 'DESCENDANTS' }],
  ])('of %s get the parameters that it knows', async (version, expected) => {
    const { dhis2, seen } = scriptedClient(() => ({ body: {} }), { version });
    await dhis2.tracker.trackedEntities.list({
      program: 'p',
      orgUnits: ['a', 'b'],
      orgUnitMode: 'DESCENDANTS',
      filter: ['x:eq:1', 'y:eq:2'],
    });
    expect(Object.fromEntries(seen[0]!.query)).toMatchObject(expected);
    expect(seen[0]!.query.getAll('filter')).toEqual(['x:eq:1', 'y:eq:2']);
  });

  test('of events take one org unit, and say so', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ body: {} }));
    await dhis2.tracker.events.list({ program: 'p', orgUnits: 'a', events: ['x', 'y'] });
    expect(seen[0]!.query.get('orgUnit')).toBe('a');
    expect(seen[0]!.query.get('events')).toBe('x,y');
    await expect(dhis2.tracker.events.list({ program: 'p', orgUnits: ['a', 'b'] })).rejects.toThrow(
      /takes one org unit/,
    );
  });

  test('of 2.43 are there from 2.43 on', async () => {
    const older = scriptedClient(() => ({ body: {} }));
    await expect(older.dhis2.tracker.singleEvents.list({ program: 'p' })).rejects.toThrow(
      /DHIS2_TOO_OLD.*tracker.events/,
    );
    const newer = scriptedClient(() => ({ body: { pager: {}, trackerEvents: [{ event: 'a' }] } }), { version: '2.43' });
    expect(await newer.dhis2.tracker.trackerEvents.list({ program: 'p', fields: { event: true } })).toEqual([
      { event: 'a' },
    ]);
    expect(newer.seen[0]?.path).toBe('/api/tracker/trackerEvents');
  });

  test('refuse a parameter that the server would ignore, and so list everything', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ body: {} }));
    const query = { program: 'p', orgUnit: 'a' } as never;
    await expect(dhis2.tracker.trackedEntities.list(query)).rejects.toThrow(/Did you mean "orgUnits"\?/);
    expect(seen).toEqual([]);
  });

  test('give an object once that moved to the next page meanwhile', async () => {
    const pages = [['a', 'b'], ['b', 'c'], ['d']];
    const { dhis2 } = scriptedClient(({ query }) => ({
      body: { pager: {}, events: pages[Number(query.get('page')) - 1]!.map((event) => ({ event })) },
    }));
    const events = await dhis2.tracker.events.list({ program: 'p', fields: { event: true }, pageSize: 2 });
    expect(events.map(({ event }) => event)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stop when a server gives the same page for ever', async () => {
    const { dhis2 } = scriptedClient(() => ({ body: { pager: {}, events: [{ event: 'a' }] } }));
    await expect(dhis2.tracker.events.list({ program: 'p', pageSize: 1 })).rejects.toThrow(/DHIS2_PAGE_REPEATED/);
  });

  test('read what real servers answered', async () => {
    for (const version of ['2.42.5.2', '2.43.1'] as const) {
      const { body } = recorded(version, 'tracker/ev-list');
      const { dhis2 } = scriptedClient(() => ({ body }), { version });
      const page = await dhis2.tracker.events.page({ program: 'prChild0001', pageSize: 2 });
      expect([page.items.length, page.pager?.total]).toEqual([2, 93]);
    }
  });
});

describe('import', () => {
  test('sends its modes explicitly, and tells what was refused by row', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'tracker/atomic-object'));
    const outcome = await dhis2.tracker.import(
      { trackedEntities: [{ trackedEntity: 'teAtomic002' }] },
      { atomic: false, dryRun: true, rowOfUid: () => 12 },
    );
    expect(Object.fromEntries(seen[0]!.query)).toEqual({
      async: 'false',
      importStrategy: 'CREATE_AND_UPDATE',
      atomicMode: 'OBJECT',
      importMode: 'VALIDATE',
    });
    expect(outcome).toMatchObject({ status: 'partial', rejected: [{ row: 12, code: 'E1007', object: 'teAtomic002' }] });
  });

  test('of malformed data is refused before anything is stored', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.43.1', 'tracker/bad-date'));
    expect((await dhis2.tracker.import({ events: [] })).status).toBe('failed');
  });

  test('that is lost is unknown', async () => {
    const { dhis2 } = scriptedClient(() => ({ fail: 'lost' }));
    expect((await dhis2.tracker.import({ events: [] })).status).toBe('unknown');
  });

  test('of CSV skips the header', async () => {
    const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'tracker/csv-import'));
    expect((await dhis2.tracker.importCsv('event,status\n')).status).toBe('ok');
    expect(seen[0]?.query.get('skipFirst')).toBe('true');
  });
});

test('ownership is transferred with the parameter of the version', async () => {
  for (const [version, name] of [
    ['2.42', 'ou'],
    ['2.43', 'orgUnit'],
  ] as const) {
    const { dhis2, seen } = scriptedClient(() => ({ body: {} }), { version });
    await dhis2.tracker.transferOwnership('te', 'pr', 'unit');
    expect(seen[0]?.query.get(name)).toBe('unit');
    await dhis2.tracker.overrideOwnership('te', 'pr', 'why');
    expect(seen[1]?.query.get('reason')).toBe('why');
  }
});

test('single objects, changes, notes and files are read and written', async () => {
  const { dhis2, seen } = scriptedClient(({ path }) =>
    path.endsWith('changeLogs') ? recorded('2.42.5.2', 'tracker/te-changelog') : { body: { event: 'x' } },
  );
  expect(await dhis2.tracker.events.get('x', { fields: { event: true } })).toEqual({ event: 'x' });
  expect((await dhis2.tracker.changes('trackedEntities', 'x')).items[0]?.type).toBe('DELETE');
  await dhis2.tracker.addNote('events', 'x', 'note');
  for await (const _ of await dhis2.tracker.file({ event: 'x', dataElement: 'y' })) continue;
  for await (const _ of await dhis2.tracker.file({ trackedEntity: 'x', attribute: 'y', program: 'z' })) continue;
  expect(seen.slice(2).map(({ path }) => path)).toEqual([
    '/api/tracker/events/x/note',
    '/api/tracker/events/x/dataValues/y/file',
    '/api/tracker/trackedEntities/x/attributes/y/file',
  ]);
});
