import type { Answer } from '../http/answer.ts';
import { empty } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import type { Router } from '../http/router.ts';
import { requireAcceptable } from '../http/router.ts';
import { containerRefusal } from '../http/web-error.ts';
import type { FaultPlan } from '../faults/faults.ts';
import { loginPage, proxyAnswer } from '../faults/fault-answers.ts';
import { authenticate } from '../security/authentication.ts';
import type { AuthenticationParts } from '../security/authentication.ts';
import { nobody } from '../security/user.ts';
import type { Received, Sent } from './listener.ts';
import { answerTo } from './listener.ts';

export interface DispatcherParts extends AuthenticationParts {
  readonly router: Router;
  readonly faults: FaultPlan;
  /** Requests to paths outside `/api`, such as the login page; undefined when there is nothing. */
  outside(received: Received): Answer | undefined;
  /** Called after each request, before its answer is sent. */
  settle(): void;
}

/** Paths that need no login. */
const open = new Set(['ping', 'loginConfig', 'auth/login', 'auth/registration', 'auth/invite']);
const versions = /^(2[89]|3\d|4[0-4])$/;
const suffixes = /\.(json|xml|csv|geojson|pdf|xls|xlsx|html|adx\+xml|xml\.gz|csv\.gz|json\.gz|zip|gz|yaml)$/;

/** Turns requests into calls: versions and suffixes off the path, faults, login, route, answer. */
export class Dispatcher {
  readonly #parts: DispatcherParts;

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
  }

  async handle(received: Received): Promise<Sent> {
    const faults = this.#parts.faults.take(received.method, received.path, received.headers['x-sandbox-fault']);
    const latency = Number(faults.get('latency') ?? 0);
    if (latency > 0) await new Promise<void>((resolve) => setTimeout(resolve, latency));
    const early = earlyFault(faults);
    if (early) return early;
    const cookies: string[] = [];
    let answer: Answer;
    try {
      answer = await this.#answer(received, faults, cookies);
    } catch (error) {
      answer = answerTo(error);
    }
    this.#parts.settle();
    const after = faults.get('status-after');
    if (after !== undefined) answer = proxyAnswer(Number(after) || 502);
    const drop = faults.get('drop');
    return { answer, cookies, dropAfter: drop === undefined ? undefined : Number(drop) };
  }

  async #answer(received: Received, faults: ReadonlyMap<string, string>, cookies: string[]): Promise<Answer> {
    const { router, context } = this.#parts;
    const host = received.headers['host'] ?? '127.0.0.1';
    const baseUrl = `http://${host}`;
    if (received.path !== '/api' && !received.path.startsWith('/api/')) {
      const outside = this.#parts.outside(received);
      if (outside) return outside;
      return empty(302, { location: `${baseUrl}${context.profile.minor >= 43 ? '/login/' : '/dhis-web-login/'}` });
    }
    if (received.method === 'OPTIONS') return empty(200);
    const plain = decodePath(received.path.slice(5));
    const [first = '', ...rest] = plain.split('/');
    const unversioned = versions.test(first) ? rest.join('/') : plain;
    const user = open.has(unversioned.replace(suffixes, '')) ? nobody : this.#login(received, baseUrl, cookies);
    if (/^\d+$/.test(first) && !versions.test(first)) throw containerRefusal(404, `No static resource api/${plain}.`);
    const suffix = suffixes.exec(unversioned)?.[1];
    const keepsSuffix = suffix === 'json' && /.\/openapi\.json$/.test(unversioned);
    const path =
      suffix === undefined || keepsSuffix || isDataKey(unversioned)
        ? unversioned
        : unversioned.slice(0, -suffix.length - 1);
    const { route, params } = router.match(received.method, path);
    if (suffix === undefined || suffix === 'json') requireAcceptable(acceptOf(received), route.produces);
    const call: Call = {
      method: received.method,
      path,
      sentPath: received.path,
      queryText: received.queryText,
      query: new URLSearchParams(received.queryText),
      suffix: isDataKey(unversioned) ? undefined : suffix,
      headers: received.headers,
      body: received.body,
      user,
      baseUrl,
      params,
      remoteAddress: received.remoteAddress,
      faults,
    };
    return route.handler(call);
  }

  #login(received: Received, baseUrl: string, cookies: string[]): typeof nobody {
    const { method, headers, remoteAddress } = received;
    const { user, newSession } = authenticate(this.#parts, { method, headers, remoteAddress, baseUrl });
    if (newSession !== undefined) cookies.push(`JSESSIONID=${newSession}; Path=/; HttpOnly; SameSite=Lax`);
    return user;
  }
}

/** Keys of the data store may hold dots: they are no suffixes. */
function isDataKey(path: string): boolean {
  return /^(dataStore|userDataStore)\/[^/]+\/.+/.test(path) || /^routes\/[^/]+\/run/.test(path);
}

function acceptOf(received: Received): string | undefined {
  return received.headers['accept'];
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/$/, '');
  } catch {
    throw containerRefusal(400, 'Invalid URI');
  }
}

function earlyFault(faults: ReadonlyMap<string, string>): Sent | undefined {
  const plain = (answer: Answer): Sent => ({ answer, cookies: [], dropAfter: undefined });
  const status = faults.get('status');
  if (status !== undefined) return plain(proxyAnswer(Number(status) || 502));
  if (faults.has('login-page')) return plain(loginPage());
  if (faults.has('drop-before')) return { answer: proxyAnswer(502), cookies: [], dropAfter: -1 };
  return undefined;
}
