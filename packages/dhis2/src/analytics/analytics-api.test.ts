import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';
import type { AnalyticsQuery } from './analytics-query.ts';
import { splitQuery } from './split-query.ts';

const many = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => prefix + i);

/** Answers one row for each combination, as the server would. */
function cross(dimensions: readonly string[]): string[][] {
  return dimensions.reduce<string[][]>(
    (rows, dimension) =>
      rows.flatMap((row) =>
        dimension
          .split(':')[1]!
          .split(';')
          .map((item) => [...row, item]),
      ),
    [[]],
  );
}

const headers = ['dx', 'pe', 'ou'].map((name) => ({ name, column: name, meta: true }));
const value = { name: 'value', column: 'Value', meta: false };

describe('a query', () => {
  test('that is too long is asked in parts and comes merged', async () => {
    const { dhis2, seen } = scriptedClient(({ query }) => ({
      body: {
        headers: [...headers, value],
        rows: cross(query.getAll('dimension')).map((row) => [...row, '1']),
        metaData: { items: {}, dimensions: { dx: query.get('dimension')!.slice(3).split(';') } },
      },
    }));
    const query: AnalyticsQuery = {
      dimensions: { dx: many('deIntZero', 120), pe: many('2026', 12), ou: many('ouFacil00', 90) },
    };
    const { rows, metaData } = await dhis2.analytics.query(query);
    expect(rows).toHaveLength(120 * 12 * 90);
    expect(metaData.dimensions?.['dx']).toEqual(query.dimensions['dx']);
    expect(seen.length).toBeGreaterThan(2);
    for (const request of seen) expect(request.query.toString().length).toBeLessThan(3_600);
  });

  test('that the server finds too large is divided further', async () => {
    const { dhis2, seen } = scriptedClient(({ query }) => {
      const rows = cross(query.getAll('dimension')).map((row) => [...row, '1']);
      if (rows.length > 6) return recorded('2.42.5.2', 'analytics/max-limit');
      return { body: { headers: [...headers, value], rows, metaData: {} } };
    });
    const { rows } = await dhis2.analytics.query({ dimensions: { dx: many('d', 4), pe: many('p', 3), ou: ['u'] } });
    expect(rows).toHaveLength(12);
    expect(seen).toHaveLength(3);
  });

  test('that cannot be divided is refused', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'analytics/max-limit'));
    const query = { dimensions: { dx: ['a'], pe: ['LAST_12_MONTHS'], ou: ['LEVEL-4', 'ouRoot00001'] } };
    await expect(dhis2.analytics.query(query)).rejects.toMatchObject({ details: { errorCode: 'E7128' } });
  });

  test('keeps levels with each part of the units that they are below', () => {
    const query = { dimensions: { dx: ['a'], ou: ['LEVEL-4', ...many('ouRegion00', 4)] } };
    const parts = splitQuery(query, { maxUrl: 60, maxRows: 1000 });
    expect(parts.length).toBeGreaterThan(1);
    for (const { dimensions } of parts) expect((dimensions['ou'] as string[])[0]).toBe('LEVEL-4');
  });

  test('is never divided along a filter', () => {
    const query = { dimensions: { dx: ['a'] }, filters: { ou: many('ouRegion00', 400) } };
    expect(splitQuery(query, { maxUrl: 500, maxRows: 10 })).toEqual([query]);
  });

  test('gives rows as objects, with values as numbers', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'analytics/basic'));
    const rows = [];
    for await (const row of dhis2.analytics.rows({
      dimensions: { dx: ['deIntZero01'], pe: ['202601'], ou: ['ouRoot00001'] },
    }))
      rows.push(row);
    expect(rows).toContainEqual({ dx: 'deMalaria01', pe: '202601', ou: 'ouRoot00001', value: 41 });
  });

  test('before the tables were made is refused with what to do', async () => {
    const { dhis2 } = scriptedClient(() => recorded('2.42.5.2', 'analytics/before-tables'));
    const query = { dimensions: { dx: ['a'], pe: ['b'], ou: ['c'] } };
    await expect(dhis2.analytics.query(query)).rejects.toMatchObject({ details: { errorCode: 'E7144' } });
  });

  test('sends schemes, filters and dates as they are', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ body: { headers: [], rows: [], metaData: {} } }));
    await dhis2.analytics.query({
      dimensions: { dx: ['a', 'b'], co: true },
      filters: { ou: ['USER_ORGUNIT'] },
      startDate: '2026-01-01',
      outputIdScheme: 'CODE',
      params: { hierarchyMeta: true },
    });
    expect(seen[0]!.query.toString()).toBe(
      new URLSearchParams(
        'dimension=dx:a;b&dimension=co&filter=ou:USER_ORGUNIT&startDate=2026-01-01&outputIdScheme=CODE&hierarchyMeta=true',
      ).toString(),
    );
  });
});

test('events, enrollments and tracked entities come page by page as objects', async () => {
  const { dhis2, seen } = scriptedClient(() => recorded('2.42.5.2', 'analytics/ev-query'));
  const query = { dimension: ['ou:ouRoot00001', 'deTrTemp001'], startDate: '2026-01-01', endDate: '2026-12-31' };
  for (const rows of [
    dhis2.analytics.events('prEvent0001', query),
    dhis2.analytics.enrollments('p', query),
    dhis2.analytics.trackedEntities('t', query),
  ]) {
    const { value: first } = await rows.next();
    expect(first).toMatchObject({ ou: expect.any(String) as string });
  }
  expect(seen.map(({ path }) => path)).toEqual([
    '/api/analytics/events/query/prEvent0001',
    '/api/analytics/enrollments/query/p',
    '/api/analytics/trackedEntities/query/t',
  ]);
});

test('counts, data value sets, raw data and outliers are asked for', async () => {
  const { dhis2, seen } = scriptedClient(({ path }) => {
    if (path.includes('aggregate')) return recorded('2.42.5.2', 'analytics/ev-aggregate-value');
    if (path.includes('dataValueSet')) return recorded('2.42.5.2', 'analytics/dvs');
    return { body: { headers: [], rows: [], metaData: {}, outlierValues: [] } };
  });
  const query = { dimensions: { dx: ['a'], pe: ['b'], ou: ['c'] } };
  expect((await dhis2.analytics.aggregate('events', 'p', { dimension: ['ou:x'] })).rows.length).toBeGreaterThan(0);
  expect((await dhis2.analytics.dataValueSet(query)).dataValues.length).toBeGreaterThan(0);
  expect((await dhis2.analytics.rawData(query)).rows).toEqual([]);
  expect(await dhis2.analytics.outliers({ ds: ['a'], ou: ['b'] })).toEqual([]);
  expect(seen.at(-1)?.path).toBe('/api/outlierDetection');
});
