import { periodTypes } from '@dhow/dhis2';
import { expect } from 'vitest';
import { all, runAnalytics, type Scenarios, type Stage } from './scenario.ts';

const dimensions = { dx: ['deIntZero01'], pe: ['202401'], ou: ['ouFacil0004'] };

/** A stored value, and tables that hold it. */
async function prepared(stage: Stage): Promise<void> {
  const value = { dataElement: 'deIntZero01', period: '202401', orgUnit: 'ouFacil0004', value: '21' };
  await stage.dhis2.dataValueSets.import([value]);
  await runAnalytics(stage);
}

const persons = { dimension: ['ou:ouRoot00001'], startDate: '2026-01-01', endDate: '2026-12-31' };

export const analyticsScenarios: Scenarios = {
  'resourceTables.startAnalytics': async ({ dhis2 }) => {
    const job = await dhis2.resourceTables.startAnalytics({ lastYears: 2 });
    expect(job.type).toBe('ANALYTICS_TABLE');
  },
  'resourceTables.runAnalytics': async (stage) => {
    expect((await runAnalytics(stage)).ok).toBe(true);
  },
  'resourceTables.outputPeriodTypes': async (stage) => {
    await runAnalytics(stage);
    const types = await stage.dhis2.resourceTables.outputPeriodTypes();
    expect(types?.length).toBe(Number(stage.version.slice(2)) < 43 ? undefined : periodTypes.length);
  },
  'resourceTables.setOutputPeriodTypes': async ({ dhis2, version }) => {
    const set = dhis2.resourceTables.setOutputPeriodTypes(periodTypes);
    if (Number(version.slice(2)) < 43) await expect(set).rejects.toThrow(/DHIS2_TOO_OLD/);
    else await set;
    expect(await dhis2.resourceTables.outputPeriodTypes()).not.toEqual([]);
  },
  'analytics.query': async (stage) => {
    await prepared(stage);
    const { rows } = await stage.dhis2.analytics.query({ dimensions });
    expect(rows).toEqual([['deIntZero01', '202401', 'ouFacil0004', '21']]);
  },
  'analytics.parts': async (stage) => {
    await prepared(stage);
    const parts = await all(stage.dhis2.analytics.parts({ dimensions }));
    expect(parts.flatMap(({ rows }) => rows)).toHaveLength(1);
  },
  'analytics.rows': async (stage) => {
    await prepared(stage);
    expect(await all(stage.dhis2.analytics.rows({ dimensions }))).toMatchObject([{ dx: 'deIntZero01', value: 21 }]);
  },
  'analytics.dataValueSet': async (stage) => {
    await prepared(stage);
    const { dataValues } = await stage.dhis2.analytics.dataValueSet({ dimensions });
    expect(dataValues).toMatchObject([{ dataElement: 'deIntZero01', period: '202401' }]);
  },
  'analytics.rawData': async (stage) => {
    await prepared(stage);
    const { pe: _, ...rest } = dimensions;
    const query = { dimensions: rest, startDate: '2024-01-01', endDate: '2024-01-31' };
    expect((await stage.dhis2.analytics.rawData(query)).rows.length).toBeGreaterThanOrEqual(1);
  },
  'analytics.events': async (stage) => {
    await prepared(stage);
    expect(await all(stage.dhis2.analytics.events('prEvent0001', persons))).toBeInstanceOf(Array);
  },
  'analytics.enrollments': async (stage) => {
    await prepared(stage);
    expect(await all(stage.dhis2.analytics.enrollments('prChild0001', persons))).toBeInstanceOf(Array);
  },
  'analytics.trackedEntities': async (stage) => {
    await prepared(stage);
    const query = { dimension: ['ou:ouRoot00001'], program: 'prChild0001' };
    expect(await all(stage.dhis2.analytics.trackedEntities('tetPerson01', query))).toBeInstanceOf(Array);
  },
  'analytics.aggregate': async (stage) => {
    await prepared(stage);
    const result = await stage.dhis2.analytics.aggregate('events', 'prEvent0001', persons);
    expect(result.headers.length).toBeGreaterThan(0);
  },
  'analytics.outliers': async (stage) => {
    await prepared(stage);
    const query = { ds: ['dsMonthly01'], ou: ['ouRoot00001'], startDate: '2024-01-01', endDate: '2024-12-31' };
    expect(await stage.dhis2.analytics.outliers(query)).toBeInstanceOf(Array);
  },
};
