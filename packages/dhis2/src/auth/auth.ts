import type { Transport } from '../transport/transport.ts';

/** Adds credentials to a request. Implementations keep secrets in private state, so that printing one shows nothing. */
export interface Authenticator {
  /** Short name for messages: `basic`, `token`, `bearer`, `session`, `none`. */
  readonly kind: string;
  /** Headers (lower case) for the next request. A promise only when something has to be fetched first. */
  headers(context: AuthContext): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** After a refusal: true when new credentials were obtained and the request should be sent again, once. */
  renew?(context: AuthContext): Promise<boolean>;
}

/** What an authenticator may use to obtain credentials. */
export interface AuthContext {
  readonly transport: Transport;
  /** Base URL without `/api`. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** No credentials: for the few open endpoints, and for a browser that has a session cookie already. */
export function noAuth(): Authenticator {
  return { kind: 'none', headers: () => ({}) };
}

/** User name and password in each request. */
export function basicAuth(username: string, password: string): Authenticator {
  const header = { authorization: `Basic ${base64(`${username}:${password}`)}` };
  return { kind: 'basic', headers: () => header };
}

/** A personal access token (`d2p_…` or `d2pat_…`). */
export function tokenAuth(token: string): Authenticator {
  const header = { authorization: `ApiToken ${token}` };
  return { kind: 'token', headers: () => header };
}

/** A bearer token, fixed or asked for before each request (it may cache). */
export function bearerAuth(token: string | (() => string | Promise<string>)): Authenticator {
  if (typeof token === 'string') {
    const header = { authorization: `Bearer ${token}` };
    return { kind: 'bearer', headers: () => header };
  }
  return { kind: 'bearer', headers: async () => ({ authorization: `Bearer ${await token()}` }) };
}

function base64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}
