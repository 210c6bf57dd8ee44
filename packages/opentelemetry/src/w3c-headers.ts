import {
  createTraceState,
  isSpanContextValid,
  propagation,
  trace,
  type BaggageEntry,
  type Context,
} from '@opentelemetry/api';

/** Bytes of baggage that go on at most, and that are read: as the specification has it. */
const mostBaggage = 8192;

/**
 * The context that the headers of a message tell of; `base` when they tell of none. What is not well formed is ignored.
 *
 * @see https://www.w3.org/TR/trace-context/ and https://www.w3.org/TR/baggage/
 */
export function readTraceHeaders(header: (name: string) => unknown, base: Context): Context {
  const parent = textOf(header('traceparent'));
  const parts =
    parent === undefined ? null : /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/.exec(parent.trim());
  // Version ff is none, and 00 has nothing more to say.
  if (parts === null || parts[1] === 'ff' || (parts[1] === '00' && parts[5] !== undefined)) return base;
  const traceState = textOf(header('tracestate'));
  const spanContext = {
    traceId: parts[2]!,
    spanId: parts[3]!,
    traceFlags: Number.parseInt(parts[4]!, 16) & 1,
    isRemote: true,
    ...(traceState !== undefined && { traceState: createTraceState(traceState) }),
  };
  if (!isSpanContextValid(spanContext)) return base;
  return readBaggage(textOf(header('baggage')), trace.setSpanContext(base, spanContext));
}

/** The headers for a request that is made in the context. */
export function writeTraceHeaders(context: Context): Record<string, string> {
  const spanContext = trace.getSpanContext(context);
  if (spanContext === undefined || !isSpanContextValid(spanContext)) return {};
  const flags = spanContext.traceFlags.toString(16).padStart(2, '0');
  const headers: Record<string, string> = { traceparent: `00-${spanContext.traceId}-${spanContext.spanId}-${flags}` };
  const state = spanContext.traceState?.serialize();
  if (state) headers['tracestate'] = state;
  const baggage = baggageText(context);
  if (baggage !== '') headers['baggage'] = baggage;
  return headers;
}

function readBaggage(text: string | undefined, context: Context): Context {
  if (text === undefined || text.length > mostBaggage) return context;
  const entries: Record<string, BaggageEntry> = {};
  for (const member of text.split(',')) {
    const pair = /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([^;\s]*)\s*(?:;.*)?$/.exec(member);
    if (pair === null) continue;
    try {
      entries[pair[1]!] = { value: decodeURIComponent(pair[2]!) };
    } catch {
      // Not percent-encoded as it should be.
    }
  }
  return Object.keys(entries).length === 0
    ? context
    : propagation.setBaggage(context, propagation.createBaggage(entries));
}

function baggageText(context: Context): string {
  let text = '';
  for (const [name, { value }] of propagation.getBaggage(context)?.getAllEntries() ?? []) {
    const next = `${text === '' ? '' : `${text},`}${name}=${encodeURIComponent(value)}`;
    if (next.length > mostBaggage) break;
    text = next;
  }
  return text;
}

function textOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return typeof value === 'string' ? value : undefined;
}
