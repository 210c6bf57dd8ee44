import type { Attributes, Span } from '@opentelemetry/api';
import { SpanStatusCode } from '@opentelemetry/api';
import { exceptionTypeOf, type Exchange } from '@dhow/core';
import type { EndpointView } from './endpoint-view.ts';

/** Camel's names of what a span stands for. */
export type Operation = 'EVENT_SENT' | 'EVENT_RECEIVED' | 'EVENT_PROCESS';

/**
 * The name of an endpoint's span, as Camel forms it: the destination within the process or of a broker, the method of an HTTP
 * call, else the component.
 */
export function spanName({ family, scheme, path }: EndpointView, exchange: Exchange): string {
  if (family === 'http-client' || family === 'http-server') return methodOf(exchange, family === 'http-server');
  if (family === 'internal' || family === 'messaging') return path || scheme;
  return scheme;
}

/** Attributes of an endpoint's span, under Camel's names. */
export function spanAttributes(view: EndpointView, exchange: Exchange, op: Operation): Attributes {
  const { scheme, path, query, family, uri, server } = view;
  const attributes: Attributes = {
    component: `camel-${scheme}`,
    'url.scheme': scheme,
    exchangeId: exchange.id,
    op,
    'camel.uri': uri,
    'url.path': path,
  };
  if (query !== undefined && query !== '') attributes['url.query'] = query;
  if (server !== undefined) {
    attributes['server.address'] = server;
    attributes['server.protocol'] = scheme;
  }
  switch (family) {
    case 'http-client':
      attributes['http.url'] = uri;
      attributes['http.method'] = methodOf(exchange, false);
      break;
    case 'http-server':
      // The path as the route declares it: the one that was asked for may name a person.
      attributes['http.url'] = path;
      attributes['http.method'] = methodOf(exchange, true);
      break;
    case 'messaging':
      attributes['messaging.destination.name'] = path;
      addText(attributes, 'messaging.message.id', exchange, ['JMSMessageID', 'kafka.KEY_ID']);
      break;
    case 'database':
      attributes['db.system'] = 'sql';
      if (scheme === 'sql') attributes['db.statement'] = path;
      else attributes['db.name'] = path;
      break;
    case 'file':
      addText(attributes, 'file.name', exchange, ['CamelFileName']);
      break;
    default:
  }
  return attributes;
}

/** How the send or the route ended: class and code of the failure, never its message, which may quote the payload. */
export function endSpan(span: Span, exchange: Exchange, failure: unknown, isHttp: boolean): void {
  if (failure !== undefined) {
    span.setAttribute('error', true);
    span.setStatus({ code: SpanStatusCode.ERROR });
    const code = (failure as { code?: unknown } | null)?.code;
    span.addEvent('error', {
      event: 'error',
      'error.kind': 'Exception',
      'exception.type': exceptionTypeOf(failure),
      ...(typeof code === 'string' && /^[\w-]{1,64}$/.test(code) && { 'error.code': code }),
    });
  }
  if (isHttp) {
    const status = statusOf(exchange, failure);
    if (status !== undefined) span.setAttribute('http.status_code', status);
  }
  span.end();
}

function statusOf(exchange: Exchange, failure: unknown): string | undefined {
  const failed = (failure as { statusCode?: unknown } | null | undefined)?.statusCode;
  const status = failed ?? (exchange.hasHeaders ? exchange.header('CamelHttpResponseCode') : undefined);
  return /^[1-5]\d\d$/.test(String(status)) ? String(status) : undefined;
}

/** As the HTTP connector chooses it. */
function methodOf(exchange: Exchange, isServer: boolean): string {
  const header = exchange.hasHeaders ? exchange.header('CamelHttpMethod') : undefined;
  if (typeof header === 'string' && /^[A-Za-z]{1,10}$/.test(header)) return header.toUpperCase();
  if (!isServer && exchange.hasHeaders && exchange.header('CamelHttpQuery') !== undefined) return 'GET';
  return exchange.body === null || exchange.body === undefined || isServer ? 'GET' : 'POST';
}

function addText(attributes: Attributes, name: string, exchange: Exchange, headers: readonly string[]): void {
  if (!exchange.hasHeaders) return;
  for (const header of headers) {
    const value = exchange.header(header);
    if (typeof value === 'string' && value !== '') {
      attributes[name] = value;
      return;
    }
  }
}
