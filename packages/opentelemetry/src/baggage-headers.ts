import { propagation, type Context } from '@opentelemetry/api';
import type { Exchange } from '@dhow/core';

const prefix = 'OTEL_BAGGAGE_';

/**
 * The context with the baggage that a route gives its message: header `OTEL_BAGGAGE_tenant.id` is the entry `tenant.id` of
 * the spans that are begun later, and of the calls made in them.
 *
 * @see https://camel.apache.org/components/next/others/opentelemetry2.html
 */
export function withBaggageOf(exchange: Exchange, context: Context): Context {
  if (!exchange.hasHeaders) return context;
  let baggage = propagation.getBaggage(context);
  let isChanged = false;
  for (const name of exchange.headers.names()) {
    if (!name.startsWith(prefix) || name.length === prefix.length) continue;
    const value = exchange.header(name);
    if (value === null || value === undefined || typeof value === 'object') continue;
    const key = name.slice(prefix.length);
    const text = String(value as string | number | boolean);
    if (baggage?.getEntry(key)?.value === text) continue;
    baggage = (baggage ?? propagation.createBaggage()).setEntry(key, { value: text });
    isChanged = true;
  }
  return isChanged ? propagation.setBaggage(context, baggage!) : context;
}
