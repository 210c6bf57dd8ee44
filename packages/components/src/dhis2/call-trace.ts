import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHooks } from '@dhow/dhis2';
import type { Exchange } from '@dhow/core/component';
import type { Dhis2Operation } from './dhis2-operation.ts';

type Place = NonNullable<Exchange['trace']>;

/** Which message a request is made for: a connection's client serves many at a time. */
const calls = new AsyncLocalStorage<Place>();

/** An operation whose requests belong to the message's trace, when it has one. */
export function traced(operation: Dhis2Operation): Dhis2Operation {
  return (exchange, signal) => {
    const { trace } = exchange;
    return trace === undefined ? operation(exchange, signal) : calls.run(trace, () => operation(exchange, signal));
  };
}

/**
 * A stream that is read after its operation: its requests belong to the place in the trace where it was made,
 * whoever reads it.
 */
export function tracedStream<Item>(trace: Exchange['trace'], stream: AsyncIterable<Item>): AsyncIterable<Item> {
  return trace === undefined ? stream : { [Symbol.asyncIterator]: () => tracedIterator(trace, stream) };
}

function tracedIterator<Item>(trace: Place, stream: AsyncIterable<Item>): AsyncIterator<Item> {
  const items = stream[Symbol.asyncIterator]();
  return {
    next: () => calls.run(trace, () => items.next()),
    return: async () => (await items.return?.()) ?? { done: true, value: undefined },
  };
}

/** Gives requests their `traceparent`. */
export const traceHooks: RequestHooks = { onRequest: () => calls.getStore()?.headers() };
