import { jsonArrayBatches, type Query } from '@dhow/dhis2';
import { textOf, batches, regroup, type BatchSource, type Exchange } from '@dhow/core/component';
import { tracedStream } from './call-trace.ts';
import { apiPath, parameter, requiredText, type Dhis2Operation, type OperationParts } from './dhis2-operation.ts';

/** `get/resource`: the answer as text. */
export function getResource(parts: OperationParts): Dhis2Operation {
  return async (exchange, signal) => {
    const path = apiPath(requiredText('path', exchange, parts));
    const query: Query = { ...readQuery(exchange, parts), paging: false };
    const answer = await parts.client().http.read({ method: 'GET', path, query, signal });
    exchange.body = answer.text;
  };
}

/** `get/collection`: the items as a stream, read as they are needed. */
export function getCollection(parts: OperationParts): Dhis2Operation {
  return (exchange, signal) => {
    const path = apiPath(requiredText('path', exchange, parts));
    const arrayName = textOf(parameter('arrayName', exchange, parts) ?? path.split('/').at(-1));
    const paging = parameter('paging', exchange, parts) === true || parameter('paging', exchange, parts) === 'true';
    const query = readQuery(exchange, parts);
    const read = paging ? pages : whole;
    const { trace } = exchange;
    exchange.body = collection(() => tracedStream(trace, read(parts, path, arrayName, query, signal)));
    return Promise.resolve();
  };
}

function collection(read: () => AsyncIterable<readonly unknown[]>): BatchSource {
  return {
    [batches]: (size) => (size === undefined ? read() : regroup(read(), size)),
    async *[Symbol.asyncIterator]() {
      for await (const items of read()) yield* items;
    },
  };
}

async function* whole(parts: OperationParts, path: string, arrayName: string, query: Query, signal: AbortSignal) {
  const answer = await parts.client().http.stream({ method: 'GET', path, query: { ...query, paging: false }, signal });
  for await (const { items } of jsonArrayBatches(answer.stream(), arrayName)) yield items;
}

/** Page by page until one is not full; a server that repeats a page does not make it endless. */
async function* pages(parts: OperationParts, path: string, arrayName: string, query: Query, signal: AbortSignal) {
  const pageSize = Number(query['pageSize'] ?? 1000);
  for (let page = 1; ; page++) {
    const request = { method: 'GET', path, query: { ...query, paging: true, page, pageSize }, signal } as const;
    const answer = await parts.client().http.json<Record<string, unknown>>(request);
    const items = (answer?.[arrayName] ?? []) as readonly unknown[];
    if (items.length > 0) yield items;
    const count = (answer?.['pager'] as { pageCount?: number } | undefined)?.pageCount;
    if (count === undefined ? items.length < pageSize : page >= count) return;
  }
}

function readQuery(exchange: Exchange, parts: OperationParts): Query {
  const filter = parameter('filter', exchange, parts);
  const rootJunction = parameter('rootJunction', exchange, parts);
  const fields = parameter('fields', exchange, parts);
  return {
    ...(parameter('queryParams', exchange, parts) as Query | undefined),
    ...(fields !== undefined && { fields: textOf(fields) }),
    ...(filter !== undefined && { filter: Array.isArray(filter) ? (filter as string[]) : [textOf(filter)] }),
    ...(rootJunction !== undefined && { rootJunction: textOf(rootJunction) }),
  };
}
