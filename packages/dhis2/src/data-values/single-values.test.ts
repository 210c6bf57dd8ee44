import { describe, expect, test } from 'vitest';
import { recorded } from '../../test/recorded-exchanges.ts';
import { scriptedClient } from '../../test/scripted-client.ts';

const key = { dataElement: 'deIntZero01', period: '202605', orgUnit: 'ouFacil0010' };

describe('a single value', () => {
  test.each(['2.42.5.2', '2.43.1'] as const)('of %s is read, and undefined when there is none', async (version) => {
    const there = scriptedClient(() => recorded(version, 'dataValueSets/dv-get'), { version });
    expect(await there.dhis2.dataValues.get(key)).toBe('14');
    const absent = scriptedClient(() => recorded(version, 'dataValueSets/dv-get-none'), { version });
    expect(await absent.dhis2.dataValues.get(key)).toBeUndefined();
  });

  test.each(['2.42.5.2', '2.43.1'] as const)('of %s is deleted, there or not', async (version) => {
    const { dhis2 } = scriptedClient(() => recorded(version, 'dataValueSets/dv-delete-again'), { version });
    const { status } = recorded(version, 'dataValueSets/dv-delete-again');
    expect([409, 204]).toContain(status);
    const run = dhis2.dataValues.delete(key);
    // 2.42 says "cannot be deleted because it does not exist" with 409.
    await expect(run).resolves.toBeUndefined();
  });

  test('is stored with an outcome: 201 with an empty body, or the refusal', async () => {
    const good = scriptedClient(() => recorded('2.42.5.2', 'dataValueSets/dv-post-query'));
    expect(
      (await good.dhis2.dataValues.set({ ...key, categoryOptionCombo: 'coc' }, 12, { comment: 'why' })).status,
    ).toBe('ok');
    expect(Object.fromEntries(good.seen[0]!.query)).toEqual({
      de: 'deIntZero01',
      pe: '202605',
      ou: 'ouFacil0010',
      co: 'coc',
      value: '12',
      comment: 'why',
    });
    const bad = scriptedClient(() => recorded('2.43.1', 'dataValueSets/dv-outside'), { version: '2.43' });
    expect((await bad.dhis2.dataValues.set(key, 12)).rejected).toMatchObject([{ code: 'E8011' }]);
  });

  test('is marked for follow-up, and its file read', async () => {
    const { dhis2, seen } = scriptedClient(() => ({ status: 200 }));
    await dhis2.dataValues.setFollowUp([{ ...key, followup: true }]);
    expect(JSON.parse(seen[0]!.body)).toEqual({ values: [{ ...key, followup: true }] });
    for await (const _ of await dhis2.dataValues.file(key)) continue;
    expect(seen[1]?.path).toBe('/api/dataValues/files');
  });
});

describe('completeness', () => {
  test('is listed, registered and taken back', async () => {
    const { dhis2, seen } = scriptedClient(({ method }) =>
      recorded(
        '2.42.5.2',
        method === 'GET'
          ? 'dataValueSets/cdsr-get'
          : method === 'POST'
            ? 'dataValueSets/cdsr-post'
            : 'dataValueSets/cdsr-delete',
      ),
    );
    const registration = { dataSet: 'dsMonthly01', period: '202601', organisationUnit: 'ouFacil0001' };
    expect(
      await dhis2.completeDataSetRegistrations.list({ dataSet: 'dsMonthly01', orgUnit: 'ouRoot00001' }),
    ).toMatchObject([registration]);
    expect(await dhis2.completeDataSetRegistrations.complete([registration])).toMatchObject({ status: 'ok', sent: 1 });
    await dhis2.completeDataSetRegistrations.reopen({
      dataSet: 'dsMonthly01',
      period: '202601',
      orgUnit: 'ouFacil0001',
    });
    expect(JSON.parse(seen[1]!.body)).toEqual({ completeDataSetRegistrations: [{ completed: true, ...registration }] });
  });

  test('knows the parameters of its list', async () => {
    const { dhis2 } = scriptedClient(() => ({}));
    const query = { dataSet: 'a', organisationUnit: 'b' } as never;
    await expect(dhis2.completeDataSetRegistrations.list(query)).rejects.toThrow(/DHIS2_UNKNOWN_PARAMETER/);
  });
});

test('periods that 2.43 leaves out of several approval states are asked for again', async () => {
  const { dhis2, seen } = scriptedClient(({ query }) => {
    const answer = recorded('2.43.1', 'dataValueSets/approvals-multi');
    const rows = answer.body as { pe: string }[];
    return query.get('pe') === '202602' ? { body: rows.map((row) => ({ ...row, pe: '202602' })) } : answer;
  });
  const states = await dhis2.dataApprovals.states({
    workflows: ['dawMonthly1'],
    periods: ['202601', '202602'],
    orgUnits: ['ouFacil0001'],
  });
  expect(states.map(({ pe }) => pe)).toEqual(['202601', '202602']);
  expect(seen.map(({ query }) => query.get('pe'))).toEqual(['202601,202602', '202602']);
});

test('approvals are read, given and taken back', async () => {
  const { dhis2, seen } = scriptedClient(({ method, path }) => {
    if (path.endsWith('multiple')) return recorded('2.42.5.2', 'dataValueSets/approvals-multi');
    return method === 'GET' ? recorded('2.42.5.2', 'dataValueSets/approvals-state-2') : { status: 204 };
  });
  const of = { workflow: 'dawMonthly1', period: '202601', orgUnit: 'ouFacil0001' };
  expect((await dhis2.dataApprovals.status(of)).state).toBe('APPROVED_HERE');
  const states = await dhis2.dataApprovals.states({
    workflows: ['dawMonthly1'],
    periods: ['202601', '202602'],
    orgUnits: ['ouFacil0001'],
  });
  expect(states.length).toBeGreaterThan(0);
  await dhis2.dataApprovals.approve(of);
  await dhis2.dataApprovals.unapprove(of);
  await dhis2.dataApprovals.accept(of);
  await dhis2.dataApprovals.unaccept(of);
  expect(seen.slice(2).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /api/dataApprovals',
    'DELETE /api/dataApprovals',
    'POST /api/dataApprovals/dataAcceptances',
    'DELETE /api/dataApprovals/dataAcceptances',
  ]);
});
