import {
  context as contexts,
  ROOT_CONTEXT,
  trace,
  type Context,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import type { Channel, DhowContext, Exchange } from '@dhow/core';
import {
  traceContext,
  type RouteTracer,
  type StepTracer,
  type TracedRoute,
  type TracedSend,
} from '@dhow/core/management';
import { withBaggageOf } from './baggage-headers.ts';
import { EndpointViews, type EndpointView } from './endpoint-view.ts';
import { NamePatterns } from './name-patterns.ts';
import { endSpan, spanAttributes, spanName, type Operation } from './span-attributes.ts';
import { activeContext, placeOf, SpanPlace } from './span-place.ts';
import { readTraceHeaders } from './w3c-headers.ts';

/** What is traced, under the names of Camel's options. */
export interface TraceOptions {
  /** Makes the spans; the global provider's tracer `dhow` when absent. */
  readonly tracer?: Tracer;
  /** A span for each step of a route too. */
  readonly traceProcessors?: boolean;
  /** With `traceProcessors`: only the steps that {@link includePatterns} name. */
  readonly disableCoreProcessors?: boolean;
  /** Endpoints and steps without spans: `log*`, `direct:audit`, or a regular expression; several with commas. */
  readonly excludePatterns?: string;
  /** Steps that have spans although `disableCoreProcessors` is on: `setBody1-setBody`, `*-choice`. */
  readonly includePatterns?: string;
  /** Puts `CAMEL_TRACE_ID` and `CAMEL_SPAN_ID` into the message's headers. They never leave the process. */
  readonly traceHeadersInclusion?: boolean;
}

/**
 * Makes OpenTelemetry spans of what a context does, with the names and attributes of Camel's tracer: one for each run of a
 * route, one for each send to an endpoint. Their parents go with the message (through `direct`, `seda`, parts, branches,
 * wire taps; groups are linked to all their messages). The function returned ends it; open spans end with their messages.
 *
 * Nothing of the payload is in a span: no bodies, no error messages, and of a URI that a route computes scheme and server.
 *
 * @see https://camel.apache.org/components/next/others/opentelemetry2.html
 * @example
 * ```ts
 * import { createContext } from '@dhow/core';
 * import { startTracing, traceRoutes } from '@dhow/opentelemetry';
 *
 * const context = createContext({ components: [] });
 * const tracing = startTracing({ endpoint: 'http://127.0.0.1:4318', serviceName: 'reports' });
 * traceRoutes(context, { tracer: tracing.tracer, excludePatterns: 'log*' });
 * await context.start();
 * await context.stop();
 * await tracing.stop();
 * ```
 */
export function traceRoutes(context: DhowContext, options: TraceOptions = {}): () => void {
  return traceContext(context, new SpanTracer(context, options));
}

class SpanTracer implements RouteTracer {
  readonly steps: StepTracer | undefined;
  readonly #views: EndpointViews;
  readonly #tracer: Tracer;
  readonly #excluded: NamePatterns;
  readonly #included: NamePatterns;
  readonly #coreSteps: boolean;
  readonly #headers: boolean;

  constructor(context: DhowContext, options: TraceOptions) {
    this.#views = new EndpointViews(context);
    this.#tracer = options.tracer ?? trace.getTracer('dhow');
    this.#excluded = new NamePatterns(options.excludePatterns);
    this.#included = new NamePatterns(options.includePatterns);
    this.#coreSteps = options.disableCoreProcessors !== true;
    this.#headers = options.traceHeadersInclusion === true;
    this.steps = options.traceProcessors
      ? { began: (...step) => this.#stepBegan(...step), done: (...step) => this.#stepDone(...step) }
      : undefined;
  }

  route({ exchange, route }: TracedRoute, work: () => void | Promise<void>): void | Promise<void> {
    return this.#run(exchange, route.endpoint.uri, false, 'EVENT_RECEIVED', work);
  }

  send({ exchange, uri, isComputed }: TracedSend, work: () => void | Promise<void>): void | Promise<void> {
    return this.#run(exchange, uri, isComputed, 'EVENT_SENT', work);
  }

  #run(
    exchange: Exchange,
    uri: string,
    isComputed: boolean,
    op: Operation,
    work: () => void | Promise<void>,
  ): void | Promise<void> {
    const begun = this.#beginQuietly(exchange, uri, isComputed, op);
    if (begun === undefined) return work();
    const { place, view } = begun;
    const end = (failure: unknown) => {
      exchange.trace = place.outer;
      endSpan(place.span, exchange, failure, view.isHttp);
    };
    let waiting: void | Promise<void>;
    try {
      waiting = contexts.with(place.context, work);
    } catch (error) {
      end(error);
      throw error;
    }
    if (waiting === undefined) return end(exchange.exception);
    return waiting.then(
      () => end(exchange.exception),
      (error: unknown) => {
        end(error);
        throw error;
      },
    );
  }

  /** Nothing of an endpoint that is excluded; and tracing changes nothing of what it traces. */
  #beginQuietly(exchange: Exchange, uri: string, isComputed: boolean, op: Operation) {
    try {
      const view = this.#views.of(uri, isComputed);
      return this.#excluded.matchUri(view.uri) ? undefined : { view, place: this.#begin(exchange, view, op) };
    } catch {
      return undefined;
    }
  }

  #begin(exchange: Exchange, view: EndpointView, op: Operation): SpanPlace {
    const before = placeOf(exchange.trace);
    const parent = withBaggageOf(exchange, before?.context ?? this.#outside(exchange, op));
    const kind = op === 'EVENT_SENT' ? view.sendKind : view.receiveKind;
    // Samplers may decide by attributes, but below a span that is not kept hardly any is: they are half of its cost.
    const isLikely = before === undefined || before.isSampled;
    const options: SpanOptions = isLikely ? { kind, attributes: spanAttributes(view, exchange, op) } : { kind };
    if (before?.links.length) options.links = [...before.links];
    const span = this.#tracer.startSpan(spanName(view, exchange), options, parent);
    if (!isLikely && span.isRecording()) span.setAttributes(spanAttributes(view, exchange, op));
    const place = new SpanPlace(span, trace.setSpan(parent, span), exchange.trace);
    exchange.trace = place;
    if (this.#headers) {
      const { traceId, spanId } = span.spanContext();
      exchange.headers.set('CAMEL_TRACE_ID', traceId);
      exchange.headers.set('CAMEL_SPAN_ID', spanId);
    }
    return place;
  }

  /** Of a message that has no place yet: the span of the program that sends it, else what its headers tell of. */
  #outside(exchange: Exchange, op: Operation): Context {
    const active = op === 'EVENT_SENT' ? activeContext() : undefined;
    if (active !== undefined || !exchange.hasHeaders) return active ?? ROOT_CONTEXT;
    return readTraceHeaders((name) => exchange.header(name), ROOT_CONTEXT);
  }

  #stepBegan(exchange: Exchange, channel: Channel): void {
    const name = `${channel.id}-${channel.step.kind}`;
    if (this.#excluded.matchName(name) || !(this.#coreSteps || this.#included.matchName(name))) return;
    const { trace: outer } = exchange;
    const parent = withBaggageOf(exchange, placeOf(outer)?.context ?? ROOT_CONTEXT);
    const attributes = { component: name, exchangeId: exchange.id, op: 'EVENT_PROCESS' };
    const span = this.#tracer.startSpan(name, { attributes }, parent);
    exchange.trace = new SpanPlace(span, trace.setSpan(parent, span), outer, channel);
  }

  /** Ends the span that was begun for a step, wherever the step left the message. */
  #stepDone(exchange: Exchange, channel: Channel): void {
    for (let place = placeOf(exchange.trace); place !== undefined; place = placeOf(place.outer)) {
      if (place.step !== channel) continue;
      exchange.trace = place.outer;
      endSpan(place.span, exchange, exchange.exception, false);
      return;
    }
  }
}
