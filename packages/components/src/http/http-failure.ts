import { ComponentError } from '../component-error.ts';
import type { ComponentErrorCode } from '../component-errors.ts';

/** What an answer outside the accepted range held, for routes that look at it; kept out of logs and error texts. */
export interface FailedAnswer {
  readonly uri: string;
  readonly statusCode: number;
  readonly statusText: string;
  readonly redirectLocation: string | undefined;
  readonly responseHeaders: Readonly<Record<string, unknown>>;
  readonly responseBody: string;
}

/** Camel's HttpOperationFailedException: the server answered, but not well. */
export class HttpOperationFailed extends ComponentError {
  readonly statusCode: number;
  readonly statusText: string;
  readonly redirectLocation: string | undefined;
  declare readonly uri: string;
  declare readonly responseHeaders: Readonly<Record<string, unknown>>;
  declare readonly responseBody: string;

  constructor(answer: FailedAnswer) {
    const { uri, statusCode, statusText, redirectLocation, responseHeaders, responseBody } = answer;
    const place = withoutQuery(uri);
    const to = redirectLocation === undefined ? '' : `, redirectLocation: ${withoutQuery(redirectLocation)}`;
    super('HTTP_OPERATION_FAILED', { uri: place, statusCode, to });
    this.name = 'HttpOperationFailedException';
    this.statusCode = statusCode;
    this.statusText = statusText;
    this.redirectLocation = redirectLocation;
    for (const [name, value] of Object.entries({ uri, responseHeaders, responseBody })) {
      Object.defineProperty(this, name, { value, enumerable: false });
    }
  }
}

/** Query strings carry tokens and names. */
export function withoutQuery(uri: string): string {
  const question = uri.indexOf('?');
  return question < 0 ? uri : uri.slice(0, question);
}

/** An error of this package for what the network did. */
export function networkFailure(error: unknown, url: URL, timeoutMs: number): unknown {
  const cause = error as { readonly code?: string; readonly name?: string; readonly message?: string };
  const code = codes[cause.code ?? ''];
  if (code === undefined) return error;
  return new ComponentError(code, { uri: url.origin + url.pathname, host: url.hostname, timeoutMs }, error);
}

const codes: Readonly<Record<string, ComponentErrorCode>> = {
  ECONNREFUSED: 'HTTP_CONNECTION_REFUSED',
  EHOSTUNREACH: 'HTTP_CONNECTION_REFUSED',
  ENETUNREACH: 'HTTP_CONNECTION_REFUSED',
  ENOTFOUND: 'HTTP_UNKNOWN_HOST',
  EAI_AGAIN: 'HTTP_UNKNOWN_HOST',
  UND_ERR_CONNECT_TIMEOUT: 'HTTP_CONNECT_TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'HTTP_TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'HTTP_TIMEOUT',
  ETIMEDOUT: 'HTTP_TIMEOUT',
  ECONNRESET: 'HTTP_CONNECTION_LOST',
  EPIPE: 'HTTP_CONNECTION_LOST',
  UND_ERR_SOCKET: 'HTTP_CONNECTION_LOST',
};
