import type { AuthContext, Authenticator } from '../auth/auth.ts';
import { Dhis2Error, isDhis2Error } from '../errors/dhis2-error.ts';
import {
  isTransportFailure,
  type Transport,
  type TransportAnswer,
  type TransportBody,
} from '../transport/transport.ts';
import { answerError, isHtml } from './answer-error.ts';
import type { Clock } from './clock.ts';
import type { Limiter } from './limiter.ts';
import { queryString, type Query } from './query.ts';
import type { RequestHooks, RequestInfo } from './request-hooks.ts';
import { retryAfterMs, type RetryPolicy } from './retry-policy.ts';

/** One call of the Web API. */
export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, such as `/api/me`. */
  readonly path: string;
  readonly query?: Query | undefined;
  /** An object is sent as JSON; text, bytes and streams as they are, with `contentType`. */
  readonly body?: unknown;
  readonly contentType?: string;
  /** Whether the endpoint takes a compressed body: imports of data values and metadata do. */
  readonly compressible?: boolean;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
  /** Whether the call may be repeated although its first try may have taken effect (default: GET and HEAD). */
  readonly repeatable?: boolean;
}

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly contentType: string | undefined;
  header(name: string): string | undefined;
}

/** Which call, and its how manieth try. */
interface Call {
  readonly id: number;
  readonly attempt: number;
}

export interface HttpClientParts {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly auth: Authenticator;
  readonly retry: RetryPolicy;
  readonly limiter: Limiter;
  readonly hooks: RequestHooks;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly userAgent: string | undefined;
  /** Whether bodies go and come compressed. */
  readonly compression: boolean;
}

/**
 * Sends calls of the Web API: credentials, headers, limits, retries and the mapping of refusals to typed errors. Everything
 * else of the package stands on it.
 */
export class HttpClient {
  readonly #parts: HttpClientParts;
  #count = 0;

  constructor(parts: HttpClientParts) {
    this.#parts = parts;
  }

  get baseUrl(): string {
    return this.#parts.baseUrl;
  }

  get hooks(): RequestHooks {
    return this.#parts.hooks;
  }

  get clock(): Clock {
    return this.#parts.clock;
  }

  /** The parsed JSON body of a 2xx answer; undefined for an empty one. */
  async json<T>(request: ApiRequest): Promise<T> {
    const answer = await this.read(request);
    return parseAnswer<T>(answer, request);
  }

  /** A 2xx answer with its text; other statuses throw. */
  async read(request: ApiRequest): Promise<Answer> {
    const answer = await this.readAny(request);
    if (answer.status >= 200 && answer.status < 300 && !isHtmlUnasked(answer, request)) return answer;
    throw this.refusal(answer, request);
  }

  /** Any answer of DHIS2 itself, refusals too. Throws when there is none or when it is somebody else's page. */
  async readAny(request: ApiRequest): Promise<Answer> {
    return this.#withRetries(request, async (call) => {
      const answer = await this.#sendWithCredentials(request, call, async (raw) => ({
        status: raw.status,
        text: await raw.text(),
        contentType: raw.header('content-type'),
        header: (name: string) => raw.header(name),
      }));
      if (isRetryableStatus(answer.status) && this.#mayRepeat(request, answer.status))
        throw this.refusal(answer, request);
      return answer;
    });
  }

  /** The body of a 2xx answer as it arrives. Retried only until the answer begins. */
  async stream(request: ApiRequest): Promise<TransportAnswer> {
    return this.#withRetries(request, async (call) => {
      const outcome = await this.#sendWithCredentials(request, call, async (raw) => {
        const html = raw.header('content-type')?.includes('html') && !request.accept?.includes('html');
        if (raw.status >= 200 && raw.status < 300 && !html) return { status: raw.status, raw };
        const text = await raw.text();
        return { status: raw.status, refused: { text, contentType: raw.header('content-type'), raw } };
      });
      if (outcome.raw) return outcome.raw;
      const { text, contentType, raw } = outcome.refused!;
      throw this.refusal({ status: outcome.status, text, contentType, header: (name) => raw.header(name) }, request);
    });
  }

  /** The error that an answer means. */
  refusal(answer: Answer, request: ApiRequest): Dhis2Error {
    return answerError({
      method: request.method,
      path: request.path,
      status: answer.status,
      text: answer.text,
      contentType: answer.contentType,
      location: answer.header('location'),
      wwwAuthenticate: answer.header('www-authenticate'),
      retryAfterMs: retryAfterMs(answer.header('retry-after'), this.#parts.clock.now()),
    });
  }

  #mayRepeat(request: ApiRequest, status?: number): boolean {
    return request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD' || status === 429);
  }

  async #withRetries<T>(request: ApiRequest, run: (call: Call) => Promise<T>): Promise<T> {
    const { retry, hooks, clock } = this.#parts;
    const id = ++this.#count;
    for (let attempt = 1; ; attempt++) {
      const started = clock.now();
      try {
        return await run({ id, attempt });
      } catch (error) {
        if (!isDhis2Error(error)) throw error;
        const info = {
          ...infoOf(request, { id, attempt }, 0),
          ms: clock.now() - started,
          code: error.code,
        };
        hooks.onFailure?.(info);
        const repeat = error.details.effect === 'none' || this.#mayRepeat(request, error.details.status);
        if (!error.retryable || !repeat || attempt >= retry.attempts || isOneShot(request.body)) throw error;
        const delayMs = retry.delayMs(attempt + 1, error.details.retryAfterMs);
        hooks.onRetry?.({ ...info, delayMs });
        await this.#sleep(delayMs, request);
      }
    }
  }

  async #sleep(delayMs: number, request: ApiRequest): Promise<void> {
    try {
      await this.#parts.clock.sleep(delayMs, request.signal);
    } catch (error) {
      throw new Dhis2Error('DHIS2_ABORTED', { method: request.method, path: request.path }, error);
    }
  }

  /** Sends once, and once more when the server refused the credentials and new ones could be had. */
  async #sendWithCredentials<T extends { readonly status: number }>(
    request: ApiRequest,
    call: Call,
    use: (answer: TransportAnswer) => Promise<T>,
  ): Promise<T> {
    const { auth } = this.#parts;
    const outcome = await this.#send(request, call, use);
    const refused = outcome.status === 401 || outcome.status === 302;
    if (!refused || !auth.renew || isOneShot(request.body)) return outcome;
    return (await auth.renew(this.#authContext(request))) ? this.#send(request, call, use) : outcome;
  }

  async #send<T>(request: ApiRequest, call: Call, use: (answer: TransportAnswer) => Promise<T>): Promise<T> {
    const { transport, limiter, hooks, baseUrl, timeoutMs, clock } = this.#parts;
    const leave = await this.#enter(limiter, request);
    const started = clock.now();
    try {
      const plain = toBody(request.body);
      const packed = await this.#packed(plain, request);
      const body = packed ?? plain;
      const info = infoOf(request, call, typeof body === 'string' || body instanceof Uint8Array ? body.length : 0);
      const added = hooks.onRequest?.(info);
      const answer = await transport.send({
        method: request.method,
        url: baseUrl + request.path + queryString(request.query),
        headers: await this.#headers(request, body !== undefined, packed !== undefined, added),
        body,
        signal: request.signal,
        timeoutMs: request.timeoutMs ?? timeoutMs,
      });
      hooks.onAnswer?.({ ...info, status: answer.status, ms: clock.now() - started });
      return await use(answer);
    } catch (error) {
      throw this.#transportError(error, request);
    } finally {
      leave();
    }
  }

  /** The body compressed, where that is worth it. */
  async #packed(body: TransportBody | undefined, request: ApiRequest): Promise<Uint8Array | undefined> {
    const { compression, transport } = this.#parts;
    if (!compression || !request.compressible || !transport.gzip) return undefined;
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) return undefined;
    return body.length < worthPacking ? undefined : transport.gzip(body);
  }

  async #enter(limiter: Limiter, request: ApiRequest): Promise<() => void> {
    try {
      return await limiter.enter(request.signal);
    } catch (error) {
      throw new Dhis2Error('DHIS2_ABORTED', { method: request.method, path: request.path, effect: 'none' }, error);
    }
  }

  async #headers(
    request: ApiRequest,
    hasBody: boolean,
    packed: boolean,
    added: Readonly<Record<string, string>> | undefined | void,
  ): Promise<Record<string, string>> {
    const { auth, userAgent, compression } = this.#parts;
    const headers: Record<string, string> = {
      accept: request.accept ?? 'application/json',
      // Without it DHIS2 answers a missing login with a redirect to a web page.
      'x-requested-with': 'XMLHttpRequest',
    };
    if (userAgent !== undefined) headers['user-agent'] = userAgent;
    if (compression) headers['accept-encoding'] = 'gzip';
    if (hasBody) headers['content-type'] = request.contentType ?? 'application/json';
    if (packed) headers['content-encoding'] = 'gzip';
    const credentials = auth.headers(this.#authContext(request));
    return Object.assign(
      headers,
      request.headers,
      added ?? undefined,
      credentials instanceof Promise ? await credentials : credentials,
    );
  }

  #authContext(request: ApiRequest): AuthContext {
    const { transport, baseUrl, timeoutMs, clock } = this.#parts;
    return { transport, baseUrl, timeoutMs, now: () => clock.now(), signal: request.signal };
  }

  #transportError(error: unknown, request: ApiRequest): unknown {
    if (!isTransportFailure(error)) return error;
    const { method, path } = request;
    const where = { method, path, reason: error.message };
    switch (error.kind) {
      case 'unreachable':
        return new Dhis2Error('DHIS2_UNREACHABLE', { ...where, origin: originOf(this.baseUrl), effect: 'none' }, error);
      case 'timeout':
        return new Dhis2Error(
          'DHIS2_TIMEOUT',
          { ...where, timeoutMs: request.timeoutMs ?? this.#parts.timeoutMs, effect: 'unknown' },
          error,
        );
      case 'aborted':
        return new Dhis2Error('DHIS2_ABORTED', { ...where, effect: 'unknown' }, error);
      default:
        return new Dhis2Error('DHIS2_ANSWER_LOST', { ...where, effect: 'unknown' }, error);
    }
  }
}

/** Bytes from which on a body is compressed. */
const worthPacking = 16_000;

/** Parses the body of a good answer. */
export function parseAnswer<T>(answer: Answer, request: Pick<ApiRequest, 'method' | 'path'>): T {
  if (answer.text === '') return undefined as T;
  try {
    return JSON.parse(answer.text) as T;
  } catch (error) {
    const reason = answer.contentType ?? 'no content type';
    throw new Dhis2Error(
      'DHIS2_BAD_JSON',
      { method: request.method, path: request.path, status: answer.status, reason },
      error,
    );
  }
}

/** A page where data was asked for. Some endpoints give HTML on request, such as `analytics.html`. */
export function isHtmlUnasked(answer: Answer, request: ApiRequest): boolean {
  return !request.accept?.includes('html') && isHtml(answer.contentType, answer.text);
}

function infoOf(request: ApiRequest, call: Call, requestBytes: number): RequestInfo {
  return { id: call.id, method: request.method, path: request.path, attempt: call.attempt, requestBytes };
}

function isRetryableStatus(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

function toBody(body: unknown): TransportBody | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof Uint8Array || isOneShot(body)) return body as TransportBody;
  return JSON.stringify(body);
}

function isOneShot(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function originOf(url: string): string {
  return url.slice(0, (url.indexOf('/', url.indexOf('://') + 3) + 1 || url.length + 1) - 1);
}
