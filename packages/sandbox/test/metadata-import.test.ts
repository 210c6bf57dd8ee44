import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../src/index.ts';
import { startSandbox } from '../src/index.ts';

const headers = { authorization: `Basic ${btoa('admin:district')}`, 'content-type': 'application/json' };

interface Report {
  readonly response: {
    readonly status: string;
    readonly stats: { readonly created: number; readonly ignored: number };
    readonly typeReports: readonly {
      readonly objectReports: readonly { readonly errorReports: readonly { readonly errorCode: string }[] }[];
    }[];
  };
}

describe.each(['2.42', '2.43'])('metadata on %s', (version) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ version });
  });
  afterAll(() => sandbox.stop());

  const send = async (method: string, path: string, body: unknown, type = 'application/json'): Promise<Response> =>
    fetch(`${sandbox.url}/api/${path}`, {
      method,
      headers: { ...headers, 'content-type': type },
      body: JSON.stringify(body),
    });
  const element = (id: string, more: object = {}): object => ({
    id,
    name: `Element ${id}`,
    shortName: `Element ${id}`,
    valueType: 'NUMBER',
    aggregationType: 'SUM',
    domainType: 'AGGREGATE',
    ...more,
  });
  const codes = ({ response }: Report): string[] =>
    response.typeReports.flatMap((t) => t.objectReports.flatMap((o) => o.errorReports.map((e) => e.errorCode)));

  test('objects are created, and found again with the fields asked for', async () => {
    const answer = await send('POST', 'metadata', { dataElements: [element('deTest00001', { code: 'T1' })] });
    expect(((await answer.json()) as Report).response.stats.created).toBe(1);
    const read = await fetch(`${sandbox.url}/api/dataElements/deTest00001?fields=id,code,categoryCombo[name]`, {
      headers,
    });
    expect(await read.json()).toEqual({ id: 'deTest00001', code: 'T1', categoryCombo: { name: 'default' } });
  });

  test('a reference to nothing and a missing property have their codes', async () => {
    const lost = await send('POST', 'metadata', {
      dataElements: [element('deTest00002', { optionSet: { id: 'osNothing01' } })],
    });
    expect(codes((await lost.json()) as Report)).toContain('E5002');
    const bare = await send('POST', 'metadata', { dataElements: [{ id: 'deTest00003', name: 'Bare' }] });
    expect(codes((await bare.json()) as Report)).toContain('E4000');
  });

  test('atomicMode ALL stores nothing when one object is wrong', async () => {
    const answer = await send('POST', 'metadata?atomicMode=ALL', {
      dataElements: [element('deTest00004'), element('deTest00005', { optionSet: { id: 'osNothing01' } })],
    });
    expect(answer.status).toBe(409);
    expect((await fetch(`${sandbox.url}/api/dataElements/deTest00004`, { headers })).status).toBe(404);
  });

  test('a JSON patch changes one property', async () => {
    await send('POST', 'dataElements', element('deTest00006'));
    const patch = [{ op: 'replace', path: '/name', value: 'Renamed' }];
    expect((await send('PATCH', 'dataElements/deTest00006', patch, 'application/json-patch+json')).status).toBe(200);
    const read = await fetch(`${sandbox.url}/api/dataElements?filter=name:eq:Renamed&fields=id&paging=false`, {
      headers,
    });
    expect(await read.json()).toEqual({ dataElements: [{ id: 'deTest00006' }] });
  });

  test('a token logs in as its user, and no longer once deleted', async () => {
    const made = await send('POST', 'apiToken', {});
    const { response } = (await made.json()) as { response: { key: string; uid: string } };
    const me = (): Promise<Response> =>
      fetch(`${sandbox.url}/api/me?fields=username`, { headers: { authorization: `ApiToken ${response.key}` } });
    expect(await (await me()).json()).toEqual({ username: 'admin' });
    await fetch(`${sandbox.url}/api/apiToken/${response.uid}`, { method: 'DELETE', headers });
    expect((await me()).status).toBe(401);
  });
});
