import { SpanKind } from '@opentelemetry/api';

/** What an endpoint is to a trace, by its scheme. */
export type EndpointFamily =
  | 'internal'
  | 'http-client'
  | 'http-server'
  | 'messaging'
  | 'database'
  | 'file'
  | 'client'
  | 'other';

const families: Readonly<Record<string, EndpointFamily>> = {
  direct: 'internal',
  seda: 'internal',
  vm: 'internal',
  disruptor: 'internal',
  queue: 'internal',
  http: 'http-client',
  https: 'http-client',
  dhis2: 'client',
  fhir: 'client',
  mllp: 'client',
  'platform-http': 'http-server',
  rest: 'http-server',
  kafka: 'messaging',
  jms: 'messaging',
  amqp: 'messaging',
  activemq: 'messaging',
  stomp: 'messaging',
  rabbitmq: 'messaging',
  sql: 'database',
  jdbc: 'database',
  'dhis2-db': 'database',
  file: 'file',
  ftp: 'file',
  ftps: 'file',
  sftp: 'file',
};

export function familyOf(scheme: string): EndpointFamily {
  return families[scheme] ?? 'other';
}

/** The kind of the span of a route whose source it is. */
export function receiveKind(family: EndpointFamily): SpanKind {
  if (family === 'http-server' || family === 'http-client') return SpanKind.SERVER;
  return family === 'messaging' ? SpanKind.CONSUMER : SpanKind.INTERNAL;
}

/** The kind of the span of a message that is sent there. */
export function sendKind(scheme: string, family: EndpointFamily): SpanKind {
  if (family === 'messaging') return SpanKind.PRODUCER;
  const leavesProcess =
    ['http-client', 'client', 'database'].includes(family) || (family === 'file' && scheme !== 'file');
  return leavesProcess ? SpanKind.CLIENT : SpanKind.INTERNAL;
}
