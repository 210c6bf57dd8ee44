import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basicAuth, createClient } from '@dhow/dhis2';
import { expect } from 'vitest';
import { all, runAnalytics, text, type Scenarios, type Stage } from './scenario.ts';

const workflow = 'dawMethods1';
const of = (period: string) => ({ workflow, period, orgUnit: 'ouFacil0001' });

/** A workflow with two levels: facilities approve, their region accepts. */
async function approvable({ dhis2 }: Stage, period: string) {
  if (!(await dhis2.dataApprovalWorkflows.find(workflow))) {
    await dhis2.dataApprovalLevels.create({ id: 'dalMethods1', name: 'Regions', orgUnitLevel: 2, level: 1 });
    await dhis2.dataApprovalLevels.create({ id: 'dalMethods2', name: 'Facilities', orgUnitLevel: 4, level: 2 });
    const [levels, categoryCombo] = [[{ id: 'dalMethods1' }, { id: 'dalMethods2' }], { id: 'bjDvmb4bfuf' }];
    const draft = { id: workflow, name: 'Monthly', periodType: 'Monthly', dataApprovalLevels: levels, categoryCombo };
    expect((await dhis2.dataApprovalWorkflows.create(draft)).status).toBe('ok');
  }
  return { approvals: dhis2.dataApprovals, key: of(period) };
}

/** An exchange of the server with itself; it sends what analytics knows. */
async function exchange(stage: Stage): Promise<string> {
  const id = 'axMethods01';
  await runAnalytics(stage);
  const { dhis2 } = stage;
  if (await dhis2.aggregateDataExchanges.find(id)) return id;
  const request = { name: 'R', dx: ['deIntZero01'], pe: ['202401'], ou: ['ouFacil0004'] };
  const schemes = { inputIdScheme: 'UID', outputIdScheme: 'UID' };
  const source = { params: {}, requests: [{ ...request, ...schemes }] };
  const draft = { id, name: 'Self', source, target: { type: 'INTERNAL', request: { idScheme: 'UID' } } };
  expect((await dhis2.aggregateDataExchanges.create(draft)).status).toBe('ok');
  return id;
}

export const integrationScenarios: Scenarios = {
  'dataApprovals.status': async (stage) => {
    const { approvals, key } = await approvable(stage, '202601');
    expect(await approvals.status(key)).toMatchObject({ state: 'UNAPPROVED_READY', mayApprove: true });
  },
  'dataApprovals.states': async (stage) => {
    const { approvals } = await approvable(stage, '202601');
    const several = { workflows: [workflow], periods: ['202601', '202602'], orgUnits: ['ouFacil0001'] };
    expect(await approvals.states(several)).toHaveLength(2);
  },
  'dataApprovals.approve': async (stage) => {
    const { approvals, key } = await approvable(stage, '202602');
    await approvals.approve(key);
    expect((await approvals.status(key)).state).toBe('APPROVED_HERE');
  },
  'dataApprovals.unapprove': async (stage) => {
    const { approvals, key } = await approvable(stage, '202603');
    await approvals.approve(key);
    await approvals.unapprove(key);
    expect((await approvals.status(key)).state).toBe('UNAPPROVED_READY');
  },
  'dataApprovals.accept': async (stage) => {
    const { approvals, key } = await approvable(stage, '202604');
    await approvals.approve(key);
    await approvals.accept(key);
    expect(await approvals.status(key)).toMatchObject({ state: 'ACCEPTED_HERE', mayAccept: false, mayUnaccept: true });
    const unapproved = { ...key, period: '202606' };
    await expect(approvals.accept(unapproved)).rejects.toMatchObject({ code: 'DHIS2_CONFLICT' });
  },
  'dataApprovals.unaccept': async (stage) => {
    const { approvals, key } = await approvable(stage, '202605');
    await approvals.approve(key);
    await approvals.accept(key);
    await approvals.unaccept(key);
    expect((await approvals.status(key)).state).toBe('APPROVED_HERE');
  },
  'dataStore.namespaces': async ({ dhis2 }) => {
    await dhis2.dataStore.set('methods-a', 'k', 1);
    expect(await dhis2.dataStore.namespaces()).toContain('methods-a');
  },
  'dataStore.keys': async ({ dhis2 }) => {
    await dhis2.dataStore.set('methods-b', 'k', 1);
    expect(await dhis2.dataStore.keys('methods-b')).toEqual(['k']);
    expect(await dhis2.dataStore.keys('methods-none')).toEqual([]);
  },
  'dataStore.get': async ({ dhis2 }) => {
    await dhis2.userDataStore.set('methods-c', 'k', { own: true });
    expect(await dhis2.userDataStore.get('methods-c', 'k')).toEqual({ own: true });
    expect(await dhis2.dataStore.get('methods-c', 'none')).toBeUndefined();
  },
  'dataStore.set': async ({ dhis2 }) => {
    await dhis2.dataStore.set('methods-d', 'k', { n: 1 });
    await dhis2.dataStore.set('methods-d', 'k', { n: 2 });
    expect(await dhis2.dataStore.get('methods-d', 'k')).toEqual({ n: 2 });
  },
  'dataStore.create': async ({ dhis2 }) => {
    expect(await dhis2.dataStore.create('methods-e', 'k', 1)).toBe(true);
    expect(await dhis2.dataStore.create('methods-e', 'k', 2)).toBe(false);
  },
  'dataStore.setPath': async ({ dhis2 }) => {
    await dhis2.dataStore.set('methods-f', 'k', { nested: { x: 1 }, list: [] });
    await dhis2.dataStore.setPath('methods-f', 'k', 'nested.x', 2);
    expect(await dhis2.dataStore.get('methods-f', 'k')).toMatchObject({ nested: { x: 2 } });
  },
  'dataStore.delete': async ({ dhis2 }) => {
    await dhis2.dataStore.set('methods-g', 'k', 1);
    await dhis2.dataStore.delete('methods-g', 'k');
    expect(await dhis2.dataStore.get('methods-g', 'k')).toBeUndefined();
  },
  'dataStore.page': async ({ dhis2 }) => {
    for (const n of [1, 2, 3]) await dhis2.dataStore.set('methods-h', `k${n}`, { n });
    const { items } = await dhis2.dataStore.page('methods-h', { fields: ['n'], pageSize: 2, page: 1 });
    expect(items).toEqual([
      { key: 'k1', n: 1 },
      { key: 'k2', n: 2 },
    ]);
  },
  'dataStore.query': async ({ dhis2 }) => {
    for (const n of [1, 2, 3]) await dhis2.dataStore.set('methods-i', `k${n}`, { n });
    expect(await all(dhis2.dataStore.query('methods-i', { fields: ['n'], pageSize: 2 }))).toHaveLength(3);
  },
  'fileResources.upload': async ({ dhis2 }) => {
    const data = new TextEncoder().encode('a file');
    const file = await dhis2.fileResources.upload({ name: 'a.txt', contentType: 'text/plain', data });
    expect(file).toMatchObject({ name: 'a.txt', contentLength: 6 });
  },
  'fileResources.get': async ({ dhis2 }) => {
    const data = new TextEncoder().encode('known');
    const { id } = await dhis2.fileResources.upload({ name: 'b.txt', contentType: 'text/plain', data });
    expect((await dhis2.fileResources.get(id)).name).toBe('b.txt');
  },
  'fileResources.download': async ({ dhis2 }) => {
    const file = { name: 'c.txt', contentType: 'text/plain', data: new TextEncoder().encode('back again') };
    const { id } = await dhis2.fileResources.upload(file, { domain: 'ORG_UNIT' });
    expect(await text(await dhis2.fileResources.download(id))).toBe('back again');
    // Files of data values are given out with the value only.
    const ofValue = await dhis2.fileResources.upload(file);
    await expect(dhis2.fileResources.download(ofValue.id)).rejects.toThrow(/DHIS2_FORBIDDEN/);
  },
  'messageConversations.send': async ({ dhis2 }) => {
    await dhis2.messageConversations.send('Stock', 'Vaccines are low', { users: ['usEntry0001'] });
    const sent = await dhis2.messageConversations.list({ fields: { id: true, subject: true } });
    expect(sent.map(({ subject }) => subject)).toContain('Stock');
  },
  'messageConversations.reply': async ({ dhis2 }) => {
    await dhis2.messageConversations.send('Reply', 'One', { users: ['usEntry0001'] });
    const [one] = await dhis2.messageConversations.list({ fields: { id: true }, filter: { subject: { eq: 'Reply' } } });
    await dhis2.messageConversations.reply(one!.id, 'Two');
  },
  'messageConversations.markRead': async ({ dhis2 }) => {
    await dhis2.messageConversations.send('Read', 'One', { users: ['usEntry0001'] });
    const [one] = await dhis2.messageConversations.list({ fields: { id: true }, filter: { subject: { eq: 'Read' } } });
    await dhis2.messageConversations.markRead([one!.id]);
  },
  'sms.send': async ({ dhis2 }) => {
    // No gateway is configured, and the server says so.
    await expect(dhis2.sms.send('Hello', ['+4712345678'])).rejects.toThrow(/DHIS2_/);
  },
  'sms.receive': async ({ dhis2 }) => {
    // Nobody has this number.
    await expect(dhis2.sms.receive({ text: 'MAL 12', originator: '+4712345678' })).rejects.toThrow(/DHIS2_CONFLICT/);
  },
  'sms.inbound': async ({ dhis2 }) => {
    expect((await dhis2.sms.inbound()).items).toEqual([]);
  },
  'routes.run': async ({ dhis2 }) => {
    const target = createServer((_, response) => response.end('echo'));
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/`;
    try {
      await dhis2.routes.create({ name: 'Echo', code: 'methods-echo', url });
      const answer = await dhis2.routes.run('methods-echo');
      expect(answer).toMatchObject({ status: 200 });
    } finally {
      target.close();
    }
  },
  'sqlViews.execute': ({ dhis2 }) => dhis2.sqlViews.execute('sqvOrgUnit1'),
  'sqlViews.data': async ({ dhis2 }) => {
    const { columns } = await dhis2.sqlViews.data('sqvOrgUnit1', { pageSize: 2 });
    expect(columns).toEqual(['uid', 'name', 'hierarchylevel']);
  },
  'sqlViews.rows': async ({ dhis2 }) => {
    const rows = await all(dhis2.sqlViews.rows('sqvOrgUnit1', { criteria: { hierarchylevel: 1 } }));
    expect(rows).toMatchObject([{ uid: 'ouRoot00001' }]);
  },
  'aggregateDataExchanges.sourceDataValueSets': async (stage) => {
    expect(await stage.dhis2.aggregateDataExchanges.sourceDataValueSets(await exchange(stage))).toHaveLength(1);
  },
  'aggregateDataExchanges.run': async (stage) => {
    expect((await stage.dhis2.aggregateDataExchanges.run(await exchange(stage))).status).toBe('ok');
  },
  'users.changeOwnPassword': async ({ dhis2, sandbox }) => {
    await dhis2.users.replicate('usViewer001', 'viewer3', 'Viewer-3-pass');
    const own = createClient({ baseUrl: sandbox.url, auth: basicAuth('viewer3', 'Viewer-3-pass') });
    await own.users.changeOwnPassword('Viewer-3-pass', 'Viewer-3-other');
    await expect(own.me()).rejects.toThrow(/DHIS2_UNAUTHORIZED/);
    await own.close();
  },
};
