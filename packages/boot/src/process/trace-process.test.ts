import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { route } from '@dhow/core';
import { expect, onTestFinished, test } from 'vitest';
import { createLoggers } from '../logging/pino-loggers.ts';
import { startDhow } from '../start-dhow.ts';
import { traceProcess } from './trace-process.ts';

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

interface OtlpSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

/** Takes OTLP over HTTP as a collector does; `calls` are requests to any other path. */
async function collector() {
  const exports: { headers: NodeJS.Dict<string | string[]>; body: OtlpBody }[] = [];
  const calls: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      if (request.url === '/v1/traces') exports.push({ headers: request.headers, body: JSON.parse(text) as OtlpBody });
      else calls.push(request.headers);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  onTestFinished(() => server.closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, exports, calls };
}

async function run(settings: Record<string, unknown>, callUrl: string, lines: string[] = []) {
  const dhow = await startDhow({
    routes: [route('in').from('direct:in').to('seda:next'), route('next').from('seda:next').to(callUrl).to('mock:end')],
    loggers: createLoggers({ level: 'WARN', write: (line) => lines.push(line) }),
    configuration: {
      environment: {},
      overrides: { 'management.enabled': false, 'state.file': 'memory', name: 'reports', ...settings },
    },
  });
  await dhow.context.send('direct:in', 'Jane Doe');
  await dhow.stop();
}

test('a traced process exports its spans at the latest when it stops, as one trace from the sender to the server called', async () => {
  const { url, exports, calls } = await collector();
  await run({ 'tracing.enabled': true, 'tracing.endpoint': url, 'tracing.headers.x-key': 'k' }, `${url}/called`);
  const spans = exports.flatMap(({ body }) =>
    body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: some }) => some)),
  );
  expect(spans.map(({ name }) => name).toSorted()).toEqual(['POST', 'in', 'in', 'mock', 'next', 'next']);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  const call = spans.find(({ name }) => name === 'POST')!;
  expect(call.kind).toBe(3);
  expect(calls[0]!['traceparent']).toBe(`00-${call.traceId}-${call.spanId}-01`);
  expect(exports[0]!.headers['x-key']).toBe('k');
  const { attributes } = exports[0]!.body.resourceSpans[0]!.resource;
  expect(attributes.find(({ key }) => key === 'service.name')?.value.stringValue).toBe('reports');
  expect(JSON.stringify(exports)).not.toContain('Jane');
});

test('without tracing nothing is exported and no request carries a trace', async () => {
  const { url, exports, calls } = await collector();
  await run({ 'tracing.endpoint': url }, `${url}/called`);
  expect(exports).toEqual([]);
  expect(calls.map((headers) => headers['traceparent'])).toEqual([undefined]);
});

test('a package that is not there is named with the command that installs it; another failure stays what it is', async () => {
  const settings = { name: 'x', tracing: { enabled: true, headers: {}, processors: false } };
  const missing = Object.assign(new Error("Cannot find package '@dhow/opentelemetry'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const context = undefined as never;
  await expect(traceProcess(context, settings, () => Promise.reject(missing))).rejects.toMatchObject({
    code: 'BOOT_NO_TRACING',
    message: expect.stringContaining('npm install @dhow/opentelemetry') as string,
  });
  const other = new Error('broken');
  await expect(traceProcess(context, settings, () => Promise.reject(other))).rejects.toBe(other);
});
