import type { Answer } from '../http/answer.ts';
import { empty, webMessage } from '../http/answer.ts';
import { WebError } from '../http/web-error.ts';
import type { ServerContext } from '../server/server-context.ts';
import { textAt } from '../state/json.ts';
import type { Attempts } from './login-attempts.ts';
import type { Sessions } from './sessions.ts';
import type { ApiTokens } from './api-tokens.ts';
import type { User } from './user.ts';

/** What of a request tells who sent it. */
export interface Credentials {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remoteAddress: string;
  readonly baseUrl: string;
}

export interface Authenticated {
  readonly user: User;
  /** The session to hand out, when the request did not bring it. */
  readonly newSession: string | undefined;
}

export interface AuthenticationParts {
  readonly context: ServerContext;
  readonly attempts: Attempts;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
}

/** Finds the user of a request: Basic, then token, then session cookie; throws DHIS2's refusal when there is none. */
export function authenticate(parts: AuthenticationParts, credentials: Credentials): Authenticated {
  const header = credentials.headers['authorization'] ?? '';
  const [scheme = '', value = ''] = header.split(' ', 2);
  if (scheme.toLowerCase() === 'basic') {
    const user = basic(parts, value);
    return { user, newSession: parts.sessions.open(user.id) };
  }
  if (scheme.toLowerCase() === 'apitoken') {
    const user = parts.tokens.authenticate(value, credentials);
    return { user, newSession: undefined };
  }
  const session = /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(credentials.headers['cookie'] ?? '')?.[1];
  const userId = session === undefined ? undefined : parts.sessions.userOf(session);
  const user = userId === undefined ? undefined : parts.context.directory.user(userId);
  if (user) return { user, newSession: undefined };
  throw new WebError(loginRequired(credentials, parts.context.profile.minor), 'no credentials');
}

function basic({ context, attempts }: AuthenticationParts, value: string): User {
  const decoded = /^[A-Za-z0-9+/=]+$/.test(value) ? Buffer.from(value, 'base64').toString('utf8') : '';
  const colon = decoded.indexOf(':');
  const username = decoded.slice(0, Math.max(colon, 0));
  const object = colon < 0 ? undefined : context.directory.objectByUsername(username);
  if (!object) throw unauthorized('Unauthorized');
  const lockable = context.settings.isOn('keyLockMultipleFailedLogins');
  if (lockable && attempts.isLocked(username)) throw unauthorized('Account locked');
  if (object['disabled'] === true) throw unauthorized('Account disabled');
  if (!context.directory.checkPassword(object.id, decoded.slice(colon + 1))) {
    if (!lockable) throw unauthorized('Unauthorized');
    attempts.failed(username);
    // 2.42 says that the account is disabled until it is locked; 2.43 locks with the fifth wrong password.
    if (context.profile.minor < 43) throw unauthorized('Account disabled');
    throw unauthorized(attempts.isLocked(username) ? 'Account locked' : 'Unauthorized');
  }
  attempts.succeeded(username);
  object['lastLogin'] = context.clock.now().toISOString().slice(0, 23);
  return context.directory.user(object.id)!;
}

/** The JSON answer of a failed login. */
export function unauthorized(message: string, headers: Record<string, string> = {}): WebError {
  const answer = webMessage(401, 'ERROR', { message }, headers);
  const { 'cache-control': _dropped, ...rest } = answer.headers;
  return new WebError({ ...answer, headers: { ...rest, 'content-type': 'application/json' } }, message);
}

/** What a request without credentials gets: the login page, or JSON when it says that it is no browser. */
function loginRequired({ headers, baseUrl }: Credentials, minor: number): Answer {
  if ((headers['x-requested-with'] ?? '') === 'XMLHttpRequest') return unauthorized('Unauthorized').answer;
  return empty(302, { location: `${baseUrl}${minor >= 43 ? '/login/' : '/dhis-web-login/'}`, 'content-length': '0' });
}

/** The uid of the user object that a login names, for `POST /api/auth/login`. */
export function checkLogin(context: ServerContext, username: string, password: string): string | undefined {
  const object = context.directory.objectByUsername(username);
  if (!object || object['disabled'] === true || textAt(object, 'username') === undefined) return undefined;
  return context.directory.checkPassword(object.id, password) ? object.id : undefined;
}
