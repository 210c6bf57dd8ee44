import { uidFrom } from '@dhow/dhis2';
import { expect } from 'vitest';
import { all, text, type Scenarios, type Stage } from './scenario.ts';

const uid = (key: string) => uidFrom('client-methods', key);
const orgUnit = 'ouFacil0001';

function event(key: string) {
  return { event: uid(key), program: 'prEvent0001', programStage: 'psEvent0001', orgUnit, occurredAt: '2026-03-01' };
}

function person(key: string, program = 'prChild0001') {
  const attributes = [{ attribute: 'teaName0001', value: `Person ${key}` }];
  const enrollment = {
    enrollment: uid(`${key} in ${program}`),
    program,
    orgUnit,
    enrolledAt: '2026-02-01',
    attributes,
  };
  const enrollments = [{ ...enrollment, occurredAt: '2026-02-01' }];
  return { trackedEntity: uid(key), trackedEntityType: 'tetPerson01', orgUnit, attributes, enrollments };
}

async function stored<Item extends object>(
  { dhis2 }: Stage,
  kind: 'events' | 'trackedEntities',
  item: Item,
): Promise<Item> {
  expect((await dhis2.tracker.import({ [kind]: [item] })).status).toBe('ok');
  return item;
}

const inProgram = { program: 'prEvent0001', fields: { event: true } } as const;

export const trackerScenarios: Scenarios = {
  'tracker.import': async (stage) => {
    await stored(stage, 'events', event('import'));
  },
  'tracker.importAsync': async ({ dhis2 }) => {
    const started = await dhis2.tracker.importAsync({ events: [event('async')] });
    expect((await dhis2.jobs.outcome(started, { intervalMs: 1 })).status).toBe('ok');
  },
  'tracker.importCsv': async ({ dhis2 }) => {
    const header = 'event,status,program,programStage,enrollment,orgUnit,occurredAt,scheduledAt,dataElement,value';
    const row = `${uid('csv')},ACTIVE,prEvent0001,psEvent0001,,${orgUnit},2026-03-05,,deTrTemp001,36.9`;
    expect((await dhis2.tracker.importCsv(`${header}\n${row}\n`)).status).toBe('ok');
  },
  'tracker.changes': async (stage) => {
    const { trackedEntity } = await stored(stage, 'trackedEntities', person('changed'));
    const { items } = await stage.dhis2.tracker.changes('trackedEntities', trackedEntity, { program: 'prChild0001' });
    // 2.43 keeps no log unless it is told to.
    expect(items[0]?.type).toBe(Number(stage.version.slice(2)) < 43 ? 'CREATE' : undefined);
  },
  'tracker.addNote': async (stage) => {
    const one = await stored(stage, 'events', event('noted'));
    await stage.dhis2.tracker.addNote('events', one.event, 'Called back');
    const { notes } = await stage.dhis2.tracker.events.get(one.event, { fields: { notes: { value: true } } });
    expect(notes).toEqual([{ value: 'Called back' }]);
  },
  'tracker.transferOwnership': async (stage) => {
    const { trackedEntity } = await stored(stage, 'trackedEntities', person('moved'));
    await stage.dhis2.tracker.transferOwnership(trackedEntity, 'prChild0001', 'ouFacil0002');
    const options = { program: 'prChild0001', fields: { programOwners: true } } as const;
    const { programOwners } = await stage.dhis2.tracker.trackedEntities.get(trackedEntity, options);
    expect(programOwners).toMatchObject([{ orgUnit: 'ouFacil0002' }]);
  },
  'tracker.overrideOwnership': async (stage) => {
    const { trackedEntity } = await stored(stage, 'trackedEntities', person('protected', 'prProtect01'));
    await stage.dhis2.tracker.overrideOwnership(trackedEntity, 'prProtect01', 'emergency');
  },
  'tracker.file': async (stage) => {
    const data = new TextEncoder().encode('a picture');
    const { id } = await stage.dhis2.fileResources.upload({ name: 'a.png', contentType: 'image/png', data });
    const dataValues = [{ dataElement: 'deTrFile001', value: id }];
    const birth = { event: uid('file-birth'), program: 'prChild0001', programStage: 'psBirth0001', orgUnit };
    const one = person('with a file');
    const [enrollment] = one.enrollments;
    const events = [{ ...birth, occurredAt: '2026-03-01', dataValues }];
    await stored(stage, 'trackedEntities', { ...one, enrollments: [{ ...enrollment, events }] });
    const file = { event: birth.event, dataElement: 'deTrFile001' };
    expect(await text(await stage.dhis2.tracker.file(file))).toBe('a picture');
  },
  'tracker.<list>.get': async (stage) => {
    const one = await stored(stage, 'events', event('get'));
    expect((await stage.dhis2.tracker.events.get(one.event)).event).toBe(one.event);
  },
  'tracker.<list>.find': async ({ dhis2 }) => {
    expect(await dhis2.tracker.events.find('evNothing01')).toBeUndefined();
  },
  'tracker.<list>.list': async (stage) => {
    await stored(stage, 'trackedEntities', person('listed'));
    const { tracker } = stage.dhis2;
    const [one] = await tracker.enrollments.list({ program: 'prChild0001', fields: { trackedEntity: true } });
    expect(one?.trackedEntity).toMatch(/^\w{11}$/);
    expect(await tracker.relationships.list({ trackedEntity: uid('listed') })).toEqual([]);
  },
  'tracker.<list>.iterate': async (stage) => {
    for (const key of ['a', 'b', 'c']) await stored(stage, 'events', event(`iterate ${key}`));
    const found = await all(stage.dhis2.tracker.events.iterate({ ...inProgram, pageSize: 2 }));
    expect(new Set(found.map((one) => one.event)).size).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(3);
  },
  'tracker.<list>.pages': async (stage) => {
    for (const key of ['a', 'b', 'c']) await stored(stage, 'events', event(`pages ${key}`));
    const pages = await all(stage.dhis2.tracker.events.pages({ ...inProgram, pageSize: 2 }));
    expect(pages.length).toBeGreaterThanOrEqual(2);
  },
  'tracker.<list>.page': async (stage) => {
    await stored(stage, 'events', event('page'));
    const { items, pager } = await stage.dhis2.tracker.events.page({ ...inProgram, pageSize: 1, totalPages: true });
    expect(items).toHaveLength(1);
    expect(pager?.total).toBeGreaterThanOrEqual(1);
  },
};
