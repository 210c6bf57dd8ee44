/** What the target holds, asked of its own API and not of the route. */
export interface TargetFacts {
  readonly version: string;
  readonly orgUnits: number;
  readonly dataSets: number;
}

export interface TargetValues {
  /** Data values that the target exports. */
  readonly count: number;
  /** Values whose key (data element, period, org unit, category option combo) is there more than once. */
  readonly repeated: number;
}

interface ExportedValue {
  readonly dataElement: string;
  readonly period: string;
  readonly orgUnit: string;
  readonly categoryOptionCombo: string;
  readonly attributeOptionCombo: string;
}

const authorization = `Basic ${Buffer.from('admin:district').toString('base64')}`;

async function get<T>(url: string, path: string): Promise<T> {
  const response = await fetch(`${url}/api/${path}`, { headers: { authorization } });
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
  return (await response.json()) as T;
}

export async function targetFacts(url: string): Promise<TargetFacts> {
  const [info, units, sets] = await Promise.all([
    get<{ version: string }>(url, 'system/info'),
    get<{ pager: { total: number } }>(url, 'organisationUnits?pageSize=1&fields=id'),
    get<{ pager: { total: number } }>(url, 'dataSets?pageSize=1&fields=id'),
  ]);
  return { version: info.version, orgUnits: units.pager.total, dataSets: sets.pager.total };
}

/** Exports all data values of all data sets below the root and counts them. */
export async function targetValues(url: string): Promise<TargetValues> {
  const { organisationUnits } = await get<{ organisationUnits: { id: string }[] }>(
    url,
    'organisationUnits?level=1&fields=id&paging=false',
  );
  const { dataSets } = await get<{ dataSets: { id: string }[] }>(url, 'dataSets?fields=id&paging=false');
  const query = new URLSearchParams({ startDate: '2000-01-01', endDate: '2099-12-31', children: 'true' });
  for (const { id } of organisationUnits) query.append('orgUnit', id);
  for (const { id } of dataSets) query.append('dataSet', id);
  const { dataValues = [] } = await get<{ dataValues?: ExportedValue[] }>(url, `dataValueSets.json?${query}`);
  const keys = new Set<string>();
  for (const { dataElement, period, orgUnit, categoryOptionCombo, attributeOptionCombo } of dataValues) {
    keys.add(`${dataElement} ${period} ${orgUnit} ${categoryOptionCombo} ${attributeOptionCombo}`);
  }
  return { count: dataValues.length, repeated: dataValues.length - keys.size };
}
