import type { Json, JsonObject } from '../state/json.ts';

/** What a handler gives back: status, headers in lower case, and the body's bytes or text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

const jsonUtf8 = 'application/json;charset=UTF-8';

/** A JSON answer. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** JSON with DHIS2's older content type, which names the character set. */
export function jsonWithCharset(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return json(body, status, { 'content-type': jsonUtf8, ...headers });
}

export function empty(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: null };
}

export function text(body: string, contentType = 'text/plain;charset=UTF-8', status = 200): Answer {
  return { status, headers: { 'content-type': contentType }, body };
}

/** The parts of DHIS2's envelope beside its status. */
export interface WebMessageParts {
  readonly message?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly devMessage?: string | undefined;
  readonly code?: number | undefined;
  readonly response?: JsonObject | undefined;
}

export type WebStatus = 'OK' | 'WARNING' | 'ERROR';

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export function reasonOf(status: number): string {
  return reasons[status] ?? 'Unknown';
}

/** DHIS2's envelope (WebMessage) as a JSON value. */
export function webMessageBody(httpStatus: number, status: WebStatus, parts: WebMessageParts = {}): JsonObject {
  const body: JsonObject = { httpStatus: reasonOf(httpStatus), httpStatusCode: httpStatus, status };
  if (parts.code !== undefined) body['code'] = parts.code;
  if (parts.message !== undefined) body['message'] = parts.message;
  if (parts.devMessage !== undefined) body['devMessage'] = parts.devMessage;
  if (parts.response !== undefined) body['response'] = parts.response;
  if (parts.errorCode !== undefined) body['errorCode'] = parts.errorCode;
  return body;
}

/** DHIS2's envelope (WebMessage) as an answer. */
export function webMessage(
  httpStatus: number,
  status: WebStatus,
  parts: WebMessageParts = {},
  headers: Record<string, string> = {},
): Answer {
  const noCache = httpStatus >= 400 ? { 'cache-control': 'no-cache, private' } : {};
  return jsonWithCharset(webMessageBody(httpStatus, status, parts), httpStatus, { ...noCache, ...headers });
}

/** The envelope of a call that worked. */
export function ok(message?: string, response?: JsonObject): Answer {
  return webMessage(200, 'OK', { message, response });
}

export type { Json };
