import type { Answer } from '../http/answer.ts';
import { empty } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { forbidden, notFound, refuse } from '../http/web-error.ts';
import type { MetadataObject } from '../metadata/metadata-store.ts';
import { hasAuthority } from '../security/user.ts';
import type { ServerContext } from '../server/server-context.ts';
import { asText, isObject, textAt } from '../state/json.ts';
import type { JsonObject } from '../state/json.ts';
import { RemoteTimeout, callRemote } from './remote-call.ts';
import type { RemoteAnswer } from './remote-call.ts';

const agents: Readonly<Record<number, string>> = { 42: 'ReactorNetty/1.2.8', 43: 'ReactorNetty/1.3.6' };

/** `/api/routes/{route}/run`: passes requests on to other servers. */
export function routeRoutes(router: Router, context: ServerContext): void {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const route of ['{route}', '{route:uid}']) {
      router.on(method, `routes/${route}/run`, (call) => runRoute(context, call, ''), []);
      router.on(method, `routes/${route}/run/{rest*}`, (call) => runRoute(context, call, call.params['rest']!), []);
    }
  }
}

async function runRoute(context: ServerContext, call: Call, rest: string): Promise<Answer> {
  const id = call.params['route']!;
  const route = context.metadata.get('routes', id) ?? context.metadata.findBy('routes', 'code', id);
  if (!route || route['disabled'] === true) throw notFound(`Route not found: '${id}'`);
  const needed = Array.isArray(route['authorities']) ? route['authorities'].map((a) => asText(a)) : [];
  if (!call.user.isSuper && needed.length > 0 && !needed.some((authority) => hasAuthority(call.user, authority)))
    throw forbidden('User not authorized to execute route');
  const auth = isObject(route['auth']) ? route['auth'] : undefined;
  if (auth && (auth['type'] === 'api-query-params' || auth['type'] === 'oauth2-client-credentials'))
    throw refuse(502, 'An error occurred during authentication');
  const url = targetOf(context, call, route, rest);
  try {
    const timeoutMs = Number(route['responseTimeoutSeconds'] ?? 5) * 1000;
    const headers = headersFor(context, call, route, auth);
    const body = call.body.length > 0 ? call.body : undefined;
    const answer = await callRemote({ method: call.method, url, headers, body, timeoutMs }, context.remoteHosts);
    return passOn(answer);
  } catch (error) {
    if (error instanceof RemoteTimeout) return empty(504);
    const { host } = new URL(url);
    const message =
      context.profile.minor >= 43
        ? 'io_uring connect(..) failed with error(-111): Connection refused'
        : `finishConnect(..) failed with error(-111): Connection refused: /${host}`;
    throw refuse(500, message);
  }
}

function passOn(answer: RemoteAnswer): Answer {
  const headers: Record<string, string> = {};
  if (answer.contentType !== undefined) headers['content-type'] = answer.contentType;
  if (answer.status === 204) return empty(204, headers);
  return {
    status: answer.status,
    headers,
    body: answer.body,
  };
}

function targetOf(context: ServerContext, call: Call, route: MetadataObject, rest: string): string {
  const wild = asText(route['url']);
  if (rest !== '' && !wild.endsWith('**')) {
    const number = [...context.metadata.table('routes').keys()].indexOf(route.id) + 1;
    throw refuse(502, `Route '${number}' does not allow sub-paths`);
  }
  const base = wild.endsWith('**') ? wild.slice(0, -2) + rest : wild;
  const query = call.queryText === '' ? '' : `?${decodeURIComponent(call.queryText)}`;
  const url = base + query;
  const inPath = base.search(/[{}\s"<>\\^`|]/);
  if (inPath >= 0) throw refuse(400, `Illegal character in path at index ${inPath}: ${url}`);
  const inQuery = query.search(/[{}\s"<>\\^`|]/);
  if (inQuery >= 0) throw refuse(400, `Illegal character in query at index ${base.length + inQuery}: ${url}`);
  return url;
}

function headersFor(
  context: ServerContext,
  call: Call,
  route: MetadataObject,
  auth: JsonObject | undefined,
): Record<string, string> {
  const headers: Record<string, string> = {
    'accept-encoding': 'gzip',
    'user-agent': agents[context.profile.minor] ?? agents[43]!,
    accept: call.headers['accept'] ?? '*/*',
  };
  const type = call.headers['content-type'];
  if (call.body.length > 0) {
    headers['transfer-encoding'] = 'chunked';
    if (type !== undefined) headers['content-type'] = type;
  } else if (context.profile.minor < 43) headers['content-length'] = '0';
  const fixed = isObject(route['headers']) ? route['headers'] : {};
  for (const [name, value] of Object.entries(fixed)) headers[name.toLowerCase()] = asText(value);
  headers['x-forwarded-user'] = call.user.username;
  for (const [name, value] of Object.entries(authHeaders(auth))) headers[name] = value;
  return headers;
}

/** The headers that an `auth` object of a route or a webhook stands for. */
export function authHeaders(auth: JsonObject | undefined): Record<string, string> {
  switch (textAt(auth, 'type')) {
    case 'http-basic': {
      const pair = `${asText(auth!['username'])}:${asText(auth!['password'])}`;
      return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    }
    case 'api-token':
      return { authorization: `ApiToken ${asText(auth!['token'])}` };
    case 'api-headers': {
      const named = isObject(auth!['headers']) ? Object.entries(auth!['headers']) : [];
      return Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), asText(value)]));
    }
    default:
      return {};
  }
}
