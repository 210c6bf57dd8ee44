import { ComponentError } from '../component-error.ts';
import type { HttpAnswer, HttpClient } from './http-client.ts';

/** What an endpoint says of the grant "client credentials" (RFC 6749, section 4.4). */
export interface ClientCredentials {
  readonly endpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string | undefined;
  /** Whose token it is to be, where one server gives them for several (RFC 8707). */
  readonly resource: string | undefined;
  /** Whether id and secret go in the body instead of a header. */
  readonly inBody: boolean;
  readonly isCached: boolean;
  /** How long a token counts whose answer does not say. */
  readonly defaultExpiryMs: number;
  /** How long before its end a token counts as ended. */
  readonly marginMs: number;
}

/** Tokens for the calls of an endpoint. Calls that need one at the same time ask for one together. */
export class OAuth2Tokens {
  readonly #credentials: ClientCredentials;
  readonly #client: HttpClient;
  readonly #now: () => number;
  readonly #fail: (answer: HttpAnswer, url: URL) => Promise<Error>;
  #known: { readonly token: string; readonly until: number } | undefined;
  #asking: Promise<string> | undefined;

  constructor(
    credentials: ClientCredentials,
    client: HttpClient,
    now: () => number,
    fail: (answer: HttpAnswer, url: URL) => Promise<Error>,
  ) {
    this.#credentials = credentials;
    this.#client = client;
    this.#now = now;
    this.#fail = fail;
  }

  async token(signal: AbortSignal): Promise<string> {
    if (!this.#credentials.isCached) return (await this.#ask(signal)).token;
    if (this.#known !== undefined && this.#now() < this.#known.until) return this.#known.token;
    // It goes on for the others when the message that asked first is aborted.
    this.#asking ??= this.#ask(new AbortController().signal)
      .then((known) => {
        this.#known = known;
        return known.token;
      })
      .finally(() => (this.#asking = undefined));
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await Promise.race([this.#asking, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** The server does not take that token any more. */
  forget(token: string): void {
    if (this.#known?.token === token) this.#known = undefined;
  }

  async #ask(signal: AbortSignal): Promise<{ readonly token: string; readonly until: number }> {
    const { endpoint, clientId, clientSecret, scope, resource, inBody, defaultExpiryMs, marginMs } = this.#credentials;
    const url = new URL(endpoint);
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined) form.set('scope', scope);
    if (resource !== undefined) form.set('resource', resource);
    if (inBody) {
      form.set('client_id', clientId);
      form.set('client_secret', clientSecret);
    }
    const headers: Record<string, string> = {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
    };
    if (!inBody) headers['Authorization'] = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const answer = await this.#client.call({ url, method: 'POST', headers, body: String(form), signal });
    if (answer.status !== 200) throw await this.#fail(answer, url);
    const { token, seconds } = tokenIn(Buffer.from(await answer.body.bytes()).toString('utf8'), url);
    const lastsMs = seconds === undefined ? defaultExpiryMs : seconds * 1000;
    return { token, until: this.#now() + lastsMs - marginMs };
  }
}

function tokenIn(text: string, url: URL): { readonly token: string; readonly seconds: number | undefined } {
  let answer: { readonly access_token?: unknown; readonly expires_in?: unknown };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    answer = {};
  }
  const { access_token: token, expires_in: expires } = answer ?? {};
  if (typeof token === 'string' && token !== '') {
    const seconds = Number(expires ?? Number.NaN);
    return { token, seconds: Number.isNaN(seconds) ? undefined : seconds };
  }
  throw new ComponentError('ENDPOINT_OPTION_INVALID', {
    endpoint: 'http',
    option: 'oauth2TokenEndpoint',
    found: url.origin + url.pathname,
    expected: 'an address that answers with JSON that has an access_token',
  });
}
