import type { Dispatcher } from 'undici';

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
  readonly proxy?: HttpProxy | undefined;
}

export interface HttpProxy {
  /** `http://host:port`. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

interface Connections {
  readonly agent: Dispatcher;
  readonly dispatcher: Dispatcher;
}

/** Calls by pooled connections. Knows nothing of exchanges. */
export class HttpClient {
  readonly #settings: HttpClientSettings;
  #connections: Promise<Connections> | undefined;

  constructor(settings: HttpClientSettings) {
    this.#settings = settings;
  }

  async call({ url, method, headers, body, signal }: HttpCall): Promise<HttpAnswer> {
    const request = { origin: url.origin, path: url.pathname + url.search, method, headers, body, signal };
    // Undici takes async iterables as bodies, its types do not say so.
    const { dispatcher } = await (this.#connections ??= open(this.#settings));
    const answer = await dispatcher.request(request as unknown as Dispatcher.RequestOptions);
    return {
      status: answer.statusCode,
      statusText: answer.statusText ?? '',
      headers: answer.headers,
      body: answer.body as unknown as HttpAnswer['body'],
    };
  }

  async close(): Promise<void> {
    await (await this.#connections)?.agent.close();
  }

  /** Ends calls that are under way too. */
  async destroy(): Promise<void> {
    await (await this.#connections)?.agent.destroy();
  }
}

/** Undici is loaded with the first call: processes that make none start in half the time. */
async function open(settings: HttpClientSettings): Promise<Connections> {
  const { Agent, ProxyAgent, interceptors } = await import('undici');
  const options = {
    connections: settings.connections,
    connect: { timeout: settings.connectTimeoutMs },
    headersTimeout: settings.responseTimeoutMs,
    bodyTimeout: settings.responseTimeoutMs,
    pipelining: 1,
  };
  const { proxy } = settings;
  const agent =
    proxy === undefined
      ? new Agent(options)
      : new ProxyAgent({ ...options, uri: proxy.url, ...(proxy.username !== undefined && { token: basic(proxy) }) });
  const dispatcher = settings.followRedirects ? agent.compose(interceptors.redirect({ maxRedirections: 5 })) : agent;
  return { agent, dispatcher };
}

function basic({ username = '', password = '' }: HttpProxy): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
