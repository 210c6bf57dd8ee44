import { expect } from 'vitest';
import type { Scenarios } from './scenario.ts';

export const systemScenarios: Scenarios = {
  'system.info': async ({ dhis2, version }) => {
    expect((await dhis2.system.info()).version).toMatch(new RegExp(`^${version.replace('.', String.raw`\.`)}`));
  },
  'system.version': async ({ dhis2, version }) => {
    expect((await dhis2.system.version()).profile.name).toBe(version);
  },
  'system.ping': ({ dhis2 }) => dhis2.system.ping(),
  'system.ids': async ({ dhis2 }) => {
    expect(new Set(await dhis2.system.ids(12)).size).toBe(12);
  },
  'systemSettings.all': async ({ dhis2 }) => {
    expect(Object.keys(await dhis2.systemSettings.all()).length).toBeGreaterThan(10);
  },
  'systemSettings.get': async ({ dhis2 }) => {
    expect(await dhis2.systemSettings.get('keyNothingAtAll')).toBeUndefined();
  },
  'systemSettings.set': async ({ dhis2 }) => {
    await dhis2.systemSettings.set('applicationTitle', 'Dhow');
    expect(await dhis2.systemSettings.get('applicationTitle')).toBe('Dhow');
  },
  'jobs.notifications': async ({ dhis2 }) => {
    expect(await dhis2.jobs.notifications({ id: 'jbNothing01', type: 'DATAVALUE_IMPORT' })).toEqual([]);
  },
  'jobs.follow': async ({ dhis2 }) => {
    const payload = { constants: [{ id: 'cnFollow001', name: 'Follow', shortName: 'Follow', value: 1 }] };
    const { job } = await dhis2.metadata.importAsync(payload);
    expect((await dhis2.jobs.follow(job!, { intervalMs: 1 })).ok).toBe(true);
  },
  'jobs.report': async ({ dhis2 }) => {
    const lost = await dhis2.jobs.report({ id: 'jbNothing01', type: 'TRACKER_IMPORT_JOB' });
    expect(lost.status).toBe('unknown');
  },
  'jobs.outcome': async ({ dhis2 }) => {
    const payload = { constants: [{ id: 'cnOutcome01', name: 'Outcome', shortName: 'Outcome', value: 1 }] };
    const outcome = await dhis2.jobs.outcome(await dhis2.metadata.importAsync(payload), { intervalMs: 1 });
    expect(outcome).toMatchObject({ status: 'ok', counts: { created: 1 } });
  },
  'jobs.running': async ({ dhis2 }) => {
    expect(typeof (await dhis2.jobs.running())).toBe('object');
  },
  'jobs.execute': async ({ dhis2 }) => {
    const id = 'jcMethods01';
    const cron = { schedulingType: 'CRON', cronExpression: '0 0 3 * * ?' } as const;
    const jobParameters = { type: 'REPORT', checks: ['org_units_multiple_roots'] };
    const job = { id, name: 'Integrity nightly', jobType: 'DATA_INTEGRITY', ...cron, jobParameters } as const;
    expect((await dhis2.jobConfigurations.create(job)).status).toBe('ok');
    await dhis2.jobs.execute(id);
    expect((await dhis2.jobs.follow({ id, type: 'DATA_INTEGRITY' }, { intervalMs: 1 })).id).toBe(id);
  },
  'jobs.cancel': ({ dhis2 }) => dhis2.jobs.cancel('ANALYTICS_TABLE'),
};
