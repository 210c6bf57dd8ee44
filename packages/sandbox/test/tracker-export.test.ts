import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SeedMetadata } from '../src/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const seed = JSON.parse(
  gunzipSync(readFileSync(join(root, 'recorded/dhis2/2.42.5.2/seed.json.gz'))).toString(),
) as SeedMetadata;
const headers = {
  authorization: `Basic ${btoa('admin:district')}`,
  'x-requested-with': 'XMLHttpRequest',
  'content-type': 'application/json',
};
const orgUnit = 'ouFacil0001';

const child = (uid: string) => ({
  trackedEntity: `te${uid}`,
  trackedEntityType: 'tetPerson01',
  orgUnit,
  attributes: [{ attribute: 'teaName0001', value: 'Ann' }],
  enrollments: [
    {
      enrollment: `en${uid}`,
      program: 'prChild0001',
      orgUnit,
      enrolledAt: '2026-02-01',
      occurredAt: '2026-02-01',
      attributes: [{ attribute: 'teaName0001', value: 'Ann' }],
      events: [
        {
          event: `ev${uid}`,
          program: 'prChild0001',
          programStage: 'psBirth0001',
          orgUnit,
          occurredAt: '2026-02-02',
        },
      ],
    },
  ],
});
const single = {
  event: 'evSingle001',
  program: 'prEvent0001',
  programStage: 'psEvent0001',
  orgUnit,
  occurredAt: '2026-02-02',
};

const link = {
  relationship: 'reMother001',
  relationshipType: 'rtMotherCh1',
  from: { trackedEntity: { trackedEntity: 'teMother000' } },
  to: { trackedEntity: { trackedEntity: 'teChild0000' } },
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ version: '2.43', seed, now: '2026-11-23T06:52:00Z' });
  await post('/api/tracker?async=false', { trackedEntities: [child('Mother000'), child('Child0000')] });
  await post('/api/tracker?async=false', { events: [single], relationships: [link] });
});
afterAll(() => sandbox.stop());

async function post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

async function get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(sandbox.url + path, { headers });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

test('2.43 lists the events of persons and those without one apart', async () => {
  const tracker = await get('/api/tracker/trackerEvents?program=prChild0001&fields=event&order=event');
  expect(tracker.body['trackerEvents']).toEqual([{ event: 'evChild0000' }, { event: 'evMother000' }]);
  const alone = await get('/api/tracker/singleEvents?program=prEvent0001&fields=event');
  expect(alone.body['singleEvents']).toEqual([{ event: 'evSingle001' }]);
  expect((await get('/api/tracker/trackerEvents/evChild0000?fields=event')).body).toEqual({ event: 'evChild0000' });
  expect((await get('/api/tracker/trackerEvents/evSingle001')).status).toBe(404);
  expect((await get('/api/tracker/trackerEvents')).status).toBe(400);
});

test('relationships show the fields that are asked for', async () => {
  const plain = await get('/api/tracker/relationships?trackedEntity=teMother000');
  expect(plain.body['relationships']).toEqual([
    {
      relationship: 'reMother001',
      relationshipType: 'rtMotherCh1',
      from: { trackedEntity: { trackedEntity: 'teMother000' } },
      to: { trackedEntity: { trackedEntity: 'teChild0000' } },
    },
  ]);
  const fields = 'relationshipName,bidirectional,to[trackedEntity[orgUnit]]';
  const asked = await get(`/api/tracker/relationships/reMother001?fields=${fields}`);
  expect(asked.body).toEqual({
    relationshipName: expect.any(String),
    bidirectional: false,
    to: { trackedEntity: { orgUnit } },
  });
});

test('a stage that is named by uid is not found in the scheme of codes', async () => {
  const event = { ...single, event: 'evCode00002', program: 'EVENT', orgUnit: 'OU_F01' };
  const refused = await post('/api/tracker?async=false&idScheme=CODE', { events: [event] });
  expect(refused).toMatchObject({
    status: 409,
    body: { validationReport: { errorReports: [{ errorCode: 'E1013' }] } },
  });
});
