import { Dhis2Error } from '../errors/dhis2-error.ts';
import type { AuthContext, Authenticator } from './auth.ts';

export interface OAuth2Options {
  /** The token endpoint: `<base>/oauth2/token` from 2.42 on, `<base>/uaa/oauth/token` before, or that of the OIDC provider. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** With a refresh token that grant is used, else the client's own credentials. */
  readonly refreshToken?: string;
  readonly scope?: string;
  /** An access token that is there already. */
  readonly accessToken?: string;
  /** Milliseconds before its end at which a token is renewed (default 30,000). */
  readonly earlyMs?: number;
  /** Told after each renewal, to keep the refresh token for the next start. */
  readonly onTokens?: (tokens: { readonly accessToken: string; readonly refreshToken: string | undefined }) => void;
}

/**
 * OAuth2 and OIDC bearer tokens with renewal: before the end of their life and after a refusal. Requests that need a new
 * token at the same moment share one renewal.
 */
export function oauth2Auth(options: OAuth2Options): Authenticator {
  let accessToken = options.accessToken;
  let refreshToken = options.refreshToken;
  let endsAt = Number.POSITIVE_INFINITY;
  let renewal: Promise<void> | undefined;

  const renew = (context: AuthContext): Promise<void> => {
    renewal ??= (async () => {
      const tokens = await requestTokens(context, options, refreshToken);
      accessToken = tokens.access_token;
      refreshToken = tokens.refresh_token ?? refreshToken;
      endsAt = tokens.expires_in === undefined ? Number.POSITIVE_INFINITY : context.now() + tokens.expires_in * 1000;
      options.onTokens?.({ accessToken, refreshToken });
    })().finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
  return {
    kind: 'bearer',
    async headers(context) {
      if (accessToken === undefined || context.now() >= endsAt - (options.earlyMs ?? 30_000)) await renew(context);
      return { authorization: `Bearer ${accessToken}` };
    },
    async renew(context) {
      await renew(context);
      return true;
    },
  };
}

interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

async function requestTokens(
  context: AuthContext,
  options: OAuth2Options,
  refreshToken: string | undefined,
): Promise<TokenAnswer> {
  const form = new URLSearchParams(
    refreshToken === undefined
      ? { grant_type: 'client_credentials' }
      : { grant_type: 'refresh_token', refresh_token: refreshToken },
  );
  form.set('client_id', options.clientId);
  if (options.clientSecret !== undefined) form.set('client_secret', options.clientSecret);
  if (options.scope !== undefined) form.set('scope', options.scope);
  const answer = await context.transport.send({
    method: 'POST',
    url: options.tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: form.toString(),
    signal: context.signal,
    timeoutMs: context.timeoutMs,
  });
  const text = await answer.text();
  const tokens = answer.status === 200 ? parse(text) : undefined;
  if (!tokens) {
    const reason = /"error"\s*:\s*"([\w-]+)"/.exec(text)?.[1] ?? `status ${answer.status}`;
    throw new Dhis2Error('DHIS2_TOKEN_REFRESH', {
      origin: new URL(options.tokenUrl).origin,
      status: answer.status,
      reason,
    });
  }
  return tokens;
}

function parse(text: string): TokenAnswer | undefined {
  try {
    const value = JSON.parse(text) as TokenAnswer;
    return typeof value.access_token === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
