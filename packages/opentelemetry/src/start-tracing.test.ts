import { context as contexts, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, type SpanExporter } from '@opentelemetry/sdk-trace';
import { route } from '@dhow/core';
import { createTestContext } from '@dhow/core/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { startDroppingTracing, startTracing, type TracingOptions } from './start-tracing.ts';
import { traceRoutes } from './trace-routes.ts';

afterEach(() => vi.unstubAllEnvs());

async function spansFor(options: TracingOptions) {
  const exporter = new InMemorySpanExporter();
  const tracing = startTracing({ exporter, global: false, ...options });
  tracing.tracer.startSpan('one').end();
  await tracing.flush();
  const spans = exporter.getFinishedSpans();
  await tracing.stop();
  return spans;
}

test('spans of a program nest below the route that they are made in, and its sender below the span of the program that sends', async () => {
  const exporter = new InMemorySpanExporter();
  const tracing = startTracing({ exporter });
  const own = trace.getTracer('program');
  const context = createTestContext();
  await context.addRoutes(
    route('r')
      .from('loopback:a')
      .process(async () => {
        await Promise.resolve();
        own.startSpan('inner').end();
      }),
  );
  traceRoutes(context);
  await context.start();
  await own.startActiveSpan('outer', async (span) => {
    await context.send('loopback:a', 1);
    span.end();
  });
  await context.stop();
  await tracing.flush();
  const byId = new Map(exporter.getFinishedSpans().map((span) => [span.spanContext().spanId, span]));
  const way: string[] = [];
  let span = [...byId.values()].find(({ name }) => name === 'inner');
  for (; span; span = byId.get(span.parentSpanContext?.spanId ?? '')) way.push(span.name);
  await tracing.stop();
  expect(way).toEqual(['inner', 'loopback', 'loopback', 'outer']);
});

test('stop leaves nothing behind that is global', async () => {
  const tracing = startDroppingTracing();
  expect(trace.getTracer('x').startSpan('x').isRecording()).toBe(true);
  await tracing.stop();
  expect(trace.getTracer('x').startSpan('x').isRecording()).toBe(false);
  const span = tracing.tracer.startSpan('later');
  expect(contexts.with(trace.setSpan(contexts.active(), span), () => trace.getActiveSpan())).toBeUndefined();
});

test('the part that is kept is by option, else by the environment', async () => {
  expect(await spansFor({ sampleRatio: 0 })).toEqual([]);
  expect(await spansFor({})).toHaveLength(1);
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'always_off');
  expect(await spansFor({})).toEqual([]);
  expect(await spansFor({ sampleRatio: 1 })).toHaveLength(1);
  vi.stubEnv('OTEL_TRACES_SAMPLER', 'parentbased_traceidratio');
  vi.stubEnv('OTEL_TRACES_SAMPLER_ARG', '0');
  expect(await spansFor({})).toEqual([]);
});

test('the service is named by option, else by the environment, with further attributes', async () => {
  vi.stubEnv('OTEL_SERVICE_NAME', 'by-environment');
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'site=kampala');
  const [fromEnvironment] = await spansFor({});
  expect(fromEnvironment!.resource.attributes).toMatchObject({ 'service.name': 'by-environment', site: 'kampala' });
  const [named] = await spansFor({ serviceName: 'reports', attributes: { stage: 'test' } });
  expect(named!.resource.attributes).toMatchObject({ 'service.name': 'reports', stage: 'test' });
});

test('of exports that fail in a row the first is told', async () => {
  const told: unknown[] = [];
  const codes = [1, 1, 0, 1];
  const error = new Error('collector away');
  const exporter: SpanExporter = {
    export: (_spans, done) => (codes.shift() === 0 ? done({ code: 0 }) : done({ code: 1, error })),
    shutdown: () => Promise.resolve(),
  };
  const tracing = startTracing({ exporter, global: false, onExportFailure: (failure) => told.push(failure) });
  for (let n = 0; n < 4; n++) {
    tracing.tracer.startSpan('one').end();
    await tracing.flush().catch(() => undefined);
  }
  await tracing.stop();
  expect(told).toEqual([error, error]);
});

test.each([
  ['fails', ((_spans, done) => done({ code: 1, error: new Error('collector away') })) satisfies SpanExporter['export']],
  ['never ends', (() => undefined) satisfies SpanExporter['export']],
])('a stop whose last export %s does not fail and does not wait for ever', async (_how, exports) => {
  let given = 0;
  const exporter: SpanExporter = {
    export(spans, done) {
      given += spans.length;
      exports(spans, done);
    },
    shutdown: () => Promise.resolve(),
  };
  const tracing = startTracing({ exporter, global: false, stopTimeoutMs: 1 });
  tracing.tracer.startSpan('one').end();
  await tracing.stop();
  expect(given).toBe(1);
});
