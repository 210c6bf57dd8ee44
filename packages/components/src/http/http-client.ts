import { Agent, interceptors, type Dispatcher } from 'undici';

export interface HttpCall {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array | string> | undefined;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: AsyncIterable<Uint8Array> & { bytes(): Promise<Uint8Array>; dump(): Promise<unknown> };
}

export interface HttpClientSettings {
  readonly connections: number;
  readonly connectTimeoutMs: number;
  readonly responseTimeoutMs: number;
  readonly followRedirects: boolean;
}

/** Calls by pooled connections. Knows nothing of exchanges. */
export class HttpClient {
  readonly #agent: Agent;
  readonly #dispatcher: Dispatcher;

  constructor(settings: HttpClientSettings) {
    this.#agent = new Agent({
      connections: settings.connections,
      connect: { timeout: settings.connectTimeoutMs },
      headersTimeout: settings.responseTimeoutMs,
      bodyTimeout: settings.responseTimeoutMs,
      pipelining: 1,
    });
    this.#dispatcher = settings.followRedirects
      ? this.#agent.compose(interceptors.redirect({ maxRedirections: 5 }))
      : this.#agent;
  }

  async call({ url, method, headers, body, signal }: HttpCall): Promise<HttpAnswer> {
    const request = { origin: url.origin, path: url.pathname + url.search, method, headers, body, signal };
    // Undici takes async iterables as bodies, its types do not say so.
    const answer = await this.#dispatcher.request(request as unknown as Dispatcher.RequestOptions);
    return {
      status: answer.statusCode,
      statusText: answer.statusText ?? '',
      headers: answer.headers,
      body: answer.body as unknown as HttpAnswer['body'],
    };
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  /** Ends calls that are under way too. */
  destroy(): Promise<void> {
    return this.#agent.destroy();
  }
}
