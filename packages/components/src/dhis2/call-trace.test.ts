import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Exchange } from '@dhow/core/component';
import { expect, onTestFinished, test } from 'vitest';
import { fakeContext, fakeEndpoint } from '../../test/fake-context.ts';
import { dhis2Component } from './index.ts';

test('requests carry the headers of the message that they are made for, side by side too, and none without a trace', async () => {
  const seen: Record<string, unknown> = {};
  const server = createServer((request, response) => {
    seen[request.url!.split('?')[0]!] = request.headers['traceparent'];
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const component = dhis2Component();
  onTestFinished(() => component.stop!());
  const context = fakeContext();
  context.beans.set('national', { baseUrl, token: 't', version: '2.42' });
  const get = async (path: string, traceparent?: string) => {
    const options = { connection: 'national', path };
    const producer = await fakeEndpoint(component, 'get/resource', options, context).createProducer!();
    const exchange = new Exchange<unknown>(null);
    if (traceparent)
      exchange.trace = { outer: undefined, headers: () => ({ traceparent }), joinedBy: () => exchange.trace! };
    await producer.process(exchange, new AbortController().signal);
  };
  await Promise.all([get('one', 'first'), get('two', 'second'), get('three')]);
  expect(seen).toMatchObject({ '/api/one': 'first', '/api/two': 'second', '/api/three': undefined });
});
