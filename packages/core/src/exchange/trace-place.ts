import type { LogFields } from '../log/logger.ts';

/**
 * Where a message stands in its trace: the span that what happens to it next hangs below. Places are never changed, so that
 * copies of a message may share one.
 */
export interface TracePlace {
  /** The place that the message returns to when this span ends. */
  readonly outer: TracePlace | undefined;
  /** What log lines about the message tell of it: `trace_id` and `span_id`. */
  readonly logFields: LogFields;
  /** W3C headers (`traceparent`, `tracestate`, `baggage`) for a request that is made here. */
  headers(): Readonly<Record<string, string>>;
  /** The place of a group that another message joined: what is sent from there is linked to that message's span too. */
  joinedBy(other: TracePlace): TracePlace;
}
