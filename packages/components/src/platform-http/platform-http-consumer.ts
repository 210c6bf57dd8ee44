import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ComponentContext, Consumer, ConsumerRoute, Exchange } from '@dhow/core/component';
import { allMethods, type PathMatch, type PathService } from './path-table.ts';
import { ComponentError } from '../component-error.ts';
import type { HttpServer } from './http-server.ts';
import { isAcceptable, isConsumed, mediaType, mediaTypes } from './media-types.ts';
import type { PlatformHttpEndpointUri } from './platform-http-endpoint.ts';
import { bodyContent, BodyTooLong, formType, hasBody, readBody, streamBody } from './request-body.ts';
import { keepRequest, writeFields, writeHeaders } from './request-message.ts';
import { AnswerHeaders } from './response-headers.ts';
import { answerMessage, answerPlainly } from './response-writer.ts';

/** Makes a message of each request and answers with its result; synchronously where the route is. */
export class PlatformHttpConsumer implements Consumer, PathService {
  readonly path: string;
  readonly methods: readonly string[];
  readonly isPrefix: boolean;
  readonly routeId: string;
  readonly #uri: PlatformHttpEndpointUri;
  readonly #route: ConsumerRoute;
  readonly #server: HttpServer;
  readonly #context: ComponentContext;
  readonly #consumes: readonly string[];
  readonly #produces: readonly string[];
  readonly #headers: AnswerHeaders;
  readonly #waiting = new Set<AbortController>();
  #open = false;
  #active = 0;
  #idle: (() => void) | undefined;

  constructor(uri: PlatformHttpEndpointUri, route: ConsumerRoute, server: HttpServer, context: ComponentContext) {
    const { options } = uri;
    this.path = uri.path.replace(/^\/*/, '/');
    this.isPrefix = options.matchOnUriPrefix;
    this.routeId = route.routeId;
    this.methods = methodsOf(options.httpMethodRestrict, uri.masked);
    this.#uri = uri;
    this.#route = route;
    this.#server = server;
    this.#context = context;
    this.#consumes = mediaTypes(options.consumes);
    this.#produces = mediaTypes(options.produces);
    this.#headers = new AnswerHeaders(options.sendHeaders);
  }

  async start(): Promise<void> {
    this.#open = true;
    await this.#server.add(this);
  }

  /** Until the messages under way are done, new requests are told to come again. */
  async stop(signal?: AbortSignal): Promise<void> {
    this.#open = false;
    const abort = () => {
      for (const controller of this.#waiting) controller.abort(signal?.reason);
    };
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    this.#route.signal.addEventListener('abort', abort, { once: true });
    if (this.#active > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    signal?.removeEventListener('abort', abort);
    this.#route.signal.removeEventListener('abort', abort);
    this.#server.remove(this);
  }

  suspend(): void {
    this.#open = false;
  }

  resume(): void {
    this.#open = true;
  }

  isIdle(): boolean {
    return this.#active === 0;
  }

  handle(request: IncomingMessage, response: ServerResponse, match: PathMatch): void {
    const { maxBodySize, useStreaming } = this.#uri.options;
    const { headers } = request;
    if (!this.#open) return answerPlainly(response, 503, 'Out of service for now', { 'retry-after': '1' });
    const withBody = hasBody(request);
    if (withBody && !isConsumed(headers['content-type'], this.#consumes)) {
      return answerPlainly(response, 415, `This path takes ${this.#consumes.join(', ')}`);
    }
    if (!isAcceptable(headers.accept, this.#produces)) {
      return answerPlainly(response, 406, `This path answers with ${this.#produces.join(', ')}`);
    }
    this.#active++;
    if (!withBody) this.#run(request, response, match, null);
    else if (useStreaming) this.#run(request, response, match, streamBody(request, maxBodySize));
    else readBody(request, maxBodySize, (body, error) => this.#read(request, response, match, body, error));
  }

  #read(
    request: IncomingMessage,
    response: ServerResponse,
    match: PathMatch,
    body: Buffer | undefined,
    error: unknown,
  ): void {
    if (body !== undefined) {
      this.#run(request, response, match, bodyContent(body, request.headers['content-type']));
      return;
    }
    if (error instanceof BodyTooLong) {
      const limit = this.#uri.options.maxBodySize;
      answerPlainly(response, 413, `This path takes bodies of ${limit} bytes at most`, { connection: 'close' });
      request.resume();
    }
    this.#done();
  }

  #run(request: IncomingMessage, response: ServerResponse, match: PathMatch, body: unknown): void {
    const exchange = this.#route.createExchange(body, 'InOut');
    writeHeaders(exchange.headers, request, match, this.isPrefix ? this.#below(match.path) : match.path);
    if (typeof body === 'string' && mediaType(request.headers['content-type'] ?? '') === formType) {
      exchange.body = writeFields(exchange.headers, body);
    }
    keepRequest(exchange, request, match);
    const controller = new AbortController();
    const waiting = this.#route.process(exchange, controller.signal);
    if (waiting === undefined) this.#answer(exchange, request, response);
    else this.#wait(waiting, controller, exchange, request, response);
  }

  #wait(
    waiting: Promise<void>,
    controller: AbortController,
    exchange: Exchange,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    this.#waiting.add(controller);
    const { requestTimeoutMs } = this.#uri.options;
    const gone = () => controller.abort(new ComponentError('PLATFORM_HTTP_CLIENT_GONE', { route: this.routeId }));
    const late = () => {
      answerPlainly(response, 503, 'The answer took too long', { 'retry-after': '1' });
      controller.abort(
        new ComponentError('PLATFORM_HTTP_TIMEOUT', { route: this.routeId, timeoutMs: requestTimeoutMs }),
      );
    };
    const cancel = requestTimeoutMs > 0 ? this.#context.clock.schedule(requestTimeoutMs, late) : undefined;
    response.once('close', gone);
    void waiting.then(() => {
      cancel?.();
      response.off('close', gone);
      this.#waiting.delete(controller);
      this.#answer(exchange, request, response);
    });
  }

  #answer(exchange: Exchange, request: IncomingMessage, response: ServerResponse): void {
    // Late, or nobody there any more.
    if (response.headersSent || response.destroyed) return this.#done();
    if (exchange.exception !== undefined) {
      this.#answerFailure(exchange, response);
      return this.#done();
    }
    let writing: void | Promise<void> = undefined;
    try {
      writing = answerMessage(exchange, request, response, this.#headers.of(exchange, request), this.#produces);
    } catch (error) {
      exchange.exception = error;
      this.#answerFailure(exchange, response);
      this.#broken(error);
    }
    if (writing === undefined) return this.#done();
    void writing.catch((error: unknown) => this.#broken(error)).finally(() => this.#done());
  }

  #answerFailure(exchange: Exchange, response: ServerResponse): void {
    const { exception } = exchange;
    const tooLong = exception instanceof BodyTooLong;
    const muted = this.#uri.options.muteException || !(exception instanceof Error);
    const text = tooLong
      ? `This path takes bodies of ${this.#uri.options.maxBodySize} bytes at most`
      : muted
        ? ''
        : `${exception.name}: ${exception.message}`;
    answerPlainly(response, tooLong ? 413 : 500, text, this.#headers.ofFailure(exchange));
  }

  #broken(cause: unknown): void {
    void this.#route.handleFailure(new ComponentError('PLATFORM_HTTP_ANSWER_BROKEN', { route: this.routeId }, cause));
  }

  #done(): void {
    this.#active--;
    if (this.#active > 0 || this.#idle === undefined) return;
    this.#idle();
    this.#idle = undefined;
  }

  /** What comes below the path that is served. */
  #below(path: string): string {
    const depth = this.path.split('/').filter((part) => part !== '').length;
    const parts = path.split('/');
    return parts.length <= depth + 1 ? '' : `/${parts.slice(depth + 1).join('/')}`;
  }
}

function methodsOf(text: string | undefined, endpoint: string): readonly string[] {
  if (text === undefined) return [];
  const methods = text.split(',').map((method) => method.trim().toUpperCase());
  const wrong = methods.find((method) => !(allMethods as readonly string[]).includes(method));
  if (wrong === undefined) return methods;
  const expected = `some of ${allMethods.join(', ')}, with commas`;
  throw new ComponentError('ENDPOINT_OPTION_INVALID', {
    endpoint,
    option: 'httpMethodRestrict',
    found: wrong,
    expected,
  });
}
