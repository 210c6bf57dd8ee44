import { context as contexts, ROOT_CONTEXT, trace, type Context, type Tracer } from '@opentelemetry/api';
import type { Channel, DhowContext, Exchange, RouteRuntime } from '@dhow/core';
import { traceContext, type RouteTracer, type StepTracer, type TracedSend } from '@dhow/core/management';
import { receiveKind, sendKind } from './endpoint-kind.ts';
import { EndpointViews, type EndpointView } from './endpoint-view.ts';
import { NamePatterns } from './name-patterns.ts';
import { endSpan, spanAttributes, spanName, type Operation } from './span-attributes.ts';
import { activeContext, placeOf, SpanPlace } from './span-place.ts';
import { readTraceHeaders } from './w3c-headers.ts';

/** What is traced, under the names of Camel's options. */
export interface TraceOptions {
  /** Makes the spans; the global provider's tracer `dhow` when absent. */
  readonly tracer?: Tracer;
  /** A span for each step of a route too. Every step then waits for a promise. */
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
      ? { began: (...step) => this.#stepBegan(...step), done: (...step) => this.#done(...step) }
      : undefined;
  }

  routeBegan(exchange: Exchange, route: RouteRuntime): void {
    const view = this.#views.of(route.endpoint.uri, false);
    if (this.#excluded.matchUri(view.uri)) return;
    this.#begin(exchange, view, 'EVENT_RECEIVED', route);
  }

  routeDone(exchange: Exchange, route: RouteRuntime): void {
    this.#done(exchange, route);
  }

  send({ exchange, uri, isComputed }: TracedSend, work: () => void | Promise<void>): void | Promise<void> {
    let place: SpanPlace | undefined;
    try {
      const view = this.#views.of(uri, isComputed);
      if (!this.#excluded.matchUri(view.uri)) place = this.#begin(exchange, view, 'EVENT_SENT', uri);
    } catch {
      // Tracing changes nothing of what it traces.
    }
    if (place === undefined) return work();
    const begun = place;
    const isHttp = /^https?:/.test(uri);
    const end = (failure: unknown) => {
      exchange.trace = begun.outer;
      endSpan(begun.span, exchange, failure, isHttp);
    };
    let waiting: void | Promise<void>;
    try {
      waiting = contexts.with(begun.context, work);
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

  #begin(exchange: Exchange, view: EndpointView, op: Operation, owner: unknown): SpanPlace {
    const { trace: outer } = exchange;
    const before = placeOf(outer);
    const parent = before?.context ?? this.#outside(exchange, op);
    const kind = op === 'EVENT_SENT' ? sendKind(view.scheme, view.family) : receiveKind(view.family);
    const attributes = spanAttributes(view, exchange, op);
    const span = this.#tracer.startSpan(
      spanName(view, exchange),
      { kind, attributes, links: [...(before?.links ?? [])] },
      parent,
    );
    const place = new SpanPlace(span, trace.setSpan(parent, span), outer, owner);
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
    const parent = placeOf(outer)?.context ?? ROOT_CONTEXT;
    const attributes = { component: name, exchangeId: exchange.id, op: 'EVENT_PROCESS' };
    const span = this.#tracer.startSpan(name, { attributes }, parent);
    exchange.trace = new SpanPlace(span, trace.setSpan(parent, span), outer, channel);
  }

  /** Ends the span that was begun for a route or a step, and those within it that nobody ended. */
  #done(exchange: Exchange, owner: unknown): void {
    const isHttp = /^(?:platform-http|rest|https?):/.test(
      (owner as { endpoint?: { uri: string } }).endpoint?.uri ?? '',
    );
    for (let place = placeOf(exchange.trace); place !== undefined; place = placeOf(place.outer)) {
      if (place.owner !== owner) continue;
      exchange.trace = place.outer;
      endSpan(place.span, exchange, exchange.exception, isHttp);
      return;
    }
  }
}
