import { expect } from 'vitest';
import { all, text, type Scenarios, type Stage } from './scenario.ts';

async function constant({ dhis2 }: Stage, id: string): Promise<string> {
  const outcome = await dhis2.constants.create({ id, name: `Constant ${id}`, shortName: id, value: 1 });
  expect(outcome.status).toBe('ok');
  return id;
}

const districts = { filter: { level: { eq: 3 } }, fields: { id: true, level: true } } as const;

export const metadataScenarios: Scenarios = {
  '<resource>.get': async ({ dhis2 }) => {
    const found = await dhis2.dataSets.get('dsMonthly01', { fields: { id: true, periodType: true } });
    expect(found).toEqual({ id: 'dsMonthly01', periodType: 'Monthly' });
  },
  '<resource>.find': async ({ dhis2 }) => {
    expect(await dhis2.dataSets.find('dsNothing01')).toBeUndefined();
  },
  '<resource>.list': async ({ dhis2 }) => {
    const found = await dhis2.organisationUnits.list(districts);
    expect(new Set(found.map(({ level }) => level))).toEqual(new Set([3]));
  },
  '<resource>.iterate': async ({ dhis2 }) => {
    expect(await all(dhis2.dataElements.iterate({ fields: { id: true }, pageSize: 20 }))).toHaveLength(65);
  },
  '<resource>.pages': async ({ dhis2 }) => {
    const pages = await all(dhis2.dataElements.pages({ fields: { id: true }, pageSize: 40 }));
    expect(pages.map(({ items }) => items.length)).toEqual([40, 25]);
  },
  '<resource>.page': async ({ dhis2 }) => {
    const { items, pager } = await dhis2.dataElements.page({ fields: { id: true }, page: 2, pageSize: 30 });
    expect(items).toHaveLength(30);
    expect(pager?.total).toBe(65);
  },
  '<resource>.count': async ({ dhis2 }) => {
    expect(await dhis2.dataElements.count()).toBe(65);
  },
  '<resource>.create': async (stage) => {
    await constant(stage, 'cnCreate001');
  },
  '<resource>.update': async (stage) => {
    const id = await constant(stage, 'cnUpdate001');
    const outcome = await stage.dhis2.constants.update(id, { id, name: 'Replaced', shortName: 'Replaced', value: 3 });
    expect(outcome.status).toBe('ok');
    expect((await stage.dhis2.constants.get(id, { fields: { value: true } })).value).toBe(3);
  },
  '<resource>.patch': async (stage) => {
    const id = await constant(stage, 'cnPatch0001');
    expect((await stage.dhis2.constants.patch(id, { description: 'Patched' })).status).toBe('ok');
    expect((await stage.dhis2.constants.get(id, { fields: { description: true } })).description).toBe('Patched');
  },
  '<resource>.delete': async (stage) => {
    const id = await constant(stage, 'cnDelete001');
    expect((await stage.dhis2.constants.delete(id)).status).toBe('ok');
  },
  '<resource>.validate': async ({ dhis2 }) => {
    const outcome = await dhis2.constants.validate({ name: 'No value' }, 'constant');
    expect(outcome.status).toBe('failed');
  },
  '<resource>.sharing': async ({ dhis2 }) => {
    expect(typeof (await dhis2.sqlViews.sharing('sqvOrgUnit1')).public).toBe('string');
  },
  '<resource>.setSharing': async ({ dhis2 }) => {
    const sharing = { public: 'r-------', users: {}, userGroups: {} };
    expect((await dhis2.dataElements.setSharing('deNumber001', sharing)).status).toBe('ok');
    expect((await dhis2.dataElements.sharing('deNumber001')).public).toBe('r-------');
  },
  '<resource>.translations': async ({ dhis2 }) => {
    expect(await dhis2.dataElements.translations('deInteger01')).toEqual([]);
  },
  '<resource>.setTranslations': async ({ dhis2 }) => {
    const translation = { property: 'NAME', locale: 'fr', value: 'Nombre' };
    await dhis2.dataElements.setTranslations('deInteger01', [translation]);
    expect(await dhis2.dataElements.translations('deInteger01')).toMatchObject([translation]);
    await dhis2.dataElements.setTranslations('deInteger01', []);
  },
  '<resource>.changeCollection': async ({ dhis2 }) => {
    await dhis2.dataElementGroups.changeCollection('degCases001', 'dataElements', { add: ['deNumber001'] });
    const { dataElements } = await dhis2.dataElementGroups.get('degCases001', {
      fields: { dataElements: { id: true } },
    });
    expect(dataElements?.map(({ id }) => id)).toContain('deNumber001');
  },
  '<resource>.setCollection': async ({ dhis2 }) => {
    await dhis2.dataElementGroups.setCollection('degCases001', 'dataElements', ['deIntZero01']);
    const { dataElements } = await dhis2.dataElementGroups.get('degCases001', {
      fields: { dataElements: { id: true } },
    });
    expect(dataElements).toEqual([{ id: 'deIntZero01' }]);
  },
  'metadata.import': async ({ dhis2 }) => {
    const outcome = await dhis2.metadata.import({
      constants: [{ id: 'cnImport001', name: 'Imported', shortName: 'I', value: 1 }],
    });
    expect(outcome).toMatchObject({ status: 'ok', counts: { created: 1 } });
  },
  'metadata.importAsync': async ({ dhis2 }) => {
    const started = await dhis2.metadata.importAsync({
      constants: [{ id: 'cnImport002', name: 'Later', shortName: 'L', value: 1 }],
    });
    expect(started.job?.type).toBe('METADATA_IMPORT');
  },
  'metadata.importCsv': async ({ dhis2 }) => {
    const csv = 'name,uid,code,shortname\n"Imported from CSV",deFromCsv01,FROM_CSV,"From CSV"\n';
    expect((await dhis2.metadata.importCsv(csv, 'DATA_ELEMENT')).status).toBe('ok');
  },
  'metadata.export': async ({ dhis2 }) => {
    const { dataSets, system } = await dhis2.metadata.export({ dataSets: { fields: { id: true } } });
    expect(dataSets?.length).toBe(6);
    expect(system?.version).toMatch(/^2\./);
  },
  'metadata.exportWithDependencies': async ({ dhis2 }) => {
    const { dataElements } = await dhis2.metadata.exportWithDependencies('dataSets', 'dsMonthly01');
    expect(dataElements?.length).toBeGreaterThan(5);
  },
  'metadata.exportStream': async ({ dhis2 }) => {
    expect(await text(await dhis2.metadata.exportStream({ constants: true }))).toContain('cnPi0000001');
  },
  'organisationUnits.tree': async ({ dhis2 }) => {
    const [root] = await dhis2.organisationUnits.tree('ouRoot00001', { maxLevel: 2 });
    expect(root?.children.length).toBeGreaterThan(0);
  },
  'organisationUnits.descendants': async ({ dhis2 }) => {
    expect(await dhis2.organisationUnits.descendants('ouDistr0001')).toContain('ouFacil0001');
  },
  'organisationUnits.ancestors': async ({ dhis2 }) => {
    const path = await dhis2.organisationUnits.ancestors('ouFacil0001');
    expect(path.map(({ level }) => level)).toEqual([1, 2, 3, 4]);
  },
  'organisationUnits.geoJson': async ({ dhis2 }) => {
    expect((await dhis2.organisationUnits.geoJson({ level: 4 })).type).toBe('FeatureCollection');
  },
  'organisationUnits.importGeoJson': async ({ dhis2 }) => {
    const geometry = { type: 'Point', coordinates: [10, 20] };
    const feature = { type: 'Feature', id: 'ouFacil0003', geometry, properties: {} } as const;
    const outcome = await dhis2.organisationUnits.importGeoJson({ type: 'FeatureCollection', features: [feature] });
    expect(outcome.status).toBe('ok');
    const unit = await dhis2.organisationUnits.get('ouFacil0003', { fields: { geometry: true } });
    expect(unit.geometry).toEqual(geometry);
  },
  'organisationUnits.merge': async (stage) => {
    for (const id of ['ouMergeSrc1', 'ouMergeSrc2', 'ouMergeTgt1']) await unit(stage, id);
    await stage.dhis2.organisationUnits.merge(['ouMergeSrc1', 'ouMergeSrc2'], 'ouMergeTgt1');
    expect(await stage.dhis2.organisationUnits.find('ouMergeSrc1')).toBeUndefined();
  },
  'organisationUnits.split': async (stage) => {
    for (const id of ['ouSplitSrc1', 'ouSplitTgt1', 'ouSplitTgt2']) await unit(stage, id);
    await stage.dhis2.organisationUnits.split('ouSplitSrc1', ['ouSplitTgt1', 'ouSplitTgt2'], {
      primaryTarget: 'ouSplitTgt1',
    });
    expect(await stage.dhis2.organisationUnits.find('ouSplitSrc1')).toBeUndefined();
  },
  'users.replicate': async ({ dhis2 }) => {
    await dhis2.users.replicate('usViewer001', 'viewer2', 'Viewer-2-pass');
    expect(await dhis2.users.count({ filter: { username: { eq: 'viewer2' } } })).toBe(1);
  },
  'users.lookup': async ({ dhis2 }) => {
    expect((await dhis2.users.lookup('ent')).map(({ username }) => username)).toContain('entry');
  },
  'deletedObjects.iterate': async (stage) => {
    await stage.dhis2.constants.delete(await constant(stage, 'cnDeleted01'));
    const deleted = await all(stage.dhis2.deletedObjects.iterate({ klass: 'Constant' }));
    expect(deleted.map(({ uid }) => uid)).toContain('cnDeleted01');
  },
};

async function unit({ dhis2 }: Stage, id: string): Promise<void> {
  const parent = { id: 'ouDistr0002' };
  const draft = { id, name: `Unit ${id}`, shortName: id, openingDate: '2020-01-01T00:00:00.000', parent };
  const outcome = await dhis2.organisationUnits.create(draft);
  expect(outcome.status).toBe('ok');
}
