import { option, type ComponentSpec } from '@dhow/core/component';
import { targetOptions } from '../endpoint-options.ts';

export const httpOptions = {
  httpMethod: option.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'], {
    description:
      'Method of the call. Without it: the header CamelHttpMethod, GET with a query string, POST with a body, else GET.',
    side: 'producer',
  }),
  throwExceptionOnFailure: option.boolean({
    description: 'Whether an answer outside okStatusCodeRange is an error (HttpOperationFailedException).',
    default: true,
    side: 'producer',
  }),
  okStatusCodeRange: option.string({
    description: 'Statuses that are no errors: ranges and single ones, with commas.',
    default: '200-299',
    example: '200-299,409',
    side: 'producer',
  }),
  bridgeEndpoint: option.boolean({
    description: 'Whether the headers CamelHttpUri and CamelHttpPath are left out of account.',
    default: false,
    side: 'producer',
  }),
  copyHeaders: option.boolean({
    description: 'Whether the message keeps its headers beside those of the answer.',
    default: true,
    side: 'producer',
  }),
  sendHeaders: option.string({
    description:
      'Names of further message headers to send, with commas, or `*` for all but those of the engine. By default only those that HTTP itself knows are sent.',
    example: 'X-Facility,X-Batch',
    side: 'producer',
  }),
  skipResponseHeaders: option.boolean({
    description: "Whether the answer's headers are left out of the message.",
    default: false,
    side: 'producer',
  }),
  ignoreResponseBody: option.boolean({
    description: "Whether the answer's body is thrown away.",
    default: false,
    side: 'producer',
  }),
  streamResponse: option.boolean({
    description: 'Whether the body becomes the stream itself, for answers too large for the memory; read it once.',
    default: false,
    side: 'producer',
  }),
  followRedirects: option.boolean({
    description: 'Whether redirects are followed, up to five; credentials do not go to another host.',
    default: false,
    side: 'producer',
  }),
  connectTimeoutMs: option.duration({
    uri: 'connectTimeout',
    description: 'Time for the connection to be made.',
    default: 30_000,
    unit: 'ms',
    side: 'producer',
  }),
  responseTimeoutMs: option.duration({
    uri: 'responseTimeout',
    description: 'Time until the answer begins, and the longest pause within it; 0 for no limit. Camel has none.',
    default: 300_000,
    unit: 'ms',
    side: 'producer',
  }),
  connectionsPerRoute: option.integer({
    description: 'Connections to one host at the same time; further calls wait.',
    default: 20,
    min: 1,
    side: 'producer',
  }),
  authMethod: option.enum(['Basic', 'Bearer'], { description: 'How to authenticate.', side: 'producer' }),
  authUsername: option.string({ description: 'User name for Basic.', side: 'producer' }),
  authPassword: option.string({ description: 'Password for Basic.', secret: true, side: 'producer' }),
  authBearerToken: option.string({ description: 'Token for Bearer.', secret: true, side: 'producer' }),
  userAgent: option.string({ description: 'The User-Agent header.', side: 'producer' }),
  getWithBody: option.boolean({ description: 'Whether GET sends the body.', default: false, side: 'producer' }),
  deleteWithBody: option.boolean({ description: 'Whether DELETE sends the body.', default: false, side: 'producer' }),
  ...targetOptions,
} as const;

export const httpSpec = {
  scheme: ['http', 'https'],
  title: 'HTTP',
  description:
    'Calls HTTP servers. Options of the URI that are not listed here become part of the query string of the call.',
  path: { name: 'httpUri', description: 'Host, port and path of the address.', required: true },
  options: httpOptions,
  lenient: true,
} as const satisfies ComponentSpec;
