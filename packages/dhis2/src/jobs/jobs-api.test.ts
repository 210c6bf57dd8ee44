import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import type { JobNotification } from './job-notification.ts';

const job = { id: 'abcdefghijk', type: 'DATAVALUE_IMPORT' };

function line(uid: string, message: string, more: Partial<JobNotification> = {}): JobNotification {
  return { uid, message, level: 'INFO', category: 'x', time: 't', completed: false, ...more };
}

describe('a job is followed', () => {
  test('until its log says that it has ended, each line told once', async () => {
    const logs = [
      [],
      [line('1', 'begun')],
      [line('2', 'half'), line('1', 'begun')],
      [line('3', 'done', { completed: true }), line('2', 'half')],
    ];
    const { dhis2, clock } = scriptedClient(({ number }) => ({ body: logs[number] }));
    const told: string[] = [];
    const done = await dhis2.jobs.follow(job, { onNotification: ({ message }) => told.push(message) });
    expect(told).toEqual(['begun', 'half', 'done']);
    expect(done).toMatchObject({ ok: true, message: 'done', id: 'abcdefghijk' });
    expect(clock.waits).toEqual([500, 750, 1125]);
  });

  test('to its deadline', async () => {
    let count = 0;
    const { dhis2 } = scriptedClient(() => ({ body: [line(String(count++), 'still')] }));
    await expect(dhis2.jobs.follow(job, { deadlineMs: 10_000 })).rejects.toThrow(/DHIS2_JOB_DEADLINE.*still/);
  });

  test('until it gives no more news', async () => {
    const { dhis2 } = scriptedClient(() => ({ body: [] }));
    await expect(dhis2.jobs.follow(job, { stallMs: 10_000 })).rejects.toThrow(/DHIS2_JOB_STALLED.*not begun/);
  });

  test('until its log is gone: the server was restarted', async () => {
    const { dhis2 } = scriptedClient(({ number }) => ({ body: number === 0 ? [line('1', 'half')] : [] }));
    await expect(dhis2.jobs.follow(job)).rejects.toThrow(/its log is gone/);
  });

  test('and not well when the log says ERROR', async () => {
    const { body } = recorded('2.43.1', 'dataValueSets/async-malformed-task');
    const { dhis2 } = scriptedClient(() => ({ body }));
    expect((await dhis2.jobs.follow(job)).ok).toBe(false);
  });

  test('until the caller cancels', async () => {
    const controller = new AbortController();
    const { dhis2 } = scriptedClient(({ number }) => {
      if (number === 2) controller.abort();
      return { body: [] };
    });
    await expect(dhis2.jobs.follow(job, { signal: controller.signal })).rejects.toThrow(/DHIS2_ABORTED|abort/i);
  });
});

describe('the outcome of an import that ran as a job', () => {
  const value = { dataElement: 'a', period: '202601', orgUnit: 'b', value: '1' };

  test('is that of its report', async () => {
    const { dhis2 } = scriptedClient(({ path }) => {
      if (path.endsWith('/dataValueSets')) return recorded('2.42.5.2', 'dataValueSets/async');
      return recorded(
        '2.42.5.2',
        path.includes('/tasks/') ? 'dataValueSets/async-done' : 'dataValueSets/async-summary',
      );
    });
    const started = await dhis2.dataValueSets.importAsync([value, value]);
    expect(started.status).toBe('unknown');
    expect(await dhis2.jobs.outcome(started)).toMatchObject({
      status: 'partial',
      sent: 2,
      accepted: 1,
      rejected: [{ row: 2 }],
    });
  });

  test('of tracker data comes from its own report', async () => {
    const { dhis2, seen } = scriptedClient(({ path }) => {
      if (path === '/api/tracker') return recorded('2.42.5.2', 'tracker/async');
      return recorded('2.42.5.2', path.endsWith('/report') ? 'tracker/async-report-full' : 'tracker/async-job');
    });
    const outcome = await dhis2.jobs.outcome(await dhis2.tracker.importAsync({ events: [] }));
    expect(outcome.status).toBe('failed');
    expect(seen.at(-1)?.query.get('reportMode')).toBe('FULL');
  });

  test('is unknown when the server has forgotten the job', async () => {
    const { dhis2 } = scriptedClient(({ path }) =>
      path.endsWith('/dataValueSets') ? recorded('2.42.5.2', 'dataValueSets/async') : { body: [] },
    );
    const started = await dhis2.dataValueSets.importAsync([value]);
    expect(await dhis2.jobs.outcome(started, { stallMs: 5_000 })).toMatchObject({ status: 'unknown', sent: 1 });
    expect(await dhis2.jobs.report({ id: 'x', type: 'METADATA_IMPORT' })).toMatchObject({ status: 'unknown' });
  });

  test('has failed when the job ended before its import began', async () => {
    const { dhis2 } = scriptedClient(({ path }) => {
      if (path.endsWith('/dataValueSets')) return recorded('2.43.1', 'dataValueSets/async-malformed');
      return path.includes('/tasks/') ? recorded('2.43.1', 'dataValueSets/async-malformed-task') : { body: '' };
    });
    const started = await dhis2.dataValueSets.importAsync([value]);
    expect(await dhis2.jobs.outcome(started)).toMatchObject({ status: 'failed', accepted: 0 });
  });

  test('without a job is the outcome itself', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'dataValueSets/success'));
    const outcome = await dhis2.dataValueSets.import([value]);
    expect(await dhis2.jobs.outcome(outcome)).toBe(outcome);
  });
});

test('analytics tables are generated and waited for', async () => {
  const done = [line('1', 'Analytics tables updated', { completed: true })];
  const { dhis2, seen } = scriptedClient(({ method }) =>
    method === 'POST' ? recorded('2.42.5.2', 'analytics/run-skip') : { body: done },
  );
  const finished = await dhis2.resourceTables.runAnalytics({ lastYears: 2, skipEvents: false });
  expect(finished.message).toBe('Analytics tables updated');
  expect(Object.fromEntries(seen[0]!.query)).toEqual({ lastYears: '2', skipEvents: 'false' });
});

test('a run of analytics tables that fails is an error', async () => {
  const failed = [line('1', 'SQL error', { completed: true, level: 'ERROR' })];
  const { dhis2 } = scriptedClient(({ method }) =>
    method === 'POST' ? recorded('2.42.5.2', 'analytics/run-skip') : { body: failed },
  );
  await expect(dhis2.resourceTables.runAnalytics()).rejects.toThrow(/DHIS2_JOB_FAILED/);
});

test('a run that says it aborted has ended, though no line of its log is completed', async () => {
  const aborted = 'processing aborted: skipped stage, failing item caused abort. 0 successful and 1 failed items';
  const log = [line('2', aborted, { level: 'ERROR' }), line('1', 'Analytics table update process')];
  const { dhis2, clock } = scriptedClient(() => ({ body: log }));
  const started = clock.now();
  const finished = await dhis2.jobs.follow({ id: 'jbAborted01', type: 'ANALYTICS_TABLE' });
  expect(finished).toMatchObject({ ok: false, message: aborted });
  expect(clock.now() - started).toBeLessThan(30_000);
});

describe('the output period types of 2.43', () => {
  const done = [line('1', 'Analytics tables updated', { completed: true })];
  const server = (types: unknown) =>
    scriptedClient(
      ({ method, path }) => {
        if (path.endsWith('dataOutputPeriodTypes')) return method === 'GET' ? { body: types } : { status: 204 };
        return method === 'POST' ? recorded('2.43.1', 'analytics/run-skip') : { body: done };
      },
      { version: '2.43' },
    );

  test('are asked for before a run, which would abort without any', async () => {
    const { dhis2, seen } = server([]);
    await expect(dhis2.resourceTables.runAnalytics()).rejects.toThrow(/DHIS2_NO_OUTPUT_PERIODS.*setOutputPeriodTypes/);
    expect(seen.map(({ method }) => method)).toEqual(['GET']);
  });

  test('are read and set', async () => {
    const { dhis2, seen } = server([{ name: 'Monthly' }]);
    expect(await dhis2.resourceTables.outputPeriodTypes()).toEqual(['Monthly']);
    await dhis2.resourceTables.setOutputPeriodTypes(['Monthly', 'Weekly']);
    expect(JSON.parse(seen[1]!.body)).toEqual([{ name: 'Monthly' }, { name: 'Weekly' }]);
    expect((await dhis2.resourceTables.runAnalytics()).ok).toBe(true);
  });

  test('do not stop who may not read them', async () => {
    const { dhis2 } = scriptedClient(
      ({ method, path }) => {
        if (path.endsWith('dataOutputPeriodTypes')) return { status: 403, body: {} };
        return method === 'POST' ? recorded('2.43.1', 'analytics/run-skip') : { body: done };
      },
      { version: '2.43' },
    );
    expect((await dhis2.resourceTables.runAnalytics()).ok).toBe(true);
  });

  test('are not there before', async () => {
    const { dhis2 } = scriptedClient(() => ({}));
    expect(await dhis2.resourceTables.outputPeriodTypes()).toBeUndefined();
    await expect(dhis2.resourceTables.setOutputPeriodTypes(['Monthly'])).rejects.toThrow(/DHIS2_TOO_OLD/);
  });
});

test('jobs are listed, started and stopped', async () => {
  const { dhis2, seen } = scriptedClient(({ method }) =>
    method === 'GET' ? recorded('2.42.5.2', 'jobs/running') : { status: 204 },
  );
  expect(Object.keys(await dhis2.jobs.running())).toContain('ANALYTICS_TABLE');
  await dhis2.jobs.execute('jcDataInt01');
  await dhis2.jobs.cancel('ANALYTICS_TABLE');
  expect(seen.slice(1).map(({ path }) => path)).toEqual([
    '/api/jobConfigurations/jcDataInt01/execute',
    '/api/scheduling/cancel/ANALYTICS_TABLE',
  ]);
});
