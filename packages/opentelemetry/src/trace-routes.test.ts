import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SamplingDecision,
  SimpleSpanProcessor,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import {
  NamedException,
  groupedBody,
  route,
  type DhowContext,
  type EndpointTarget,
  type RouteBuilder,
} from '@dhow/core';
import { createTestContext } from '@dhow/core/testing';
import { expect, test } from 'vitest';
import { startTracing } from './start-tracing.ts';
import { traceRoutes, type TraceOptions } from './trace-routes.ts';

/** Sends through traced routes and gives the spans as lines, children indented below their parents. */
async function spansOf(
  routes: readonly RouteBuilder[],
  options: TraceOptions = {},
  act: (context: DhowContext) => Promise<unknown> = (context) =>
    context.send('loopback:a' as EndpointTarget, ['x', 'y']),
) {
  const exporter = new InMemorySpanExporter();
  const tracing = startTracing({ exporter, global: false, serviceName: 'test' });
  const context = createTestContext();
  await context.addRoutes(...routes);
  traceRoutes(context, { tracer: tracing.tracer, ...options });
  await context.start();
  await act(context);
  await context.stop();
  await tracing.flush();
  const spans = exporter.getFinishedSpans();
  const lines: string[] = [];
  const below = (parent: string | undefined, depth: number) => {
    const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent);
    const inOrder = children.toSorted((a, b) => a.startTime[0] - b.startTime[0] || a.startTime[1] - b.startTime[1]);
    for (const span of inOrder) {
      const op = String(span.attributes['op']).replace('EVENT_', '').toLowerCase();
      const failed = span.status.code === SpanStatusCode.ERROR ? ' failed' : '';
      lines.push(`${'  '.repeat(depth)}${span.name} ${op}${failed}`);
      below(span.spanContext().spanId, depth + 1);
    }
  };
  below(undefined, 0);
  await tracing.stop();
  return { lines, spans };
}

const b = route('rb').from('loopback:b').to('mock:end');

test('a route that calls another one: sends and receipts nest', async () => {
  const { lines, spans } = await spansOf([route('ra').from('loopback:a').to('loopback:b'), b]);
  expect(lines).toEqual([
    'loopback sent',
    '  loopback received',
    '    loopback sent',
    '      loopback received',
    '        mock sent',
  ]);
  expect(spans.at(-1)).toMatchObject({
    kind: SpanKind.INTERNAL,
    attributes: {
      component: 'camel-loopback',
      op: 'EVENT_SENT',
      'url.scheme': 'loopback',
      'url.path': 'a',
      'camel.uri': 'loopback://a',
      exchangeId: expect.stringMatching(/-/) as string,
    },
  });
});

test('parts of a split and branches of a multicast, side by side too, hang below the route', async () => {
  const split = route('ra')
    .from('loopback:a')
    .split((part) => part.to('mock:part'), { parallelProcessing: true })
    .to('mock:end');
  expect((await spansOf([split])).lines).toEqual([
    'loopback sent',
    '  loopback received',
    '    mock sent',
    '    mock sent',
    '    mock sent',
  ]);
  const multicast = route('ra')
    .from('loopback:a')
    .multicast([(branch) => branch.to('loopback:b'), (branch) => branch.to('mock:y')]);
  expect((await spansOf([multicast, b])).lines).toEqual([
    'loopback sent',
    '  loopback received',
    '    loopback sent',
    '      loopback received',
    '        mock sent',
    '    mock sent',
  ]);
});

test('a wire tap, and sends to computed URIs, are traced', async () => {
  const routes = [route('ra').from('loopback:a').wireTap('loopback:b').toD('mock:d'), b];
  const { lines } = await spansOf(routes);
  expect(lines.toSorted()).toEqual([
    '        mock sent',
    '      loopback received',
    '    loopback sent',
    '    mock sent',
    '  loopback received',
    'loopback sent',
  ]);
});

test('a group is sent below its first message and linked to the others', async () => {
  const collect = route('ra')
    .from('loopback:a')
    .aggregate('all', { completionSize: 3, aggregationStrategy: groupedBody() }, (group) => group.to('mock:group'));
  const { spans } = await spansOf([collect], {}, async (context) => {
    for (const body of [1, 2, 3]) await context.send('loopback:a', body);
  });
  const group = spans.find(({ attributes }) => attributes['url.path'] === 'group')!;
  const received = spans.filter(({ attributes }) => attributes['op'] === 'EVENT_RECEIVED');
  const [first, ...others] = received.map((span) => span.spanContext().spanId);
  expect(group.parentSpanContext?.spanId).toBe(first);
  expect(group.links.map(({ context }) => context.spanId)).toEqual(others);
});

test('a failure marks the spans that it passes, by class and code; what an error handler took marks none above', async () => {
  const failing = route('rb')
    .from('loopback:b')
    .process(() => {
      throw Object.assign(new NamedException('java.io.IOException', 'Jane Doe, born 1980'), { code: 'E_GONE' });
    });
  const { lines, spans } = await spansOf([route('ra').from('loopback:a').to('loopback:b'), failing]);
  expect(lines).toEqual([
    'loopback sent failed',
    '  loopback received failed',
    '    loopback sent failed',
    '      loopback received failed',
  ]);
  expect(spans[0]!.attributes).toMatchObject({ error: true });
  expect(spans[0]!.events.map(({ name, attributes }) => ({ name, attributes }))).toEqual([
    {
      name: 'error',
      attributes: {
        event: 'error',
        'error.kind': 'Exception',
        'exception.type': 'java.io.IOException',
        'error.code': 'E_GONE',
      },
    },
  ]);
});

test('nothing of the payload, no error message and no secret is in a span', async () => {
  const secret = 'S3cret-Person';
  const routes = [
    route('ra')
      .from('loopback:a')
      .setHeader('patient', secret)
      .toD('loopback:b?password=S3cret-Person&name=${header.patient}')
      .toD('http://127.0.0.1:1/patients/${header.patient}?q=${header.patient}'),
    route('rb')
      .from('loopback:b')
      .process(() => {
        throw new Error(secret);
      }),
  ];
  const { spans } = await spansOf(routes, { traceProcessors: true }, (context) => context.send('loopback:a', secret));
  expect(spans.length).toBeGreaterThan(2);
  const shown = spans.map(({ name, attributes, events, status, links }) => ({
    name,
    attributes,
    events,
    status,
    links,
  }));
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test('steps have spans when told, all of them or those that patterns name, and endpoints none when excluded', async () => {
  const steps = [route('ra').from('loopback:a').setBody(1).to('mock:end')];
  expect((await spansOf(steps, { traceProcessors: true })).lines).toEqual([
    'loopback sent',
    '  loopback received',
    '    setBody1-setBody process',
    '    to1-to process',
    '      mock sent',
  ]);
  const some = {
    traceProcessors: true,
    disableCoreProcessors: true,
    includePatterns: 'setBody*',
    excludePatterns: 'mock*',
  };
  expect((await spansOf(steps, some)).lines).toEqual([
    'loopback sent',
    '  loopback received',
    '    setBody1-setBody process',
  ]);
});

test('a header OTEL_BAGGAGE_… is baggage of the spans that begin after it, and goes on to routes below', async () => {
  const baggage: unknown[] = [];
  const look: Parameters<(typeof b)['process']>[0] = ({ exchange }) =>
    void baggage.push(exchange.trace?.headers()['baggage']);
  const routes = [
    route('ra')
      .from('loopback:a')
      .process(look)
      .setHeader('OTEL_BAGGAGE_tenant.id', 12)
      .setHeader('OTEL_BAGGAGE_', 'no name')
      .setHeader('OTEL_BAGGAGE_list', [1])
      .to('loopback:b')
      .setHeader('OTEL_BAGGAGE_tenant.id', 'two words')
      .to('loopback:b'),
    route('rb').from('loopback:b').removeHeaders('OTEL_BAGGAGE_*').process(look),
  ];
  await spansOf(routes, { traceProcessors: true });
  expect(baggage).toEqual([undefined, 'tenant.id=12', 'tenant.id=two%20words']);
});

test('a route that need not wait does not wait when traced, its steps neither', async () => {
  const waited: boolean[] = [];
  const routes = [route('ra').from('loopback:a').setBody(1).to('loopback:b'), b];
  await spansOf(routes, { traceProcessors: true }, (context) => {
    const { [0]: traced } = context.routes.list();
    const exchange = traced!.createExchange(0);
    waited.push(traced!.process(exchange) !== undefined);
    return Promise.resolve();
  });
  expect(waited).toEqual([false]);
});

test('a span that a sampler keeps below one that it dropped has all attributes', async () => {
  const exporter = new InMemorySpanExporter();
  const onlyMock: Sampler = {
    shouldSample: (_context, _traceId, name) => ({
      decision: name === 'mock' ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD,
    }),
    toString: () => 'only mock',
  };
  const spanProcessors = [new SimpleSpanProcessor({ exporter })];
  const provider = new TracerProvider({ sampler: onlyMock, spanProcessors });
  await spansOf([b], { tracer: provider.getTracer('x') }, (context) => context.send('loopback:b', 1));
  expect(exporter.getFinishedSpans()).toMatchObject([
    { name: 'mock', attributes: { component: 'camel-mock', 'camel.uri': 'mock://end', op: 'EVENT_SENT' } },
  ]);
  await provider.shutdown();
});

test('a trace goes on where the headers of a message say, and the ids are in the headers when told', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  let headers: unknown[] = [];
  const read = route('ra')
    .from('loopback:a')
    .process((message) => {
      headers = [message.exchange.header('CAMEL_TRACE_ID'), message.exchange.header('CAMEL_SPAN_ID')];
    });
  const { spans } = await spansOf([read], { traceHeadersInclusion: true }, (context) =>
    context.send('loopback:a', 1, { headers: { traceparent, tracestate: 'vendor=1' } }),
  );
  const [received, sent] = spans;
  expect(sent).toMatchObject({ parentSpanContext: { spanId: 'b7ad6b7169203331', isRemote: true } });
  expect(received!.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(headers).toEqual(['0af7651916cd43dd8448eb211c80319c', received!.spanContext().spanId]);
});
