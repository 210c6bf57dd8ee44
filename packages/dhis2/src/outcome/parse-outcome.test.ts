import { describe, expect, test } from 'vitest';
import { recorded, recordedExchanges } from '../../test/recorded-exchanges.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { importOutcome, lostOutcome } from './parse-outcome.ts';

function outcomeOf(version: '2.42.5.2' | '2.43.1', id: string, sent?: number): ImportOutcome {
  const exchange = recorded(version, id);
  return importOutcome({ status: exchange.status, body: exchange.body }, { sent: sent ?? exchange.sent });
}

describe('every recorded answer of a write', () => {
  const writes = recordedExchanges.filter(({ method }) => method !== 'GET' && method !== 'HEAD');

  test('gives an outcome whose refusals have a code, a reason and a remedy', () => {
    const incomplete = writes.filter((exchange) => {
      const { status, rejected } = importOutcome(
        { status: exchange.status, body: exchange.body },
        { sent: exchange.sent },
      );
      if (status === 'failed' && rejected.length === 0) return true;
      return rejected.some(
        ({ code, remedy, reason }) =>
          !/^(?:E\d{4}|NONE|IGNORED|STRATEGY)$/.test(code) || remedy === '' || reason === '',
      );
    });
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  test('explains every code that a real server gave', () => {
    const unexplained = writes.flatMap(({ status, body }) =>
      importOutcome({ status, body }).rejected.filter(({ reason, code }) => reason.includes(code)),
    );
    expect([...new Set(unexplained.map(({ code }) => code))]).toEqual([]);
  });

  test('is never ok when DHIS2 refused something', () => {
    const refused = writes.filter(
      ({ status, body }) => status >= 400 || /"errorCode":"E|"conflicts":\[\{/.test(JSON.stringify(body ?? '')),
    );
    const wrong = refused.filter(({ status, body }) => importOutcome({ status, body }).status === 'ok');
    expect(refused.length).toBeGreaterThan(200);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('of a server failure is unknown, since a part may be stored', () => {
    const failures = writes.filter(({ status }) => status >= 500);
    expect(failures.length).toBeGreaterThan(10);
    for (const { status, body } of failures) expect(importOutcome({ status, body }).status).toBe('unknown');
  });
});

describe('data values', () => {
  test('one bad value is rejected with its code, whatever the HTTP status', () => {
    expect(outcomeOf('2.42.5.2', 'dataValueSets/not-number')).toMatchObject({
      status: 'failed',
      accepted: 0,
      rejected: [
        { row: 1, index: 0, code: 'E7619', object: 'deNumber001', objectType: 'dataElement', property: 'value' },
      ],
    });
    expect(outcomeOf('2.43.1', 'dataValueSets/not-number').rejected).toMatchObject([{ row: 1, code: 'E8122' }]);
  });

  test('the rest of a mixed import is accepted: 409 in 2.42, 200 in 2.43', () => {
    for (const version of ['2.42.5.2', '2.43.1'] as const) {
      const outcome = outcomeOf(version, 'dataValueSets/async-summary', 2);
      expect(outcome).toMatchObject({ status: 'partial', sent: 2, accepted: 1, rejected: [{ row: 2, index: 1 }] });
    }
  });

  test('counts are kept but prove nothing: new values are created in 2.42 and updated in 2.43', () => {
    expect(outcomeOf('2.42.5.2', 'dataValueSets/success')).toMatchObject({
      accepted: 3,
      counts: { created: 3, updated: 0 },
    });
    expect(outcomeOf('2.43.1', 'dataValueSets/success')).toMatchObject({
      accepted: 3,
      counts: { created: 0, updated: 3 },
    });
    expect(outcomeOf('2.42.5.2', 'dataValueSets/zero-not-significant')).toMatchObject({ status: 'ok', accepted: 1 });
    expect(outcomeOf('2.42.5.2', 'dataValueSets/same-again')).toMatchObject({ status: 'ok', accepted: 3 });
  });

  test('a collision with all counts 0 is unknown, a body that could not be read has failed', () => {
    expect(outcomeOf('2.42.5.2', 'load/overlap-new-1', 2000)).toMatchObject({ status: 'unknown' });
    expect(outcomeOf('2.42.5.2', 'load/overlap-new-1', 2000)).not.toHaveProperty('accepted');
    expect(outcomeOf('2.42.5.2', 'dataValueSets/cut-after-two').status).toBe('failed');
    expect(outcomeOf('2.43.1', 'dataValueSets/cut-after-two').status).toBe('failed');
  });

  test('2.43 names the position of a value that it cannot decode only in its sentence', () => {
    expect(outcomeOf('2.43.1', 'dataValueSets/ids-attribute-unknown')).toMatchObject({
      status: 'failed',
      rejected: [{ row: 1, index: 0, code: 'E8107' }],
    });
  });

  test('2.43 refuses both values of a doubled key', () => {
    const { status, rejected } = outcomeOf('2.43.1', 'dataValueSets/dup-in-payload');
    expect(status).toBe('failed');
    expect(rejected.map(({ code, index }) => [code, index])).toEqual([
      ['E8128', 0],
      ['E8128', 1],
    ]);
  });

  test('what the strategy left out is told apart from what was refused', () => {
    expect(outcomeOf('2.42.5.2', 'dataValueSets/strategy-create-existing')).toMatchObject({
      status: 'failed',
      rejected: [{ code: 'STRATEGY', row: 1 }],
    });
    expect(outcomeOf('2.42.5.2', 'dataValueSets/strategy-delete-missing')).toMatchObject({
      status: 'ok',
      accepted: 1,
      warnings: [{ code: 'ABSENT' }],
    });
  });

  test('an answer in XML is read like the one in JSON', () => {
    expect(outcomeOf('2.42.5.2', 'dataValueSets/xml-accept-xml', 2)).toMatchObject({
      status: 'partial',
      accepted: 1,
      rejected: [{ code: 'E7619', index: 1, object: 'deNumber001', objectType: 'dataElement', property: 'value' }],
    });
    expect(outcomeOf('2.43.1', 'dataValueSets/xml-accept-xml', 2)).toMatchObject({
      accepted: 1,
      counts: { updated: 1, ignored: 1 },
      rejected: [{ code: 'E8122', index: 1 }],
    });
  });

  test('row numbers of the source come back', () => {
    const exchange = recorded('2.42.5.2', 'dataValueSets/async-summary');
    const outcome = importOutcome({ status: 200, body: exchange.body }, { sent: 2, rowAt: (index) => 500 + index });
    expect(outcome.rejected).toMatchObject([{ row: 501, index: 1 }]);
  });

  test('an import that was started as a job is unknown and names the job', () => {
    expect(outcomeOf('2.43.1', 'dataValueSets/async')).toMatchObject({
      status: 'unknown',
      job: { type: 'DATAVALUE_IMPORT' },
    });
    expect(outcomeOf('2.42.5.2', 'tracker/async')).toMatchObject({
      status: 'unknown',
      job: { type: 'TRACKER_IMPORT_JOB' },
    });
  });

  test('completeness errors have neither code nor position', () => {
    const { status, rejected } = outcomeOf('2.42.5.2', 'dataValueSets/cdsr-bad', 3);
    expect(status).toBe('failed');
    expect(rejected.map(({ object, code }) => [object, code])).toEqual([
      ['dsNothing01', 'NONE'],
      ['x', 'NONE'],
      ['ouNothing01', 'NONE'],
    ]);
  });
});

describe('tracker', () => {
  test('atomicMode OBJECT answers 200 and OK although an object was refused', () => {
    expect(outcomeOf('2.42.5.2', 'tracker/atomic-object')).toMatchObject({
      status: 'partial',
      sent: 2,
      accepted: 1,
      rejected: [{ code: 'E1007', object: 'teAtomic002', objectType: 'TRACKED_ENTITY' }],
    });
  });

  test('rows are found by uid', () => {
    const { status, body } = recorded('2.42.5.2', 'tracker/atomic-object');
    const outcome = importOutcome({ status, body }, { rowOfUid: (uid) => (uid === 'teAtomic002' ? 77 : undefined) });
    expect(outcome.rejected[0]?.row).toBe(77);
  });

  test('an update of a relationship is ignored without a word, and that is not ok', () => {
    expect(outcomeOf('2.42.5.2', 'tracker/rel-update')).toMatchObject({
      status: 'failed',
      rejected: [{ code: 'IGNORED' }],
    });
  });

  test('the database’s own sentence, when two imports met, is unknown', () => {
    expect(outcomeOf('2.42.5.2', 'tracker/par-same-te-1').status).toBe('unknown');
  });

  test('codes are those of the tracker: E1100 is no data element here', () => {
    const [rejection] = outcomeOf('2.42.5.2', 'tracker/delete-te-clerk').rejected;
    expect(rejection).toMatchObject({ code: 'E1100', reason: expect.stringMatching(/F_TEI_CASCADE_DELETE/) as string });
  });
});

describe('metadata', () => {
  test('an outer WARNING with an inner ERROR has stored nothing', () => {
    const outcome = outcomeOf('2.42.5.2', 'metadata/atomic-all');
    expect(outcome).toMatchObject({ status: 'failed', sent: 3, accepted: 0 });
    expect(outcome.rejected[0]).toMatchObject({
      code: 'E5003',
      object: 'deMeta00011',
      objectType: 'DataElement',
      property: 'code',
    });
  });

  test('atomicMode NONE stores the good objects', () => {
    const error = { message: 'Property `name` …', errorCode: 'E5003', errorProperty: 'name' };
    const objectReports = [
      { klass: 'org.hisp.dhis.user.UserGroup', index: 0, uid: 'usGroup0001', errorReports: [error, error] },
    ];
    const stats = { created: 1962, updated: 0, deleted: 0, ignored: 1, total: 1963 };
    const response = { status: 'WARNING', stats, typeReports: [{ stats, objectReports }] };
    const body = {
      httpStatus: 'Conflict',
      httpStatusCode: 409,
      status: 'WARNING',
      message: 'One or more errors occurred',
      response,
    };
    expect(importOutcome({ status: 409, body })).toMatchObject({ status: 'partial', sent: 1963, accepted: 1962 });
  });

  test('a single object that is in use is not deleted', () => {
    expect(outcomeOf('2.42.5.2', 'metadata/delete-referenced')).toMatchObject({
      status: 'failed',
      rejected: [{ code: 'E4030', object: 'ouRegion001' }],
    });
  });
});

test('a lost answer is unknown, never failed', () => {
  expect(lostOutcome('ECONNRESET', { sent: 5 })).toMatchObject({ status: 'unknown', sent: 5, rejected: [] });
});

test('an empty 201 is ok, an empty 504 unknown', () => {
  expect(importOutcome({ status: 201, body: '' }, { sent: 1 })).toMatchObject({ status: 'ok', accepted: 1 });
  expect(importOutcome({ status: 504, body: '' }).status).toBe('unknown');
});

test('the summary counts codes and holds no value', () => {
  const { body } = recorded('2.43.1', 'dataValueSets/async-summary');
  const summary = importOutcome({ status: 200, body }, { sent: 2 }).summary();
  expect(summary).toBe(
    'partial: 2 sent, 1 accepted, 1 rejected (server: created 0, updated 1, deleted 0, ignored 1)\n' +
      '  E8122 x 1: correct the value to the value type of the data element',
  );
});
