import type { ComponentContext, Exchange, Producer } from '@dhow/core/component';
import type { HttpAnswer, HttpCall, HttpClient } from './http-client.ts';
import type { HttpEndpointUri } from './http-endpoint.ts';
import { HttpOperationFailed, networkFailure } from './http-failure.ts';
import { incomingHeaders } from './http-headers.ts';
import { clientCredentials, httpCall } from './http-request.ts';
import { OAuth2Tokens } from './oauth2-tokens.ts';
import { statusRange } from './status-range.ts';

/** Calls the server and puts its answer into the message. */
export class HttpProducer implements Producer {
  readonly #uri: HttpEndpointUri;
  readonly #client: HttpClient;
  readonly #context: ComponentContext;
  readonly #isOk: (status: number) => boolean;
  readonly #tokens: OAuth2Tokens | undefined;

  constructor(uri: HttpEndpointUri, client: HttpClient, context: ComponentContext) {
    this.#uri = uri;
    this.#client = client;
    this.#context = context;
    this.#isOk = statusRange(uri.options.okStatusCodeRange, uri.masked);
    const credentials = clientCredentials(uri);
    const now = () => context.clock.now();
    this.#tokens = credentials && new OAuth2Tokens(credentials, client, now, (answer, url) => failed({ url }, answer));
  }

  readonly process = async (exchange: Exchange, signal: AbortSignal): Promise<void> => {
    const plain = await httpCall(exchange, this.#uri, this.#context, signal);
    const token = await this.#token(signal);
    const call =
      token === undefined ? plain : { ...plain, headers: { ...plain.headers, Authorization: `Bearer ${token}` } };
    try {
      const answer = await this.#client.call(call);
      if (answer.status === 401 && token !== undefined) this.#tokens?.forget(token);
      if (!this.#isOk(answer.status) && this.#uri.options.throwExceptionOnFailure) throw await failed(call, answer);
      await this.#take(exchange, answer);
    } catch (error) {
      throw networkFailure(error, call.url, this.#uri.options.responseTimeoutMs);
    }
  };

  async #token(signal: AbortSignal): Promise<string | undefined> {
    if (this.#tokens === undefined) return undefined;
    try {
      return await this.#tokens.token(signal);
    } catch (error) {
      const { oauth2TokenEndpoint, responseTimeoutMs } = this.#uri.options;
      throw networkFailure(error, new URL(oauth2TokenEndpoint!), responseTimeoutMs);
    }
  }

  async #take(exchange: Exchange, answer: HttpAnswer): Promise<void> {
    const { copyHeaders, skipResponseHeaders, ignoreResponseBody, streamResponse } = this.#uri.options;
    if (!copyHeaders) exchange.headers.clear();
    if (!skipResponseHeaders)
      for (const [name, value] of incomingHeaders(answer.headers)) exchange.headers.set(name, value);
    exchange.headers.set('CamelHttpResponseCode', answer.status);
    exchange.headers.set('CamelHttpResponseText', answer.statusText);
    if (ignoreResponseBody) await answer.body.dump();
    else exchange.body = streamResponse ? answer.body : await content(answer);
  }
}

/** Text where the content type says that it is, else bytes. */
async function content(answer: HttpAnswer): Promise<string | Uint8Array> {
  const bytes = await answer.body.bytes();
  const type = String(answer.headers['content-type'] ?? '').toLowerCase();
  if (bytes.length === 0) return '';
  if (!/^text\/|json|xml|csv|javascript|x-www-form-urlencoded/.test(type)) return bytes;
  return decode(bytes, /charset="?([^\s;"]+)/.exec(type)?.[1]);
}

function decode(bytes: Uint8Array, charset = 'utf-8'): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

async function failed({ url }: Pick<HttpCall, 'url'>, answer: HttpAnswer): Promise<HttpOperationFailed> {
  const location = answer.headers['location'];
  return new HttpOperationFailed({
    uri: url.href,
    statusCode: answer.status,
    statusText: answer.statusText,
    redirectLocation: typeof location === 'string' ? location : undefined,
    responseHeaders: Object.fromEntries(incomingHeaders(answer.headers)),
    responseBody: new TextDecoder().decode(await answer.body.bytes()),
  });
}
