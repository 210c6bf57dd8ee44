import { context as contexts, trace, TraceFlags, type Context, type Link, type Span } from '@opentelemetry/api';
import type { LogFields } from '@dhow/core/component';
import type { TracePlace } from '@dhow/core/management';
import { writeTraceHeaders } from './w3c-headers.ts';

/** Links of a span that the specification keeps by default. */
const mostLinks = 128;

/** An open span with its context: what a message carries through the engine. */
export class SpanPlace implements TracePlace {
  readonly span: Span;
  readonly context: Context;
  readonly outer: TracePlace | undefined;
  /** The step that it was begun for, so that its end finds it. */
  readonly step: unknown;
  /** Spans of other messages that a group was made of. */
  readonly links: readonly Link[];

  constructor(
    span: Span,
    context: Context,
    outer: TracePlace | undefined,
    step?: unknown,
    links: readonly Link[] = [],
  ) {
    this.span = span;
    this.context = context;
    this.outer = outer;
    this.step = step;
    this.links = links;
  }

  get isSampled(): boolean {
    return (this.span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
  }

  get logFields(): LogFields {
    return logFieldsOf(this.span);
  }

  headers(): Readonly<Record<string, string>> {
    return writeTraceHeaders(this.context);
  }

  joinedBy(other: TracePlace): TracePlace {
    if (!(other instanceof SpanPlace) || this.links.length >= mostLinks) return this;
    const link = { context: other.span.spanContext() };
    if (link.context.spanId === this.span.spanContext().spanId) return this;
    return new SpanPlace(this.span, this.context, this.outer, this.step, [...this.links, link]);
  }
}

/** The place of a message, when a tracer of this package gave it one. */
export function placeOf(place: TracePlace | undefined): SpanPlace | undefined {
  return place instanceof SpanPlace ? place : undefined;
}

/**
 * What a log line tells of the span that is active where it is written; undefined outside of spans. For loggers that know
 * nothing of messages.
 *
 * @see https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/
 * @example
 * ```ts
 * import { activeLogFields } from '@dhow/opentelemetry';
 *
 * console.log(JSON.stringify({ msg: 'connected', ...activeLogFields() }));
 * ```
 */
export function activeLogFields(): LogFields | undefined {
  const span = trace.getSpan(contexts.active());
  return span && logFieldsOf(span);
}

function logFieldsOf(span: Span): LogFields {
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
}

/** The context of a program's own span, when it is in one. */
export function activeContext(): Context | undefined {
  const active = contexts.active();
  return trace.getSpan(active) === undefined ? undefined : active;
}
