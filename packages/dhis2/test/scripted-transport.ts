import {
  TransportFailure,
  type Transport,
  type TransportFailureKind,
  type TransportRequest,
} from '../src/transport/transport.ts';

/** What a scripted server answers: a JSON value or text, or a failure. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly fail?: TransportFailureKind;
}

export interface ScriptedTransport extends Transport {
  readonly requests: TransportRequest[];
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** 0 for the first request of all. */
  readonly number: number;
}

/** A transport that answers from a function, without a network. */
export function scriptedTransport(
  answer: (request: SeenRequest) => ScriptedAnswer | Promise<ScriptedAnswer>,
): ScriptedTransport {
  const requests: TransportRequest[] = [];
  return {
    requests,
    async send(request) {
      const url = new URL(request.url);
      requests.push(request);
      const scripted = await answer({
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: typeof request.body === 'string' ? request.body : await bodyText(request.body),
        number: requests.length - 1,
      });
      if (request.signal?.aborted) throw new TransportFailure('aborted', 'cancelled');
      if (scripted.fail) throw new TransportFailure(scripted.fail, 'scripted');
      return answerOf(scripted);
    },
    close: async () => undefined,
  };
}

function answerOf({ status = 200, body, headers = {} }: ScriptedAnswer): Awaited<ReturnType<Transport['send']>> {
  const isText = typeof body === 'string' && headers['content-type'] !== undefined;
  const text = body === undefined || body === null ? '' : isText ? body : JSON.stringify(body);
  const all: Record<string, string | readonly string[]> = {
    ...(text === '' ? {} : { 'content-type': 'application/json;charset=UTF-8' }),
    ...headers,
  };
  return {
    status,
    header(name) {
      const value = all[name];
      return typeof value === 'string' || value === undefined ? value : value.join(', ');
    },
    cookies() {
      const value = all['set-cookie'];
      return value === undefined ? [] : typeof value === 'string' ? [value] : value;
    },
    text: async () => text,
    async *stream() {
      yield new TextEncoder().encode(text);
    },
    discard: async () => undefined,
  };
}

async function bodyText(body: TransportRequest['body']): Promise<string> {
  if (body === undefined) return '';
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  if (typeof body === 'string') return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
