import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { basicAuth, createClient, DeliverySummary, deliverTracker, uidFrom, type Dhis2Client } from '@dhow/dhis2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SeedMetadata } from '../src/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seed = JSON.parse(
  gunzipSync(readFileSync(join(root, 'recorded/dhis2/2.42.5.2/seed.json.gz'))).toString(),
) as SeedMetadata;

const uid = (key: string | number) => uidFrom('client-tracker', String(key));

/** A child with an enrollment and a visit. */
function child(key: string | number, orgUnit = 'ouFacil0001') {
  const visit = {
    event: uid(`${key}-visit`),
    program: 'prChild0001',
    programStage: 'psVisit0001',
    orgUnit,
    occurredAt: '2026-02-03',
    dataValues: [{ dataElement: 'deTrTemp001', value: '37.1' }],
  };
  return {
    trackedEntity: uid(`${key}`),
    trackedEntityType: 'tetPerson01',
    orgUnit,
    attributes: [{ attribute: 'teaName0001', value: `Child ${key}` }],
    enrollments: [
      {
        enrollment: uid(`${key}-enrollment`),
        program: 'prChild0001',
        orgUnit,
        enrolledAt: '2026-02-01',
        occurredAt: '2026-02-01',
        attributes: [{ attribute: 'teaName0001', value: `Child ${key}` }],
        events: [visit],
      },
    ],
  };
}

function event(key: string | number, temperature = '36.6') {
  return {
    event: uid(`event-${key}`),
    program: 'prEvent0001',
    programStage: 'psEvent0001',
    orgUnit: 'ouFacil0001',
    occurredAt: '2026-03-01',
    dataValues: [{ dataElement: 'deTrTemp001', value: temperature }],
  };
}

describe.each(['2.42', '2.43'])('the tracker of %s', (version) => {
  let sandbox: Sandbox;
  let dhis2: Dhis2Client;
  beforeAll(async () => {
    sandbox = await startSandbox({ version, seed, now: '2026-11-23T06:52:00Z' });
    dhis2 = createClient({ baseUrl: sandbox.url, auth: basicAuth('admin', 'district'), retry: { baseDelayMs: 1 } });
  });
  afterAll(async () => {
    await dhis2.close();
    await sandbox.stop();
  });

  test('imports trees and gives them back page by page', async () => {
    const children = Array.from({ length: 25 }, (_, i) => child(i));
    const outcome = await dhis2.tracker.import({ trackedEntities: children });
    expect(outcome).toMatchObject({ status: 'ok', counts: { created: 75 } });
    const query = {
      program: 'prChild0001',
      orgUnits: 'ouRoot00001',
      orgUnitMode: 'DESCENDANTS',
      fields: { trackedEntity: true, enrollments: { enrollment: true, events: { event: true } } },
    } as const;
    const found = new Map<string, unknown>();
    for await (const entity of dhis2.tracker.trackedEntities.iterate({ ...query, pageSize: 10 }))
      found.set(entity.trackedEntity, entity);
    expect(found.size).toBe(25);
    expect(found.get(uid(3))).toEqual({
      trackedEntity: uid(3),
      enrollments: [{ enrollment: uid('3-enrollment'), events: [{ event: uid('3-visit') }] }],
    });
    const events = await dhis2.tracker.events.list({
      program: 'prChild0001',
      fields: { event: true, occurredAt: true },
    });
    expect(events).toHaveLength(25);
    const enrollments = await dhis2.tracker.enrollments.list({ program: 'prChild0001', fields: { enrollment: true } });
    expect(enrollments).toHaveLength(25);
  });

  test('keeps good objects beside bad ones, and tells the bad ones by row', async () => {
    const rows = [event(1), event(2, 'warm'), event(3)];
    const rowOfUid = (of: string) => rows.findIndex(({ event: id }) => id === of) + 2;
    const outcome = await dhis2.tracker.import({ events: rows }, { atomic: false, rowOfUid });
    expect(outcome).toMatchObject({ status: 'partial', sent: 3, accepted: 2 });
    expect(outcome.rejected).toMatchObject([{ row: 3, code: expect.stringMatching(/^E1\d{3}$/) as string }]);
    expect(await dhis2.tracker.events.find(rows[1]!.event)).toBeUndefined();
    expect((await dhis2.tracker.events.get(rows[2]!.event)).occurredAt).toBe('2026-03-01T00:00:00.000');
  });

  test('stores nothing of an atomic import with a fault, and nothing of a dry run', async () => {
    const failed = await dhis2.tracker.import({ events: [event(11), event(12, 'warm')] });
    expect(failed).toMatchObject({ status: 'failed', accepted: 0 });
    const dry = await dhis2.tracker.import({ events: [event(11)] }, { dryRun: true });
    expect(dry.status).toBe('ok');
    expect(await dhis2.tracker.events.find(event(11).event)).toBeUndefined();
  });

  test('follows an import that runs as a job to its own outcome', async () => {
    const started = await dhis2.tracker.importAsync({ events: [event(21), event(22, 'warm')] }, { atomic: false });
    expect(started).toMatchObject({ status: 'unknown', job: { type: 'TRACKER_IMPORT_JOB' } });
    const lines: string[] = [];
    const outcome = await dhis2.jobs.outcome(started, {
      intervalMs: 1,
      onNotification: ({ message }) => lines.push(message),
    });
    expect(outcome.status).toBe('partial');
    expect(outcome.rejected).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('writes and reads events as CSV', async () => {
    const csv = `event,status,program,programStage,enrollment,orgUnit,occurredAt,scheduledAt,dataElement,value\n${uid('csv')},ACTIVE,prEvent0001,psEvent0001,,ouFacil0001,2026-03-05,,deTrTemp001,36.9\n`;
    expect((await dhis2.tracker.importCsv(csv)).status).toBe('ok');
    const { dataValues } = await dhis2.tracker.events.get(uid('csv'), { fields: { dataValues: true } });
    expect(dataValues).toMatchObject([{ dataElement: 'deTrTemp001', value: '36.9' }]);
  });

  test('deletes, and shows the deleted on demand', async () => {
    await dhis2.tracker.import({ events: [event(31)] });
    const gone = await dhis2.tracker.import({ events: [{ event: event(31).event }] }, { importStrategy: 'DELETE' });
    expect(gone).toMatchObject({ status: 'ok', counts: { deleted: 1 } });
    const query = { program: 'prEvent0001', fields: { event: true } } as const;
    const ids = async (includeDeleted: boolean) =>
      (await dhis2.tracker.events.list({ ...query, includeDeleted })).map((one) => one.event);
    expect(await ids(false)).not.toContain(event(31).event);
    expect(await ids(true)).toContain(event(31).event);
  });

  test('links two persons', async () => {
    await dhis2.tracker.import({ trackedEntities: [child('sister'), child('brother')] });
    const from = { trackedEntity: { trackedEntity: uid('sister') } };
    const to = { trackedEntity: { trackedEntity: uid('brother') } };
    const [type] = await dhis2.relationshipTypes.list({
      fields: { id: true, fromConstraint: true, toConstraint: true },
      filter: { 'fromConstraint.relationshipEntity': { eq: 'TRACKED_ENTITY_INSTANCE' } },
    });
    const relationship = { relationship: uid('link'), relationshipType: type?.id ?? 'rtSibling01', from, to };
    expect((await dhis2.tracker.import({ relationships: [relationship] })).status).toBe('ok');
    const links = await dhis2.tracker.relationships.list({
      trackedEntity: uid('sister'),
      fields: { relationship: true },
    });
    expect(links).toMatchObject([{ relationship: uid('link') }]);
  });

  test('moves the ownership of a person', async () => {
    await dhis2.tracker.import({ trackedEntities: [child('moving')] });
    await dhis2.tracker.transferOwnership(uid('moving'), 'prChild0001', 'ouFacil0002');
    const { programOwners } = await dhis2.tracker.trackedEntities.get(uid('moving'), {
      program: 'prChild0001',
      fields: { programOwners: true },
    });
    expect(programOwners).toMatchObject([{ program: 'prChild0001', orgUnit: 'ouFacil0002' }]);
  });

  test('adds notes', async () => {
    await dhis2.tracker.import({ events: [event(41)] });
    await dhis2.tracker.addNote('events', event(41).event, 'Called back');
    const { notes } = await dhis2.tracker.events.get(event(41).event, { fields: { notes: { value: true } } });
    expect(notes).toEqual([{ value: 'Called back' }]);
  });

  test('delivers persons in chunks, bad ones apart, through a lost answer', async () => {
    const children = Array.from({ length: 120 }, (_, i) => child(`delivered-${i}`));
    children[30]!.enrollments[0]!.events[0]!.dataValues[0]!.value = 'warm';
    children[77]!.orgUnit = 'ouNothing01';
    const path = '/api/tracker';
    sandbox.control.fault({ fault: 'status-after', value: 504, method: 'POST', path, times: 1 });
    sandbox.control.fault({ fault: 'drop-before', method: 'POST', path, times: 1 });
    const summary = new DeliverySummary();
    const rows: number[] = [];
    const options = { payloadOf: (one: (typeof children)[0]) => ({ trackedEntities: [one] }), chunkSize: 90 };
    for await (const chunk of deliverTracker(dhis2, children, { ...options, settleIntervalMs: 1 })) {
      summary.add(chunk);
      rows.push(...chunk.rejected.map(({ row }) => row));
    }
    expect(summary).toMatchObject({ accepted: 118, rejected: 2, pending: 0 });
    expect(rows).toEqual([31, 78]);
    const query = { program: 'prChild0001', fields: { trackedEntity: true } } as const;
    const stored = new Set((await dhis2.tracker.trackedEntities.list(query)).map((one) => one.trackedEntity));
    // A bad event does not keep its person out.
    expect(children.filter((one) => stored.has(one.trackedEntity))).toHaveLength(119);
  });
});
