import { createHash, timingSafeEqual } from 'node:crypto';
import type { Exchange } from '../exchange/exchange.ts';
import { RouteError } from '../errors/route-error.ts';
import type { SourceLocation } from '../model/source-location.ts';
import { refuse } from './rest-answer.ts';
import { restRequestProperty, type RestRequest } from './rest-request.ts';

/** How callers show who they are: `securityDefinitions`, or the security schemes of an OpenAPI document. */
export interface RestSecurityScheme {
  readonly name: string;
  readonly kind: 'apiKey' | 'basic' | 'bearer' | 'unsupported';
  /** For the document. */
  readonly description?: string | undefined;
  /** Of a token, for the document. */
  readonly format?: string | undefined;
  /** For keys: where they stand, and the name there. */
  readonly in?: 'header' | 'query' | 'cookie';
  readonly parameter?: string;
}

export interface RestRequirement {
  /** Name of the scheme. */
  readonly scheme: string;
  readonly scopes: readonly string[];
}

/** What a caller showed. */
export type RestCredentials =
  | { readonly kind: 'apiKey'; readonly key: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string; readonly scopes: readonly string[] };

/** Whether the caller may come in; who it is becomes the property `DhowPrincipal`. */
export type RestVerdict = boolean | { readonly principal: string };

/** Checks credentials: a bean named as the security definition. */
export type RestVerifier = (credentials: RestCredentials, request: RestRequest) => RestVerdict | Promise<RestVerdict>;

export interface SecurityPlace {
  readonly name: string;
  readonly source?: SourceLocation | undefined;
  bean(name: string): unknown;
  property(name: string): string | undefined;
}

/**
 * The step that lets in only callers that meet one of the alternatives.
 *
 * @throws RouteError ROUTE_REST_NO_VERIFIER when nothing checks the credentials of a scheme, ROUTE_BAD_DEFINITION for one
 *   that is not defined or not supported
 */
export function securityCheck(
  alternatives: readonly (readonly RestRequirement[])[],
  schemes: readonly RestSecurityScheme[],
  place: SecurityPlace,
): (exchange: Exchange) => Promise<void> {
  const checks = alternatives.map((all) =>
    all.map(({ scheme: name, scopes }) => {
      const scheme = schemes.find((each) => each.name === name);
      if (scheme === undefined || scheme.kind === 'unsupported') {
        const known = schemes.filter(({ kind }) => kind !== 'unsupported').map((each) => each.name);
        const reason = `the security "${name}" is ${scheme === undefined ? 'not defined' : 'not supported: callers show keys, passwords or tokens'}. There is: ${known.join(', ') || 'none'}.`;
        throw new RouteError('ROUTE_BAD_DEFINITION', { place: place.name, reason }, place);
      }
      const verify = verifierOf(scheme, place);
      return { scheme, scopes, verify };
    }),
  );
  const challenges = [...new Set(checks.flat().map(({ scheme }) => challengeOf(scheme)))].join(', ');
  return async (exchange) => {
    const request = exchange.property(restRequestProperty) as RestRequest | undefined;
    for (const all of request === undefined ? [] : checks) {
      let principal: string | undefined;
      let isIn = true;
      for (const { scheme, scopes, verify } of all) {
        const credentials = credentialsOf(scheme, request!, scopes);
        const verdict = credentials === undefined ? false : await verify(credentials, request!);
        if (typeof verdict === 'object') ({ principal } = verdict);
        else if (verdict !== true) isIn = false;
        if (!isIn) break;
      }
      if (!isIn) continue;
      if (principal !== undefined) exchange.properties.set('DhowPrincipal', principal);
      return;
    }
    exchange.headers.set('WWW-Authenticate', challenges);
    refuse(exchange, 401);
  };
}

function challengeOf({ kind, name }: RestSecurityScheme): string {
  const scheme = kind === 'basic' ? 'Basic' : kind === 'bearer' ? 'Bearer' : 'ApiKey';
  return `${scheme} realm="${name.replaceAll(/["\\\r\n]/g, '')}"`;
}

function credentialsOf(
  { kind, in: where, parameter = '' }: RestSecurityScheme,
  request: RestRequest,
  scopes: readonly string[],
): RestCredentials | undefined {
  if (kind === 'apiKey') {
    const key =
      where === 'query'
        ? request.query(parameter)?.[0]
        : where === 'cookie'
          ? cookie(request, parameter)
          : request.header(parameter);
    return key === undefined ? undefined : { kind, key };
  }
  const [, scheme, value] = /^(\w+) +(\S+) *$/.exec(request.header('authorization') ?? '') ?? [];
  if (scheme?.toLowerCase() !== kind) return undefined;
  if (kind === 'bearer') return { kind, token: value!, scopes };
  const text = Buffer.from(value!, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { kind: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}

function cookie(request: RestRequest, name: string): string | undefined {
  const parts = (request.header('cookie') ?? '').split(/;\s*/);
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A bean that checks, a bean that holds the credentials, or properties that do. */
function verifierOf(scheme: RestSecurityScheme, place: SecurityPlace): RestVerifier {
  const bean = place.bean(scheme.name);
  if (typeof bean === 'function') return bean as RestVerifier;
  if (typeof bean === 'object' && bean !== null) {
    const { verify } = bean as { verify?: unknown };
    if (typeof verify === 'function')
      return (credentials, request) => (bean as { verify: RestVerifier }).verify(credentials, request);
    const known = configured(scheme, (name) => (bean as Record<string, unknown>)[name]);
    if (known !== undefined) return known;
  }
  const known = configured(scheme, (name) => place.property(`rest.security.${scheme.name}.${name}`));
  if (known !== undefined) return known;
  const names = { apiKey: ['key'], basic: ['username', 'password'], bearer: ['token'], unsupported: [] }[scheme.kind];
  const properties = names.map((name) => `rest.security.${scheme.name}.${name}`).join(' and ');
  throw new RouteError('ROUTE_REST_NO_VERIFIER', { place: place.name, scheme: scheme.name, properties }, place);
}

function configured({ kind }: RestSecurityScheme, value: (name: string) => unknown): RestVerifier | undefined {
  const text = (name: string) => {
    const found = value(name);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  if (kind === 'basic') {
    const [username, password] = [text('username'), text('password')];
    if (username === undefined || password === undefined) return undefined;
    return (shown) => {
      if (shown.kind !== 'basic') return false;
      // Both are compared, so that the time tells nothing of which was wrong.
      const [user, pass] = [isSame(shown.username, username), isSame(shown.password, password)];
      return user && pass && { principal: username };
    };
  }
  const secret = text(kind === 'bearer' ? 'token' : 'key');
  if (secret === undefined) return undefined;
  return (shown) => isSame(shown.kind === 'bearer' ? shown.token : shown.kind === 'apiKey' ? shown.key : '', secret);
}

/** In a time that does not depend on where they differ. */
function isSame(shown: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(shown), digest(secret));
}
