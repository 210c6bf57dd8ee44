import { context as contexts, trace, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  type Resource,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import { AsyncContextManager } from './async-context-manager.ts';
import { reporting } from './reporting-exporter.ts';

/** Where spans go. What is absent is taken from the usual `OTEL_…` environment variables, then from OpenTelemetry's defaults. */
export interface TracingOptions {
  /** Base URL of a collector that takes OTLP over HTTP as JSON: `http://127.0.0.1:4318`, with or without `/v1/traces`. */
  readonly endpoint?: string;
  /** Of each export: `{ Authorization: 'Bearer …' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly serviceName?: string;
  /** Further attributes of the resource: `{ 'deployment.environment.name': 'production' }`. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Part of the traces that is kept, 0 to 1; a caller's decision goes before. 1 when absent. */
  readonly sampleRatio?: number;
  /** Milliseconds that one export may take. */
  readonly timeoutMs?: number;
  /** Milliseconds that spans wait for others to be exported with; 5000 when absent. */
  readonly delayMs?: number;
  /** Milliseconds that a stop waits for the last export; 3000 when absent. */
  readonly stopTimeoutMs?: number;
  /** Instead of the OTLP exporter. */
  readonly exporter?: SpanExporter;
  /** Whether programs find tracer and context through the OpenTelemetry API, so that their own spans nest; true when absent. */
  readonly global?: boolean;
  /** Told when an export fails after one that did not: spans are dropped then, messages go on. */
  readonly onExportFailure?: (error: unknown) => void;
}

/** Running tracing. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Exports what has ended so far. */
  flush(): Promise<void>;
  /** Exports the rest and lets go of everything. What cannot be exported then is dropped: it never fails. */
  stop(): Promise<void>;
}

/**
 * Starts OpenTelemetry's SDK: spans are collected and exported in the background, dropped when the collector cannot be
 * reached, and flushed by `stop`. Give the tracer to {@link traceRoutes}.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 * @example
 * ```ts
 * import { startTracing } from '@dhow/opentelemetry';
 *
 * const tracing = startTracing({ endpoint: 'http://127.0.0.1:4318', serviceName: 'reports', sampleRatio: 0.1 });
 * await tracing.stop();
 * ```
 */
export function startTracing(options: TracingOptions = {}): Tracing {
  const exporter = reporting(options.exporter ?? otlpExporter(options), options.onExportFailure);
  const delay = options.delayMs ?? numberOf(process.env['OTEL_BSP_SCHEDULE_DELAY']);
  const processor = new BatchSpanProcessor({ exporter, ...(delay !== undefined && { scheduledDelayMillis: delay }) });
  const provider = new TracerProvider({
    resource: resourceOf(options),
    sampler: samplerOf(options.sampleRatio),
    spanProcessors: [processor],
  });
  const leave = options.global === false ? () => undefined : enterGlobal(provider);
  return {
    tracer: provider.getTracer('dhow'),
    flush: () => provider.forceFlush(),
    async stop() {
      leave();
      await settled(provider.shutdown(), options.stopTimeoutMs ?? 3000);
    },
  };
}

/**
 * Tracing whose spans are made and thrown away: for benchmarks of what tracing costs the messages.
 *
 * @example
 * ```ts
 * import { startDroppingTracing } from '@dhow/opentelemetry';
 *
 * const tracing = startDroppingTracing();
 * await tracing.stop();
 * ```
 */
export function startDroppingTracing(): Tracing {
  const exporter: SpanExporter = {
    export: (_spans, done) => done({ code: 0 }),
    shutdown: () => Promise.resolve(),
  };
  return startTracing({ exporter });
}

function otlpExporter({ endpoint, headers, timeoutMs }: TracingOptions): SpanExporter {
  return new OTLPTraceExporter({
    ...(endpoint !== undefined && { url: tracesUrl(endpoint) }),
    ...(headers !== undefined && { headers: { ...headers } }),
    ...(timeoutMs !== undefined && { timeoutMillis: timeoutMs }),
  });
}

function tracesUrl(endpoint: string): string {
  const base = endpoint.replace(/\/+$/, '');
  return base.endsWith('/v1/traces') ? base : `${base}/v1/traces`;
}

function resourceOf({ serviceName, attributes }: TracingOptions): Resource {
  const detected = defaultResource().merge(detectResources({ detectors: [envDetector] }));
  const named = serviceName ?? process.env['OTEL_SERVICE_NAME'];
  return detected.merge(resourceFromAttributes({ ...attributes, ...(named && { 'service.name': named }) }));
}

/** The option, else `OTEL_TRACES_SAMPLER` with its argument, else all. */
function samplerOf(ratio: number | undefined): Sampler {
  if (ratio !== undefined) return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
  const name = process.env['OTEL_TRACES_SAMPLER'] ?? 'parentbased_always_on';
  const root = rootSampler(name.replace('parentbased_', ''));
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

function rootSampler(name: string): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  if (name === 'traceidratio')
    return new TraceIdRatioBasedSampler(numberOf(process.env['OTEL_TRACES_SAMPLER_ARG']) ?? 1);
  return new AlwaysOnSampler();
}

/** Without taking anything away from a program that has set up OpenTelemetry by itself. */
function enterGlobal(provider: TracerProvider): () => void {
  const manager = new AsyncContextManager();
  const hasContext = contexts.setGlobalContextManager(manager);
  const hasTrace = trace.setGlobalTracerProvider(provider);
  return () => {
    if (hasContext) contexts.disable();
    if (hasTrace) trace.disable();
  };
}

/** Waits for the end of the work, good or bad, or of its time. */
async function settled(work: Promise<void>, timeoutMs: number): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, timeoutMs);
  await Promise.race([work.catch(() => undefined), late.promise]);
  clearTimeout(timer);
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(number) || number < 0 ? undefined : number;
}
