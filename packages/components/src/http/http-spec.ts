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
  oauth2ClientId: option.string({
    description: 'Id for OAuth2 client credentials: each call gets a token of oauth2TokenEndpoint.',
    side: 'producer',
  }),
  oauth2ClientSecret: option.string({ description: 'Secret for OAuth2.', secret: true, side: 'producer' }),
  oauth2TokenEndpoint: option.string({
    description: 'Address that gives tokens.',
    example: 'https://login.example.org/oauth2/token',
    side: 'producer',
  }),
  oauth2Scope: option.string({ description: 'Scopes to ask for, with blanks between them.', side: 'producer' }),
  oauth2ResourceIndicator: option.string({ description: 'Whom the token is for (RFC 8707).', side: 'producer' }),
  oauth2BodyAuthentication: option.boolean({
    description: 'Whether id and secret go to oauth2TokenEndpoint in the body; otherwise as Basic authentication.',
    default: false,
    side: 'producer',
  }),
  oauth2CacheTokens: option.boolean({
    description: 'Whether a token serves until it ends, or a server refuses it. Camel asks for one for each call.',
    default: true,
    side: 'producer',
  }),
  oauth2CachedTokensDefaultExpirySeconds: option.integer({
    description: 'How long a token serves whose answer does not say.',
    default: 3600,
    min: 0,
    unit: 's',
    side: 'producer',
  }),
  oauth2CachedTokensExpirationMarginSeconds: option.integer({
    description: 'How long before its end a token counts as ended.',
    default: 5,
    min: 0,
    unit: 's',
    side: 'producer',
  }),
  proxyHost: option.string({
    description: 'Proxy that calls go through.',
    example: 'proxy.example.org',
    side: 'producer',
  }),
  proxyPort: option.integer({ description: 'Its port; 8080 when absent.', min: 1, max: 65_535, side: 'producer' }),
  proxyAuthScheme: option.enum(['http', 'https'], {
    description: 'How the proxy itself is spoken to.',
    default: 'http',
    side: 'producer',
  }),
  proxyAuthUsername: option.string({ description: 'User of the proxy.', side: 'producer' }),
  proxyAuthPassword: option.string({ description: 'Password of the proxy.', secret: true, side: 'producer' }),
  skipRequestHeaders: option.boolean({
    description: 'Whether no message header goes out, not even those that HTTP knows.',
    default: false,
    side: 'producer',
  }),
  skipControlHeaders: option.boolean({
    description: 'Whether CamelHttpMethod, -Uri, -Path and -Query are left out of account.',
    default: false,
    side: 'producer',
  }),
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
