import type { ComponentContext, Exchange, Producer } from '@dhow/core/component';
import type { HttpAnswer, HttpCall, HttpClient } from './http-client.ts';
import type { HttpEndpointUri } from './http-endpoint.ts';
import { HttpOperationFailed, networkFailure } from './http-failure.ts';
import { incomingHeaders } from './http-headers.ts';
import { httpCall } from './http-request.ts';
import { statusRange } from './status-range.ts';

/** Calls the server and puts its answer into the message. */
export class HttpProducer implements Producer {
  readonly #uri: HttpEndpointUri;
  readonly #client: HttpClient;
  readonly #context: ComponentContext;
  readonly #isOk: (status: number) => boolean;

  constructor(uri: HttpEndpointUri, client: HttpClient, context: ComponentContext) {
    this.#uri = uri;
    this.#client = client;
    this.#context = context;
    this.#isOk = statusRange(uri.options.okStatusCodeRange, uri.masked);
  }

  readonly process = async (exchange: Exchange, signal: AbortSignal): Promise<void> => {
    const call = await httpCall(exchange, this.#uri, this.#context, signal);
    try {
      const answer = await this.#client.call(call);
      if (!this.#isOk(answer.status) && this.#uri.options.throwExceptionOnFailure) throw await failed(call, answer);
      await this.#take(exchange, answer);
    } catch (error) {
      throw networkFailure(error, call.url, this.#uri.options.responseTimeoutMs);
    }
  };

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

async function failed({ url }: HttpCall, answer: HttpAnswer): Promise<HttpOperationFailed> {
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
