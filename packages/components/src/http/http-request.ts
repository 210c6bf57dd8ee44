import { textOf, type ComponentContext, type Exchange } from '@dhow/core/component';
import { ComponentError } from '../component-error.ts';
import type { HttpCall } from './http-client.ts';
import type { HttpEndpointUri } from './http-endpoint.ts';
import { continueTrace, outgoingHeaders } from './http-headers.ts';
import type { ClientCredentials } from './oauth2-tokens.ts';

/** The call that a message makes, by the endpoint and Camel's control headers that the route set. */
export async function httpCall(
  exchange: Exchange,
  uri: HttpEndpointUri,
  context: ComponentContext,
  signal: AbortSignal,
): Promise<HttpCall> {
  const { options } = uri;
  const url = urlOf(exchange, uri);
  const method = methodOf(exchange, uri, url);
  const headers = options.skipRequestHeaders ? {} : outgoingHeaders(exchange, options.sendHeaders);
  if (exchange.trace !== undefined) continueTrace(headers, exchange.trace.headers());
  const authorization = authorizationOf(uri);
  if (authorization !== undefined) headers['Authorization'] = authorization;
  if (options.userAgent !== undefined) headers['User-Agent'] = options.userAgent;
  const body = takesBody(method, uri) ? await bodyOf(exchange, headers, context) : undefined;
  return { url, method, headers, body, signal };
}

function urlOf(exchange: Exchange, { scheme, path, rest, masked, options }: HttpEndpointUri): URL {
  const steers = !options.bridgeEndpoint && !options.skipControlHeaders;
  const address = (steers && textHeader(exchange, 'CamelHttpUri')) || `${scheme}://${path}`;
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new ComponentError('HTTP_BAD_ADDRESS', { endpoint: masked }, cause);
  }
  const below = steers ? textHeader(exchange, 'CamelHttpPath') : undefined;
  if (below) url.pathname = `${url.pathname.replace(/\/$/, '')}/${below.replace(/^\//, '')}`;
  const query = options.skipControlHeaders ? undefined : textHeader(exchange, 'CamelHttpQuery');
  if (query !== undefined) url.search = query;
  else for (const [name, value] of Object.entries(rest)) url.searchParams.append(name, String(value));
  return url;
}

function methodOf(exchange: Exchange, { options }: HttpEndpointUri, url: URL): string {
  const header = options.skipControlHeaders ? undefined : textHeader(exchange, 'CamelHttpMethod')?.toUpperCase();
  if (header !== undefined && /^[A-Z]+$/.test(header)) return header;
  if (options.httpMethod !== undefined) return options.httpMethod;
  if (url.search !== '') return 'GET';
  return exchange.body === null || exchange.body === undefined ? 'GET' : 'POST';
}

function takesBody(method: string, { options }: HttpEndpointUri): boolean {
  if (method === 'GET') return options.getWithBody;
  if (method === 'DELETE') return options.deleteWithBody;
  return method !== 'HEAD' && method !== 'OPTIONS' && method !== 'TRACE';
}

async function bodyOf(
  exchange: Exchange,
  headers: Record<string, string>,
  context: ComponentContext,
): Promise<HttpCall['body']> {
  const { body } = exchange;
  if (body === null || body === undefined) return undefined;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (typeof body === 'object' && Symbol.asyncIterator in body) return body as AsyncIterable<Uint8Array>;
  if (Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype) {
    if (!Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
      headers['Content-Type'] = 'application/json';
    }
    return JSON.stringify(body);
  }
  return String(await context.convert(body, 'java.lang.String'));
}

function authorizationOf({ options, masked }: HttpEndpointUri): string | undefined {
  const { authMethod, authUsername, authPassword, authBearerToken } = options;
  if (authMethod === 'Bearer' || (authMethod === undefined && authBearerToken !== undefined)) {
    if (authBearerToken === undefined) throw missing(masked, 'authBearerToken');
    return `Bearer ${authBearerToken}`;
  }
  if (authMethod === undefined && authUsername === undefined) return undefined;
  if (authUsername === undefined) throw missing(masked, 'authUsername');
  return `Basic ${Buffer.from(`${authUsername}:${authPassword ?? ''}`).toString('base64')}`;
}

/** The settings of OAuth2, which go together; undefined where there are none. */
export function clientCredentials({ options, masked }: HttpEndpointUri): ClientCredentials | undefined {
  const { oauth2ClientId, oauth2ClientSecret, oauth2TokenEndpoint } = options;
  const named = { oauth2ClientId, oauth2ClientSecret, oauth2TokenEndpoint };
  if (Object.values(named).every((value) => value === undefined)) return undefined;
  for (const [name, value] of Object.entries(named)) if (value === undefined) throw missing(masked, name);
  if (!URL.canParse(oauth2TokenEndpoint!)) {
    const expected = 'an address, such as https://login.example.org/oauth2/token';
    const option = 'oauth2TokenEndpoint';
    throw new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint: masked, option, found: 'what is there', expected });
  }
  return {
    endpoint: oauth2TokenEndpoint!,
    clientId: oauth2ClientId!,
    clientSecret: oauth2ClientSecret!,
    scope: options.oauth2Scope,
    resource: options.oauth2ResourceIndicator,
    inBody: options.oauth2BodyAuthentication,
    isCached: options.oauth2CacheTokens,
    defaultExpiryMs: options.oauth2CachedTokensDefaultExpirySeconds * 1000,
    marginMs: options.oauth2CachedTokensExpirationMarginSeconds * 1000,
  };
}

function missing(endpoint: string, option: string): ComponentError {
  return new ComponentError('ENDPOINT_OPTION_INVALID', { endpoint, option, found: 'absent', expected: 'a value' });
}

function textHeader(exchange: Exchange, name: string): string | undefined {
  const value = exchange.header(name);
  return value === null || value === undefined ? undefined : textOf(value);
}
