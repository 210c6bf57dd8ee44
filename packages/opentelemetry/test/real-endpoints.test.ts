import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, sqlComponent, jdbcComponent, sqliteDataSource } from '@dhow/component-sql';
import { directComponent } from '@dhow/components/direct';
import { fileComponent } from '@dhow/components/file';
import { httpComponent } from '@dhow/components/http';
import { platformHttp, platformHttpComponent } from '@dhow/components/platform-http';
import { createContext, route, type RouteBuilder } from '@dhow/core';
import type { Component, ConsumerRoute } from '@dhow/core/component';
import { createTestContext } from '@dhow/core/testing';
import { SpanKind } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { expect, onTestFinished, test } from 'vitest';
import { startTracing, traceRoutes } from '../src/index.ts';

const person = 'Jane-Doe';

function recording() {
  const exporter = new InMemorySpanExporter();
  const tracing = startTracing({ exporter, global: false, serviceName: 'test' });
  onTestFinished(() => tracing.stop());
  const spans = async () => {
    await tracing.flush();
    return exporter.getFinishedSpans();
  };
  return { tracer: tracing.tracer, spans };
}

/** Real connectors, started and traced. */
async function start(routes: readonly RouteBuilder[], components: readonly Component[], beans = {}) {
  const { tracer, spans } = recording();
  const context = createContext({ components: [directComponent(), ...components], beans });
  await context.addRoutes(...routes);
  traceRoutes(context, { tracer });
  await context.start();
  onTestFinished(() => context.stop(0));
  return { context, spans };
}

const shown = (spans: readonly ReadableSpan[]) =>
  JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })));

test('a request is served in the trace of its caller, and calls in its course go on with it', async () => {
  const served = platformHttpComponent({ port: 0 });
  const seen: unknown[] = [];
  const routes = [
    route('inner')
      .from(platformHttp('/inner/{id}'))
      .process(({ header }) => void seen.push(header('traceparent')))
      .setBody('report'),
    route('outer').from(platformHttp('/patients/{patient}')).to('direct:call'),
  ];
  const { context, spans } = await start(routes, [served, httpComponent()]);
  await context.addRoutes(
    route('call').from('direct:call').to(`${served.address!.url}/inner/${person}?bridgeEndpoint=true`),
  );
  await context.start();
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const answer = await fetch(`${served.address!.url}/patients/${person}?q=${person}`, { headers: { traceparent } });
  expect(answer.status).toBe(200);
  const all = await spans();
  const [inner, call, , , outer] = all;
  expect(outer).toMatchObject({
    name: 'GET',
    kind: SpanKind.SERVER,
    parentSpanContext: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', isRemote: true },
    attributes: {
      component: 'camel-platform-http',
      op: 'EVENT_RECEIVED',
      'http.method': 'GET',
      'http.url': 'patients/{patient}',
      'http.status_code': '200',
    },
  });
  expect(call).toMatchObject({ name: 'GET', kind: SpanKind.CLIENT, attributes: { 'http.status_code': '200' } });
  expect(inner).toMatchObject({
    kind: SpanKind.SERVER,
    parentSpanContext: { spanId: call!.spanContext().spanId, isRemote: true },
  });
  expect(seen).toEqual([`00-0af7651916cd43dd8448eb211c80319c-${call!.spanContext().spanId}-01`]);
  expect(new Set(all.map((span) => span.spanContext().traceId)).size).toBe(1);
  expect(shown([outer!, inner!])).not.toContain(person);
});

test('a request that fails is marked as failed; one without a traceparent begins a trace', async () => {
  const served = platformHttpComponent({ port: 0 });
  const failing = route('r')
    .from(platformHttp('/fail'))
    .process(() => {
      throw new TypeError(person);
    });
  const { spans } = await start([failing], [served]);
  expect((await fetch(`${served.address!.url}/fail`, { method: 'POST', body: person })).status).toBe(500);
  const all = await spans();
  expect(all).toMatchObject([
    { name: 'POST', kind: SpanKind.SERVER, parentSpanContext: undefined, attributes: { error: true } },
  ]);
  expect(shown(all)).not.toContain(person);
});

test('what comes from outside is no baggage of the route, but the baggage of its trace is', async () => {
  const served = platformHttpComponent({ port: 0 });
  const seen: unknown[] = [];
  const inner = route('inner')
    .from(platformHttp('/inner'))
    .process(({ header }) => void seen.push(header('baggage')));
  const { context } = await start([inner], [served, httpComponent()]);
  const outer = route('outer')
    .from(platformHttp('/outer'))
    .setHeader('OTEL_BAGGAGE_tenant.id', 12)
    .to(`${served.address!.url}/inner?sendHeaders=*&bridgeEndpoint=true`);
  await context.addRoutes(outer);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const headers = { traceparent, baggage: 'site=kampala', OTEL_BAGGAGE_forged: '1' };
  await fetch(`${served.address!.url}/outer?OTEL_BAGGAGE_forged=2`, { headers });
  expect(seen).toEqual(['site=kampala,tenant.id=12']);
});

test('a file that is read, and one that is written, are named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dhow-traced-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'march.csv'), person);
  const done = Promise.withResolvers<void>();
  const copy = route('copy')
    .from({ uri: `file:${folder}`, parameters: { noop: true, initialDelay: 0 } })
    .setHeader('CamelFileName', 'copy.csv')
    .to(`file:${folder}/out`)
    .process(() => done.resolve());
  const { context, spans } = await start([copy], [fileComponent()]);
  await done.promise;
  await context.stop();
  const all = await spans();
  const names = (op: string) =>
    all.filter(({ attributes }) => attributes['op'] === op).map(({ attributes }) => attributes['file.name']);
  expect([names('EVENT_RECEIVED'), names('EVENT_SENT')]).toEqual([['march.csv'], ['copy.csv']]);
  expect(new Set(all.map(({ name, kind }) => `${name} ${kind}`))).toEqual(new Set([`file ${SpanKind.INTERNAL}`]));
  expect(shown(all)).not.toContain(person);
});

test('a statement is shown as the route writes it, without values', async () => {
  const db = sqliteDataSource(':memory:');
  onTestFinished(() => db.close());
  const write = route('write')
    .from('direct:write')
    .to(sql('create table report (name text)'))
    .to(sql('insert into report values (:#name)'))
    .setBody(`select '${person}' as name`)
    .to('jdbc:db');
  const { context, spans } = await start([write], [sqlComponent(), jdbcComponent()], { db });
  const exchange = await context.send('direct:write', null, { headers: { name: person } });
  expect(exchange.exception).toBeUndefined();
  const all = await spans();
  const [, insert, jdbc] = all;
  expect(insert).toMatchObject({
    name: 'sql',
    kind: SpanKind.CLIENT,
    attributes: { 'db.system': 'sql', 'db.statement': 'insert into report values (:#name)' },
  });
  expect(jdbc).toMatchObject({ name: 'jdbc', kind: SpanKind.CLIENT, attributes: { 'db.name': 'db' } });
  expect(shown(all)).not.toContain(person);
});

test('messages of brokers have destination and id', async () => {
  let source: ConsumerRoute | undefined;
  const jms: Component = {
    spec: { scheme: 'jms', title: 'JMS', description: 'A broker with one message.', options: {} },
    createEndpoint: ({ uri }) => ({
      uri,
      createConsumer(consumed) {
        source = consumed;
        return { start: () => undefined, stop: () => undefined };
      },
    }),
  };
  const { tracer, spans } = recording();
  const context = createTestContext({ components: [jms], mock: ['kafka'] });
  await context.addRoutes(route('r').from({ uri: 'jms:queue:orders' }).to('kafka:reports'));
  traceRoutes(context, { tracer });
  await context.start();
  const exchange = source!.createExchange(person);
  exchange.headers.set('JMSMessageID', 'ID:7');
  exchange.headers.set('traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
  await source!.process(exchange);
  await context.stop();
  const [sent, received] = await spans();
  expect(received).toMatchObject({
    name: 'queue:orders',
    kind: SpanKind.CONSUMER,
    parentSpanContext: { spanId: 'b7ad6b7169203331', isRemote: true },
    attributes: { 'messaging.destination.name': 'queue:orders', 'messaging.message.id': 'ID:7' },
  });
  expect(sent).toMatchObject({
    name: 'reports',
    kind: SpanKind.PRODUCER,
    attributes: { 'messaging.destination.name': 'reports' },
  });
});
