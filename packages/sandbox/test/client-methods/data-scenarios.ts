import { expect } from 'vitest';
import { all, text, type Scenarios } from './scenario.ts';

const [dataElement, orgUnit, dataSet] = ['deIntZero01', 'ouFacil0001', 'dsMonthly01'];
const value = (period: string, content = '12') => ({ dataElement, period, orgUnit, value: content });
const query = (period: string) => ({ dataSet, period, orgUnit });

export const dataScenarios: Scenarios = {
  'dataValueSets.import': async ({ dhis2 }) => {
    expect(await dhis2.dataValueSets.import([value('202501')])).toMatchObject({ status: 'ok', accepted: 1 });
    const wrong = await dhis2.dataValueSets.import([value('202501', 'many'), value('202502')]);
    expect(wrong).toMatchObject({ accepted: 1, rejected: [{ row: 1 }] });
  },
  'dataValueSets.importText': async ({ dhis2 }) => {
    const row = `${dataElement},202503,${orgUnit},,,7`;
    const csv = `dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value\n${row}\n`;
    expect((await dhis2.dataValueSets.importText(csv, 'csv')).status).toBe('ok');
    const xml = `<dataValueSet xmlns="http://dhis2.org/schema/dxf/2.0"><dataValue dataElement="${dataElement}" period="202504" orgUnit="${orgUnit}" value="8"/></dataValueSet>`;
    expect((await dhis2.dataValueSets.importText(xml, 'xml')).status).toBe('ok');
    expect(await dhis2.dataValues.get({ dataElement, orgUnit, period: '202504' })).toBe('8');
  },
  'dataValueSets.importAsync': async ({ dhis2 }) => {
    const started = await dhis2.dataValueSets.importAsync([value('202505')]);
    expect(started.job?.type).toMatch(/^DATAVALUE_IMPORT/);
    expect((await dhis2.jobs.outcome(started, { intervalMs: 1 })).status).toBe('ok');
  },
  'dataValueSets.export': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202506')]);
    expect(await all(dhis2.dataValueSets.export(query('202506')))).toMatchObject([value('202506')]);
  },
  'dataValueSets.exportBatches': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202507')]);
    expect((await all(dhis2.dataValueSets.exportBatches(query('202507')))).flat()).toHaveLength(1);
  },
  'dataValueSets.get': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202508')]);
    expect(await dhis2.dataValueSets.get(query('202508'))).toMatchObject([value('202508')]);
  },
  'dataValueSets.exportText': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202509')]);
    expect(await text(await dhis2.dataValueSets.exportText(query('202509'), 'csv'))).toContain(dataElement);
    expect(await text(await dhis2.dataValueSets.exportText(query('202509'), 'xml'))).toContain('<dataValueSet');
  },
  'dataValues.get': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202510')]);
    expect(await dhis2.dataValues.get({ dataElement, orgUnit, period: '202510' })).toBe('12');
    expect(await dhis2.dataValues.get({ dataElement, orgUnit, period: '190001' })).toBeUndefined();
  },
  'dataValues.set': async ({ dhis2 }) => {
    expect((await dhis2.dataValues.set({ dataElement, orgUnit, period: '202511' }, 5)).status).toBe('ok');
    const refused = await dhis2.dataValues.set({ dataElement, orgUnit, period: '202511' }, 'many');
    expect(refused).toMatchObject({ status: 'failed', accepted: 0 });
    expect(await dhis2.dataValues.get({ dataElement, orgUnit, period: '202511' })).toBe('5');
  },
  'dataValues.delete': async ({ dhis2 }) => {
    const key = { dataElement, orgUnit, period: '202512' };
    await dhis2.dataValues.set(key, 5);
    await dhis2.dataValues.delete(key);
    expect(await dhis2.dataValues.get(key)).toBeUndefined();
    await dhis2.dataValues.delete(key);
  },
  'dataValues.setFollowUp': async ({ dhis2 }) => {
    await dhis2.dataValueSets.import([value('202601')]);
    await dhis2.dataValues.setFollowUp([{ dataElement, orgUnit, period: '202601', followup: true }]);
    expect(await dhis2.dataValueSets.get(query('202601'))).toMatchObject([{ followup: true }]);
  },
  'dataValues.file': async ({ dhis2 }) => {
    const data = new TextEncoder().encode('a file');
    const { id } = await dhis2.fileResources.upload({ name: 'a.txt', contentType: 'text/plain', data });
    const key = { dataElement: 'deFile00001', orgUnit, period: '202601' };
    await dhis2.dataValueSets.import([{ ...key, value: id }]);
    expect(await text(await dhis2.dataValues.file(key))).toBe('a file');
  },
  'completeDataSetRegistrations.list': async ({ dhis2 }) => {
    await dhis2.completeDataSetRegistrations.complete([{ dataSet, period: '202501', organisationUnit: orgUnit }]);
    const found = await dhis2.completeDataSetRegistrations.list(query('202501'));
    expect(found).toMatchObject([{ dataSet, period: '202501', organisationUnit: orgUnit }]);
  },
  'completeDataSetRegistrations.complete': async ({ dhis2 }) => {
    const one = { dataSet, period: '202502', organisationUnit: orgUnit };
    expect((await dhis2.completeDataSetRegistrations.complete([one])).status).toBe('ok');
  },
  'completeDataSetRegistrations.reopen': async ({ dhis2 }) => {
    await dhis2.completeDataSetRegistrations.complete([{ dataSet, period: '202503', organisationUnit: orgUnit }]);
    await dhis2.completeDataSetRegistrations.reopen(query('202503'));
    const left = await dhis2.completeDataSetRegistrations.list(query('202503'));
    expect(left.filter(({ completed }) => completed !== false)).toEqual([]);
  },
};
