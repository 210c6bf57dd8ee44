import { Dhis2Error } from '../errors/dhis2-error.ts';
import type { AuthContext, Authenticator } from './auth.ts';

/**
 * A cookie session: logs in once through `/api/auth/login` and again when the session has ended. Cheaper for the server
 * than Basic credentials, whose password it hashes for each request.
 */
export function sessionAuth(username: string, password: string): Authenticator {
  let session: SessionHeaders | undefined;
  let login: Promise<SessionHeaders> | undefined;

  const start = (context: AuthContext): Promise<SessionHeaders> => {
    login ??= logIn(context, username, password).finally(() => {
      login = undefined;
    });
    return login;
  };
  return {
    kind: 'session',
    headers: (context) => session ?? start(context).then((headers) => (session = headers)),
    async renew(context) {
      session = await start(context);
      return true;
    },
  };
}

/** The cookies, and the token that a server with CSRF protection wants back as a header. */
interface SessionHeaders extends Readonly<Record<string, string>> {
  readonly cookie: string;
}

async function logIn(context: AuthContext, username: string, password: string): Promise<SessionHeaders> {
  const path = '/api/auth/login';
  const answer = await context.transport.send({
    method: 'POST',
    url: context.baseUrl + path,
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-requested-with': 'XMLHttpRequest' },
    body: JSON.stringify({ username, password }),
    signal: context.signal,
    timeoutMs: context.timeoutMs,
  });
  const cookies = answer.cookies().map((line) => line.split(';', 1)[0]!);
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes('"SUCCESS"') || cookies.length === 0) {
    const reason = /"loginStatus"\s*:\s*"(\w+)"/.exec(text)?.[1];
    throw new Dhis2Error('DHIS2_UNAUTHORIZED', {
      method: 'POST',
      path,
      status: answer.status,
      reason: reason ? `, ${reason}` : '',
    });
  }
  const token = cookies.find((line) => line.startsWith('XSRF-TOKEN='))?.slice('XSRF-TOKEN='.length);
  return { cookie: cookies.join('; '), ...(token ? { 'x-xsrf-token': token } : {}) };
}
