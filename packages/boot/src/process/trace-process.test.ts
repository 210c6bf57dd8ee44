import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

function spansIn(exports: readonly { readonly body: OtlpBody }[]): OtlpSpan[] {
  return exports.flatMap(({ body }) =>
    body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
  );
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
  const spans = spansIn(exports);
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

test('the lines of a traced route tell trace and span, those of its functions, failures and connectors too', async () => {
  const { url, exports } = await collector();
  const lines: string[] = [];
  const dhow = await startDhow({
    routes: [
      route('in')
        .from('direct:in')
        .log('by log')
        .to('log:endpoint')
        .process(async ({ log }) => {
          await Promise.resolve();
          log.warn('by a function', { own: 1 });
          throw new Error('refused');
        }),
    ],
    loggers: createLoggers({ level: 'INFO', write: (line) => lines.push(line) }),
    configuration: {
      environment: {},
      overrides: {
        'management.enabled': false,
        'state.file': 'memory',
        'tracing.enabled': true,
        'tracing.endpoint': url,
      },
    },
  });
  await dhow.context.send('direct:in', 'Jane Doe');
  await dhow.stop();
  const spans = spansIn(exports);
  const spanOf = (name: string, kept = (span: OtlpSpan) => span.parentSpanId !== undefined) =>
    spans.find((span) => span.name === name && kept(span))!;
  const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const inRoute = spanOf('in');
  const placeOf = (message: string) => {
    const line = written.find(({ msg }) => String(msg).includes(message))!;
    return [line['trace_id'], line['span_id']];
  };
  const { traceId, spanId } = inRoute;
  expect(placeOf('by log')).toEqual([traceId, spanId]);
  expect(placeOf('by a function')).toEqual([traceId, spanId]);
  expect(placeOf('Failed delivery')).toEqual([traceId, spanId]);
  expect(placeOf('Exchange[')).toEqual([traceId, spanOf('log').spanId]);
  expect(placeOf('started')).toEqual([undefined, undefined]);
});

test('without tracing nothing is exported and no request carries a trace', async () => {
  const { url, exports, calls } = await collector();
  await run({ 'tracing.endpoint': url }, `${url}/called`);
  expect(exports).toEqual([]);
  expect(calls.map((headers) => headers['traceparent'])).toEqual([undefined]);
});

const processIn = (folder: string) => ({
  context: { core: { logger: () => undefined } } as never,
  settings: { name: 'x', tracing: { enabled: true, headers: {}, processors: false } },
  loggers: { setLineFields: () => undefined },
  folder,
});

test('a package that is not there is named with the command that installs it; another failure stays what it is', async () => {
  const missing = Object.assign(new Error("Cannot find package '@dhow/opentelemetry'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const elsewhere = processIn(mkdtempSync(join(tmpdir(), 'dhow-tracing-')));
  await expect(traceProcess(elsewhere, () => Promise.reject(missing))).rejects.toMatchObject({
    code: 'BOOT_NO_TRACING',
    message: expect.stringContaining('npm install @dhow/opentelemetry') as string,
  });
  const other = new Error('broken');
  await expect(traceProcess(elsewhere, () => Promise.reject(other))).rejects.toBe(other);
});

test("the project's own package comes before the one beside the command", async () => {
  const project = mkdtempSync(join(tmpdir(), 'dhow-tracing-'));
  const own = join(project, 'node_modules', '@dhow', 'opentelemetry');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{"type":"module","exports":{".":{"default":"./own.js"}}}');
  writeFileSync(
    join(own, 'own.js'),
    `export const told = [];
export const startTracing = ({ serviceName }) => ({ tracer: told.push(serviceName), stop: () => told.push('stopped') });
export const traceRoutes = () => () => told.push('ended');`,
  );
  const stop = await traceProcess(processIn(project));
  await stop();
  const { told } = (await import(pathToFileURL(join(own, 'own.js')).href)) as { told: unknown };
  expect(told).toEqual(['x', 'ended', 'stopped']);
});
