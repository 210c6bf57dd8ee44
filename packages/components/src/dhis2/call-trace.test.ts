import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange } from '@dhow/core/component';
import { expect, onTestFinished, test } from 'vitest';
import { fakeContext, fakeEndpoint } from '../../test/fake-context.ts';
import { dhis2Component } from './index.ts';

/** A server that notes each path with the `traceparent` it was asked with. */
async function tracedServer(answer = '{}') {
  const seen: [path: string, traceparent: unknown][] = [];
  const server = createServer((request, response) => {
    seen.push([request.url!, request.headers['traceparent']]);
    response.setHeader('content-type', 'application/json').end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const component = dhis2Component();
  onTestFinished(() => component.stop!());
  const context = fakeContext();
  context.beans.set('national', { baseUrl, token: 't', version: '2.42' });
  const get = async (what: string, options: Record<string, unknown>, traceparent?: string) => {
    const endpoint = fakeEndpoint(component, what, { connection: 'national', ...options }, context);
    const producer = await endpoint.createProducer!();
    const exchange = new Exchange<unknown>(null);
    if (traceparent) exchange.trace = placeOf(traceparent);
    await producer.process(exchange, new AbortController().signal);
    exchange.trace = undefined;
    return exchange.body;
  };
  return { seen, get };
}

function placeOf(traceparent: string): NonNullable<Exchange['trace']> {
  const place = { outer: undefined, logFields: {}, headers: () => ({ traceparent }), joinedBy: () => place };
  return place;
}

test('requests carry the headers of the message that they are made for, side by side too, and none without a trace', async () => {
  const { seen, get } = await tracedServer();
  const one = (path: string, traceparent?: string) => get('get/resource', { path }, traceparent);
  await Promise.all([one('one', 'first'), one('two', 'second'), one('three')]);
  const byPath = Object.fromEntries(seen.map(([path, traceparent]) => [path.split('?')[0], traceparent]));
  expect(byPath).toMatchObject({ '/api/one': 'first', '/api/two': 'second', '/api/three': undefined });
});

test.each([false, true])(
  'a collection that is read later asks in the name of its message, in pages too (paging: %j)',
  async (paging) => {
    const { seen, get } = await tracedServer('{"units":[{"id":"a"}],"pager":{"pageCount":2}}');
    const read = async (path: string, traceparent?: string) => {
      const body = await get('get/collection', { path, arrayName: 'units', paging }, traceparent);
      return async () => {
        const items: unknown[] = [];
        for await (const item of body as AsyncIterable<unknown>) items.push(item);
        return items;
      };
    };
    const streams = await Promise.all([read('one', 'first'), read('two', 'second'), read('three')]);
    const items = await Promise.all(streams.map((stream) => stream()));
    expect(items.map((each) => each.length)).toEqual(paging ? [2, 2, 2] : [1, 1, 1]);
    const byPath = (path: string) => seen.filter(([url]) => url.includes(path)).map(([, traceparent]) => traceparent);
    const times = <T>(value: T) => (paging ? [value, value] : [value]);
    expect([byPath('one'), byPath('two'), byPath('three')]).toEqual([
      times('first'),
      times('second'),
      times(undefined),
    ]);
  },
);
