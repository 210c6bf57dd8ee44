import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { Exchange, HeaderMap, RestRequest } from '@dhow/core/component';
import type { PathMatch } from './path-table.ts';

/** Headers that a query must not bring forth: they would speak for the request. */
const ofRequest = new Set(['accept', 'authorization', 'content-type', 'content-length', 'cookie', 'host', 'origin']);

/**
 * Gives the message its headers: those of the request, then the parameters of the query and of the path, then Camel's. A
 * client cannot set those of the engine.
 */
export function writeHeaders(headers: HeaderMap, request: IncomingMessage, match: PathMatch, httpPath: string): void {
  const { rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (isEngines(name)) continue;
    const before = headers.get(name);
    const value = rawHeaders[at + 1]!;
    headers.set(name, before === undefined ? value : `${before as string}, ${value}`);
  }
  if (match.query !== undefined) writeFields(headers, match.query);
  for (const [name, value] of match.parameters) if (!isEngines(name)) headers.set(name, value);
  headers.set('CamelHttpMethod', request.method);
  headers.set('CamelHttpPath', httpPath);
  if (match.query !== undefined) headers.set('CamelHttpQuery', match.query);
}

/** The fields of a query or a form as headers; several of a name become a list. */
export function writeFields(headers: HeaderMap, text: string): Readonly<Record<string, unknown>> {
  const fields = parse(text);
  for (const [name, value] of Object.entries(fields)) {
    if (name !== '' && !isEngines(name) && !ofRequest.has(name.toLowerCase())) headers.set(name, value);
  }
  return { ...fields };
}

/** The request itself, for what must not mistake a parameter for a header. */
export function restRequest(request: IncomingMessage, match: PathMatch): RestRequest {
  let fields: ReturnType<typeof parse> | undefined;
  return {
    method: request.method ?? 'GET',
    path: match.path,
    header: (name) => {
      const value = request.headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    query: (name) => {
      if (match.query === undefined) return undefined;
      const value = (fields ??= parse(match.query))[name];
      return value === undefined ? undefined : typeof value === 'string' ? [value] : value;
    },
    queryNames: () => (match.query === undefined ? [] : Object.keys((fields ??= parse(match.query)))),
    pathParameter: (name) => match.parameters.find(([each]) => each === name)?.[1],
  };
}

/** Where {@link restRequest} stands in an exchange: hidden, so that it does not show among the properties. */
export function keepRequest(exchange: Exchange, request: IncomingMessage, match: PathMatch): void {
  exchange.setHidden('DhowRestRequest', restRequest(request, match));
}

export function isEngines(name: string): boolean {
  return /^(?:camel|dhow|org\.apache\.camel|otel_baggage_)/i.test(name);
}
