import { describe, expect, test } from 'vitest';
import { FakeTracker } from '../../test/fake-tracker.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import type { ScriptedAnswer, SeenRequest } from '../../test/scripted-transport.ts';
import { deliverTracker, DeliverySummary, isUid, type TrackerDeliveryOptions, type TrackerPayload } from '../index.ts';
import { identify } from './tracker-identity.ts';

interface Visit {
  readonly event?: string;
  readonly value: string;
}

const uid = (n: number) => `ev${String(n).padStart(9, '0')}`;
const visits = (count: number, bad: readonly number[] = []): Visit[] =>
  Array.from({ length: count }, (_, n) => ({ event: uid(n), value: bad.includes(n) ? 'warm' : '37' }));

/** Delivers visits to a fake tracker; `before` may answer in its place. */
async function run(
  source: readonly Visit[],
  options: TrackerDeliveryOptions<Visit> = {},
  before: (request: SeenRequest, tracker: FakeTracker) => ScriptedAnswer | undefined = () => undefined,
) {
  const tracker = new FakeTracker();
  const { dhis2, seen, clock } = scriptedClient((request) => before(request, tracker) ?? tracker.answer(request));
  const summary = new DeliverySummary();
  const codes = new Map<number, string>();
  const pending: string[] = [];
  let error: unknown;
  try {
    const chunks = deliverTracker(dhis2, source, {
      payloadOf: ({ event, value }) => ({
        events: [
          {
            ...(event === undefined ? {} : { event }),
            program: 'prEvent0001',
            orgUnit: 'ouFacil0001',
            dataValues: [{ dataElement: 'deTrTemp001', value }],
          },
        ],
      }),
      ...options,
    });
    for await (const chunk of chunks) {
      summary.add(chunk);
      for (const { row, code } of chunk.rejected) codes.set(row, code);
      for (const { reason } of chunk.pending) pending.push(reason);
    }
  } catch (thrown) {
    error = thrown;
  }
  const { accepted, rejected } = summary;
  return { accepted, rejected, pending, codes, requests: summary.requests, tracker, seen, clock, error };
}

describe('a delivery of tracker objects', () => {
  test('goes out in chunks and asks that each object stands alone', async () => {
    const { accepted, tracker, seen } = await run(visits(25), { chunkSize: 10 });
    expect(accepted).toBe(25);
    expect(tracker.sizes).toEqual([10, 10, 5]);
    expect(seen[0]?.query.get('atomicMode')).toBe('OBJECT');
    expect(seen[0]?.query.get('async')).toBe('false');
  });

  test('rejects bad items by their row and stores the others', async () => {
    const { accepted, codes, tracker, requests } = await run(visits(30, [3, 17]), { chunkSize: 10 });
    expect(accepted).toBe(28);
    expect([...codes]).toEqual([
      [4, 'E1302'],
      [18, 'E1302'],
    ]);
    expect(tracker.stored.size).toBe(28);
    expect(requests).toBe(3);
  });

  test('sends the others again when the server stored none of them', async () => {
    // As after an error that only shows when objects are written: one is named, everything is undone.
    const { accepted, codes } = await run(visits(4), {}, (request) => {
      const { events = [] } = JSON.parse(request.body) as TrackerPayload;
      if (!events.some(({ event }) => event === uid(2))) return undefined;
      const stats = { created: 0, updated: 0, deleted: 0, ignored: events.length, total: events.length };
      const errorReports = [{ message: 'no', errorCode: 'E1039', trackerType: 'EVENT', uid: uid(2) }];
      const validationReport = { errorReports, warningReports: [] };
      return { status: 409, body: { status: 'ERROR', validationReport, stats } };
    });
    expect(accepted).toBe(3);
    expect([...codes]).toEqual([[3, 'E1039']]);
  });

  test('sends an import whose answer was lost again, without doubles', async () => {
    let lost = 0;
    const { accepted, tracker, clock, pending } = await run(visits(6), {}, (request, server) => {
      if (lost++ > 1) return undefined;
      // The first one got lost after it was stored, the second on its way.
      if (lost === 1) server.answer(request);
      return { fail: 'lost' };
    });
    expect({ accepted, pending }).toEqual({ accepted: 6, pending: [] });
    expect(tracker.stored.size).toBe(6);
    expect(clock.now()).toBeGreaterThanOrEqual(9_000);
  });

  test('takes what a lost CREATE stored as accepted, and only that', async () => {
    let lost = false;
    const { accepted, codes } = await run(visits(3, [1]), { importStrategy: 'CREATE' }, (request, server) => {
      if (lost) return undefined;
      lost = true;
      server.answer(request);
      return { fail: 'lost' };
    });
    expect(accepted).toBe(2);
    expect([...codes]).toEqual([[2, 'E1302']]);
  });

  test('leaves items pending whose answer is lost again and again', async () => {
    const { accepted, pending } = await run(visits(2), {}, () => ({ fail: 'lost' }));
    expect(accepted).toBe(0);
    expect(pending).toEqual(['the answer was lost', 'the answer was lost']);
  });

  test('finds the item that fails a whole import', async () => {
    const { accepted, codes } = await run(visits(9), { chunkSize: 9 }, (request) =>
      request.body.includes(uid(5))
        ? { status: 400, body: { httpStatusCode: 400, status: 'ERROR', message: 'cannot read it' } }
        : undefined,
    );
    expect(accepted).toBe(8);
    expect([...codes]).toEqual([[6, 'NONE']]);
  });

  test('finds the item that was refused without a name, beside others that were stored', async () => {
    const { accepted, codes, tracker } = await run(visits(5, [3]), { importStrategy: 'CREATE' }, (request, server) => {
      const answer = server.answer(request);
      const report = (answer.body as { validationReport: { errorReports: { uid?: string }[] } }).validationReport;
      for (const error of report.errorReports) if (JSON.stringify(error).includes('E1302')) delete error.uid;
      return answer;
    });
    expect(accepted).toBe(4);
    expect([...codes]).toEqual([[4, 'E1302']]);
    expect(tracker.stored.size).toBe(4);
  });

  test('sends an import that met another one again', async () => {
    let met = false;
    const message = 'ERROR: duplicate key value violates unique constraint';
    const { accepted, requests } = await run(visits(4), {}, () => {
      if (met) return undefined;
      met = true;
      return { status: 409, body: { httpStatusCode: 409, status: 'ERROR', message } };
    });
    expect({ accepted, requests }).toEqual({ accepted: 4, requests: 2 });
  });

  test('divides what the server finds too large', async () => {
    const { accepted, tracker } = await run(visits(8), {}, (request) =>
      (JSON.parse(request.body) as TrackerPayload).events!.length > 4 ? { status: 413 } : undefined,
    );
    expect(accepted).toBe(8);
    expect(tracker.sizes).toEqual([4, 4]);
  });

  test('stops when nothing of a chunk is accepted', async () => {
    const { error, pending } = await run(visits(64), { maxRequests: 5 }, () => ({
      status: 400,
      body: { httpStatusCode: 400, status: 'ERROR', message: 'no such thing' },
    }));
    expect(String(error)).toContain('DHIS2_NOTHING_ACCEPTED');
    expect(pending.length).toBeGreaterThan(50);
  });

  test('puts the same object in two imports, one after the other', async () => {
    const twice = [...visits(2), { event: uid(0), value: '38' }];
    const { accepted, tracker } = await run(twice, { concurrency: 4 });
    expect(accepted).toBe(3);
    expect(tracker.sizes).toEqual([2, 1]);
    expect(JSON.stringify(tracker.stored.get(uid(0)))).toContain('"38"');
  });

  test('ends with the error when the user is refused', async () => {
    const { error, pending } = await run(visits(2), {}, () => ({ status: 401 }));
    expect(String(error)).toContain('DHIS2_UNAUTHORIZED');
    expect(pending).toEqual(['DHIS2_UNAUTHORIZED', 'DHIS2_UNAUTHORIZED']);
  });

  test('gives objects without uid one of their own, and keeps it', async () => {
    let lost = false;
    const { accepted, tracker } = await run([{ value: '37' }, { value: '38' }], {}, (request, server) => {
      if (lost) return undefined;
      lost = true;
      server.answer(request);
      return { fail: 'lost' };
    });
    expect(accepted).toBe(2);
    expect([...tracker.stored.keys()].every(isUid)).toBe(true);
    expect(tracker.stored.size).toBe(2);
  });
});

test('names what a tree of objects holds and what it belongs to', () => {
  const relationship = {
    relationship: 'reMother001',
    relationshipType: 'rtMotherCh1',
    from: { trackedEntity: { trackedEntity: 'tePerson001' } },
    to: { event: { event: 'evVisit0009' } },
  };
  const { payload, uids, references } = identify({
    trackedEntities: [
      {
        trackedEntity: 'tePerson001',
        enrollments: [
          {
            enrollment: 'enFirst0001',
            program: 'prChild0001',
            orgUnit: 'ouFacil0001',
            enrolledAt: '2026-01-01',
            events: [{ event: 'evVisit0001', program: 'prChild0001', orgUnit: 'ouFacil0001' }],
          },
        ],
        relationships: [relationship],
      },
    ],
    enrollments: [{ trackedEntity: 'tePerson002' }],
    events: [{ enrollment: 'enOther0001' }],
  });
  expect(uids.slice(0, 4)).toEqual(['tePerson001', 'enFirst0001', 'evVisit0001', 'reMother001']);
  expect(uids).toHaveLength(6);
  expect(references).toEqual(['tePerson001', 'evVisit0009', 'tePerson002', 'enOther0001']);
  expect(isUid(payload.events?.[0]?.event ?? '')).toBe(true);
});
