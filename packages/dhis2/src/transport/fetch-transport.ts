import { toTransportFailure } from './failure-kind.ts';
import { TransportFailure, type Transport, type TransportAnswer, type TransportRequest } from './transport.ts';

export interface FetchTransportOptions {
  /** The function to call (default the global `fetch`). */
  readonly fetch?: typeof globalThis.fetch;
  /** Whether a browser sends its cookies (default `include`, so that a session of the DHIS2 web app is used). */
  readonly credentials?: 'include' | 'omit' | 'same-origin';
}

/** The transport for browsers and other runtimes with `fetch`. In Node it works too, at several times the processor time. */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  const call = options.fetch ?? globalThis.fetch;
  return {
    async send(request) {
      const timer = new AnswerTimer(request);
      try {
        const { body } = request;
        const stream = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array);
        const response = await call(request.url, {
          method: request.method,
          headers: request.headers as Record<string, string>,
          body: (stream ? ReadableStream.from(body) : (body ?? null)) as never,
          redirect: 'manual',
          credentials: options.credentials ?? 'include',
          signal: timer.signal,
          ...(stream ? { duplex: 'half' } : {}),
        } as RequestInit);
        timer.stop();
        return new FetchAnswer(response, request.signal);
      } catch (error) {
        if (timer.expired) throw new TransportFailure('timeout', 'no answer', error);
        throw toTransportFailure(error, request.signal);
      } finally {
        timer.stop();
      }
    },
    async gzip(body) {
      const packed = new Blob([body as never]).stream().pipeThrough(new CompressionStream('gzip'));
      return new Uint8Array(await new Response(packed).arrayBuffer());
    },
    close: async () => undefined,
  };
}

/** `fetch` knows no time until the headers, so a controller of our own stands between it and the caller's signal. */
class AnswerTimer {
  expired = false;
  readonly signal: AbortSignal;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor(request: TransportRequest) {
    const controller = new AbortController();
    this.signal = request.signal ? AbortSignal.any([controller.signal, request.signal]) : controller.signal;
    this.#timer = setTimeout(() => {
      this.expired = true;
      controller.abort();
    }, request.timeoutMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

class FetchAnswer implements TransportAnswer {
  readonly status: number;
  readonly #response: Response;
  readonly #signal: AbortSignal | undefined;

  constructor(response: Response, signal: AbortSignal | undefined) {
    // A browser hides a redirect that it was told not to follow: type "opaqueredirect", status 0.
    this.status = response.type === 'opaqueredirect' ? 302 : response.status;
    this.#response = response;
    this.#signal = signal;
  }

  header(name: string): string | undefined {
    return this.#response.headers.get(name) ?? undefined;
  }

  cookies(): readonly string[] {
    return this.#response.headers.getSetCookie();
  }

  async text(): Promise<string> {
    try {
      return await this.#response.text();
    } catch (error) {
      throw toTransportFailure(error, this.#signal);
    }
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    const reader = this.#response.body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield value;
      }
    } catch (error) {
      throw toTransportFailure(error, this.#signal);
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }

  async discard(): Promise<void> {
    await this.#response.body?.cancel().catch(() => undefined);
  }
}
