import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedTransport, type ScriptedAnswer, type SeenRequest } from '../../test/scripted-transport.ts';
import { createClient, isDhis2Error, rowNumber } from '../index.ts';
import { serialiseDataValueSet, valueText } from './serialise.ts';

function client(answer: (request: SeenRequest) => ScriptedAnswer, version = '2.42') {
  const seen: SeenRequest[] = [];
  const transport = scriptedTransport((request) => {
    seen.push(request);
    return answer(request);
  });
  return { dhis2: createClient({ baseUrl: 'http://dhis2.test', version, transport, retry: false }), seen };
}

const value = { dataElement: 'deIntZero01', period: '202601', orgUnit: 'ouFacil0001', value: '5' };

function ok(): ScriptedAnswer {
  const { status, body } = recorded('2.42.5.2', 'dataValueSets/success');
  return { status, body };
}

describe('import', () => {
  test('sends the strict parameters and the strategy unless told otherwise', async () => {
    const { dhis2, seen } = client(ok);
    await dhis2.dataValueSets.import([value]);
    await dhis2.dataValueSets.import([value], {
      strictPeriods: false,
      importStrategy: 'DELETE',
      orgUnitIdScheme: 'CODE',
    });
    expect(Object.fromEntries(seen[0]!.query)).toEqual({
      importStrategy: 'CREATE_AND_UPDATE',
      strictPeriods: 'true',
      strictDataElements: 'true',
      strictCategoryOptionCombos: 'true',
      strictAttributeOptionCombos: 'true',
      strictOrganisationUnits: 'true',
    });
    expect(Object.fromEntries(seen[1]!.query)).toMatchObject({
      strictPeriods: 'false',
      importStrategy: 'DELETE',
      orgUnitIdScheme: 'CODE',
    });
  });

  test('sends every value as text, and row numbers not at all', async () => {
    const { dhis2, seen } = client(ok);
    const rows = [
      { ...value, value: 5, [rowNumber]: 41 },
      { ...value, value: true },
      { ...value, value: 1e21 },
    ];
    await dhis2.dataValueSets.import(rows);
    expect(JSON.parse(seen[0]!.body)).toEqual({
      dataValues: [value, { ...value, value: 'true' }, { ...value, value: '1000000000000000000000' }],
    });
  });

  test('brings the row numbers of the source back', async () => {
    const { status, body } = recorded('2.42.5.2', 'dataValueSets/not-number');
    const { dhis2 } = client(() => ({ status, body }));
    const outcome = await dhis2.dataValueSets.import([{ ...value, [rowNumber]: 41 } as typeof value]);
    expect(outcome.rejected).toMatchObject([{ row: 41, index: 0, code: 'E7619' }]);
  });

  test('a parameter that the server would ignore is refused, with the right name', async () => {
    const { dhis2, seen } = client(ok);
    const run = dhis2.dataValueSets.import([value], { dryrun: true } as never);
    await expect(run).rejects.toThrow(/no parameter "dryrun" in DHIS2 2.42.*Did you mean "dryRun"\?/);
    await expect(dhis2.dataValueSets.import([value], { atomic: true })).rejects.toThrow(/It came with 2.43/);
    expect(seen).toHaveLength(0);
  });

  test('a lost answer is an unknown outcome', async () => {
    for (const fail of ['lost', 'timeout'] as const) {
      const { dhis2 } = client(() => ({ fail }));
      expect(await dhis2.dataValueSets.import([value])).toMatchObject({ status: 'unknown', sent: 1, rejected: [] });
    }
  });

  test('a proxy’s page with 502 is an unknown outcome, a login page an error', async () => {
    const page = { body: '<html>', headers: { 'content-type': 'text/html' } };
    const proxy = client(() => ({ ...page, status: 502 })).dhis2;
    expect((await proxy.dataValueSets.import([value])).status).toBe('unknown');
    const login = client(() => ({ ...page, status: 200 })).dhis2;
    await expect(login.dataValueSets.import([value])).rejects.toThrow(/DHIS2_HTML_ANSWER/);
  });

  test.each([
    ['dataValueSets/csv-text', 'DHIS2_UNSUPPORTED_MEDIA_TYPE'],
    ['system/wrong-password', 'DHIS2_UNAUTHORIZED'],
    ['metadata/update-forbidden', 'DHIS2_FORBIDDEN'],
  ] as const)('%s is an error of the call, not an outcome', async (id, code) => {
    const { status, body } = recorded('2.42.5.2', id);
    const { dhis2 } = client(() => ({ status, body }));
    const error = await dhis2.dataValueSets.import([value]).catch((thrown: unknown) => thrown);
    expect(isDhis2Error(error, code)).toBe(true);
  });

  test('an unreachable server is an error: nothing was sent', async () => {
    const { dhis2 } = client(() => ({ fail: 'unreachable' }));
    await expect(dhis2.dataValueSets.import([value])).rejects.toThrow(/DHIS2_UNREACHABLE/);
  });

  test('CSV goes as application/csv, which alone is taken', async () => {
    const { dhis2, seen } = client(ok);
    await dhis2.dataValueSets.importText('dataelement,period\n', 'csv');
    expect(seen[0]!.headers['content-type']).toBe('application/csv');
  });
});

describe('export', () => {
  test('keys that are written once for the set stand in each value', async () => {
    const { body } = recorded('2.43.1', 'dataValueSets/get-json');
    const { dhis2, seen } = client(() => ({ body }), '2.43');
    const values = await dhis2.dataValueSets.get({
      dataSet: 'dsMonthly01',
      period: ['202601', '202602'],
      orgUnit: 'ouFacil0001',
    });
    expect(seen[0]!.query.getAll('period')).toEqual(['202601', '202602']);
    expect(values[0]).toMatchObject({ period: '202601', orgUnit: 'ouFacil0001', categoryOptionCombo: 'HllvX50cXC0' });
    expect(values).toHaveLength((body as { dataValues: unknown[] }).dataValues.length);
  });

  test('an empty body is no values', async () => {
    const { body } = recorded('2.42.5.2', 'dataValueSets/get-clerk-outside');
    expect(body).toBeNull();
    const { dhis2 } = client(() => ({ body }));
    expect(await dhis2.dataValueSets.get({ dataSet: 'a', period: '202601', orgUnit: 'b' })).toEqual([]);
  });

  test('a refusal is a typed error', async () => {
    const { status, body } = recorded('2.42.5.2', 'dataValueSets/get-no-period');
    const { dhis2 } = client(() => ({ status, body }));
    await expect(dhis2.dataValueSets.get({ dataSet: 'a', orgUnit: 'b' })).rejects.toMatchObject({
      code: 'DHIS2_CONFLICT',
      details: { errorCode: 'E2002' },
    });
  });

  test('ADX is asked for by Accept up to 2.42 and by the suffix from 2.43 on', async () => {
    const query = { dataSet: 'a', period: '202601', orgUnit: 'b' };
    const adx = { body: '<adx/>', headers: { 'content-type': 'application/adx+xml' } };
    const older = client(() => adx, '2.42');
    await older.dhis2.dataValueSets.exportText(query, 'adx');
    expect([older.seen[0]!.path, older.seen[0]!.headers['accept']]).toEqual([
      '/api/dataValueSets',
      'application/adx+xml',
    ]);
    const newer = client(() => adx, '2.43');
    await newer.dhis2.dataValueSets.exportText(query, 'adx');
    expect(newer.seen[0]!.path).toBe('/api/dataValueSets.adx+xml');
  });

  test('a body that is cut off is DHIS2_BAD_JSON, not a short list', async () => {
    const { dhis2 } = client(() => ({
      body: '{"dataValues":[{"value":"1"},',
      headers: { 'content-type': 'application/json' },
    }));
    await expect(dhis2.dataValueSets.get({ dataSet: 'a', period: '202601', orgUnit: 'b' })).rejects.toThrow(
      /DHIS2_BAD_JSON/,
    );
  });
});

test('rows that are right already are not copied for the request', () => {
  const dataValues = [value, value];
  expect(serialiseDataValueSet({ dataValues })).toBe(JSON.stringify({ dataValues }));
});

test.each([
  [12, '12'],
  [0.1, '0.1'],
  [-1e-7, '-0.0000001'],
  [1.5e21, '1500000000000000000000'],
  [true, 'true'],
  ['007', '007'],
] as const)('the value %s is written as %s', (given, expected) => {
  expect(valueText(given)).toBe(expected);
});

test('every number is written without an exponent, and exactly', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(valueText(number)).toMatch(/^-?\d+(?:\.\d+)?$/);
      expect(Number(valueText(number))).toBe(number === 0 ? 0 : number);
    }),
  );
});
