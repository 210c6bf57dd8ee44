import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHooks } from '@dhow/dhis2';
import type { Exchange } from '@dhow/core/component';
import type { Dhis2Operation } from './dhis2-operation.ts';

/** Which message a request is made for: a connection's client serves many at a time. */
const calls = new AsyncLocalStorage<NonNullable<Exchange['trace']>>();

/** An operation whose requests belong to the message's trace, when it has one. */
export function traced(operation: Dhis2Operation): Dhis2Operation {
  return (exchange, signal) => {
    const { trace } = exchange;
    return trace === undefined ? operation(exchange, signal) : calls.run(trace, () => operation(exchange, signal));
  };
}

/** Gives requests their `traceparent`. */
export const traceHooks: RequestHooks = { onRequest: () => calls.getStore()?.headers() };
