import { Dhis2Error, type Dhis2ErrorDetails } from '../errors/dhis2-error.ts';
import type { Dhis2ErrorCode } from '../errors/dhis2-errors.ts';
import { codeEntry, type CodeFamily } from '../outcome/code-catalogue.ts';
import { isWebMessage, parseJson } from './web-message.ts';

/** An answer as far as it decides which error it means. */
export interface RefusedAnswer {
  readonly method: string;
  /** Without query string. */
  readonly path: string;
  readonly status: number;
  readonly text: string;
  readonly contentType: string | undefined;
  readonly location?: string | undefined;
  readonly wwwAuthenticate?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

const byStatus: Readonly<Record<number, Dhis2ErrorCode>> = {
  400: 'DHIS2_BAD_REQUEST',
  401: 'DHIS2_UNAUTHORIZED',
  403: 'DHIS2_FORBIDDEN',
  404: 'DHIS2_NOT_FOUND',
  405: 'DHIS2_METHOD_NOT_ALLOWED',
  406: 'DHIS2_NOT_ACCEPTABLE',
  409: 'DHIS2_CONFLICT',
  413: 'DHIS2_TOO_LARGE',
  415: 'DHIS2_UNSUPPORTED_MEDIA_TYPE',
  422: 'DHIS2_CONFLICT',
  429: 'DHIS2_TOO_MANY_REQUESTS',
  502: 'DHIS2_UNAVAILABLE',
  503: 'DHIS2_UNAVAILABLE',
  504: 'DHIS2_UNAVAILABLE',
};

/** Areas whose sentences may name a person or hold a value that somebody entered. */
const confidential =
  /^\/api\/(tracker|dataValue|users?\b|me\b|message|sms|dataStore|userDataStore|enrollments|events|potentialDup|complete)/;

/** Whether an answer is a page for people. Servlet containers, proxies and the login page all send such. */
export function isHtml(contentType: string | undefined, text: string): boolean {
  if (contentType?.includes('html')) return true;
  return contentType?.includes('json') ? false : /^\s*<(?:!doctype html|html)/i.test(text);
}

/** The typed error for an answer that is a refusal, whatever its form. */
export function answerError(answer: RefusedAnswer): Dhis2Error {
  const { method, path, status, text } = answer;
  const base: Dhis2ErrorDetails = { method, path, status, ...retryAfter(answer) };
  if (status >= 300 && status < 400) {
    const target = answer.location ?? 'an address that was not given';
    if (/login|oauth2\/authorization/i.test(target)) return new Dhis2Error('DHIS2_LOGIN_REDIRECT', base);
    return new Dhis2Error('DHIS2_REDIRECT', { ...base, target: target.split('?', 1)[0]! });
  }
  if (isHtml(answer.contentType, text)) return htmlError(base, text);
  const body = parseJson(text);
  const message = isWebMessage(body) ? body : undefined;
  const remedy = message?.errorCode === undefined ? undefined : codeEntry(message.errorCode, familyOf(path))?.remedy;
  const details: Dhis2ErrorDetails = {
    ...base,
    ...(message?.errorCode === undefined ? {} : { errorCode: message.errorCode }),
    ...(message?.message === undefined ? {} : { serverMessage: message.message }),
    ...(message === undefined ? {} : { body: message }),
    ...(remedy === undefined ? {} : { remedy }),
    // The message for 403 says what to do already.
    reason: reasonOf(message, path) + (remedy === undefined || status === 403 ? '' : `; ${remedy}`),
  };
  if (status === 400 && answer.wwwAuthenticate?.startsWith('ApiToken')) {
    return new Dhis2Error('DHIS2_UNAUTHORIZED', details);
  }
  return new Dhis2Error(codeOf(status), details);
}

function htmlError(base: Dhis2ErrorDetails, text: string): Dhis2Error {
  const title = /<title>([^<]{1,120})<\/title>/i.exec(text)?.[1]?.trim();
  const details = { ...base, html: true, title: title ? ` ("${title}")` : '' };
  const status = base.status!;
  // A container's error page says what its status says; a page with 200, or instead of a 401, is a login page or a proxy's.
  if (status === 200 || status === 401 || status === 403) return new Dhis2Error('DHIS2_HTML_ANSWER', details);
  return new Dhis2Error(status < 300 ? 'DHIS2_HTML_ANSWER' : codeOf(status), { ...details, reason: ', a web page' });
}

function codeOf(status: number): Dhis2ErrorCode {
  return byStatus[status] ?? (status >= 500 ? 'DHIS2_SERVER_ERROR' : 'DHIS2_BAD_REQUEST');
}

/** The same number means one thing in one area and another elsewhere. The tracker's own codes stand in its reports only. */
function familyOf(path: string): CodeFamily {
  if (/^\/api\/(?:analytics|outlier)/.test(path)) return 'analytics';
  return /^\/api\/(?:dataValue|dataEntry|complete)/.test(path) ? 'dataValues' : 'metadata';
}

function reasonOf(message: { errorCode?: string; message?: string } | undefined, path: string): string {
  const code = message?.errorCode ? ` ${message.errorCode}` : '';
  const sentence =
    message?.message && !confidential.test(path) ? `: ${message.message.slice(0, 300).replace(/\.$/, '')}` : '';
  return code + sentence;
}

function retryAfter(answer: RefusedAnswer): { retryAfterMs?: number } {
  return answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs };
}
