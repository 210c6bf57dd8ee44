import { createClient, isEmpty, pluck, size, type Dhis2Client, type ModelsOf } from '../index.ts';

// Compiled by `npm run types`: each expectation is a line that compiles, or one that must not.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectType<Expected>() {
  return <Actual>(...check: [actual: Actual, equal: Equal<Expected, Actual>]): unknown => check;
}

const dhis2 = createClient({ baseUrl: 'http://dhis2.test' });

export async function selections(): Promise<void> {
  const elements = await dhis2.dataElements.list({ fields: { id: true, categoryCombo: { id: true } } });
  expectType<{ id: string; categoryCombo: { id: string } }[]>()(elements, true);

  const nested = await dhis2.organisationUnits.list({
    fields: { name: true, parent: { id: true, parent: { code: true } } },
  });
  expectType<{ name: string; parent?: { id: string; parent?: { code?: string } } }[]>()(nested, true);

  const lists = await dhis2.dataSets.list({ fields: { dataSetElements: { dataElement: { id: true } } } });
  lists[0]!.dataSetElements?.[0]?.dataElement?.id.charAt(0);

  const plain = await dhis2.indicators.list();
  expectType<{ id: string; displayName: string }[]>()(plain, true);

  const transformed = await dhis2.organisationUnits.list({
    fields: { id: true, children: size(), dataSets: pluck('name') },
  });
  expectType<{ id: string; children?: number; dataSets?: string[] }[]>()(transformed, true);

  const empty = await dhis2.organisationUnits.get('ouRoot00001', { fields: { children: isEmpty() } });
  expectType<{ children?: boolean }>()(empty, true);

  const preset = await dhis2.dataElements.get('deIntZero01', { fields: { $idName: true, valueType: true } });
  expectType<'id' | 'name' | 'valueType'>()(null! as keyof typeof preset, true);

  for await (const unit of dhis2.organisationUnits.iterate({ fields: { id: true } })) {
    expectType<{ id: string }>()(unit, true);
  }
}

export async function mistakes(): Promise<void> {
  // @ts-expect-error a field that the model does not have
  await dhis2.dataElements.list({ fields: { id: true, catgoryCombo: true } });
  // @ts-expect-error a field that the model below does not have
  await dhis2.dataElements.list({ fields: { categoryCombo: { nme: true } } });
  // @ts-expect-error nothing to select inside of a text
  await dhis2.dataElements.list({ fields: { name: { id: true } } });
  // @ts-expect-error an option that does not exist
  await dhis2.dataElements.list({ fieldz: { id: true } });
  // @ts-expect-error a property that the model does not have
  await dhis2.dataElements.list({ filter: { nme: { eq: 'x' } } });
  // @ts-expect-error an operator that does not exist
  await dhis2.dataElements.list({ filter: { name: { equals: 'x' } } });
  // @ts-expect-error a resource that does not exist
  await dhis2.dataElementz.list();
  const [element] = await dhis2.dataElements.list({ fields: { id: true } });
  // @ts-expect-error a field that was not asked for
  element!.name.charAt(0);
  // @ts-expect-error a strategy that does not exist
  await dhis2.dataValueSets.import([], { importStrategy: 'UPSERT' });
  // @ts-expect-error importMode is not a parameter of data values
  await dhis2.dataValueSets.import([], { importMode: 'VALIDATE' });
}

export async function versions(): Promise<void> {
  const newer = createClient({ baseUrl: 'http://dhis2.test', version: '2.43' });
  expectType<Dhis2Client<ModelsOf<'2.43'>>>()(newer, true);
  // Map views are a resource of 2.43 only.
  await newer.mapViews.list();
  // @ts-expect-error not in 2.42
  await dhis2.mapViews.list();
  const patch = createClient({ baseUrl: 'http://dhis2.test', version: '2.43.1' });
  await patch.mapViews.list();
}
