import type { JsonObject } from '../state/json.ts';
import type { Answer } from './answer.ts';
import { webMessage } from './answer.ts';
import { htmlErrorPage } from './html-error-page.ts';

/** A refusal: whatever throws it ends the request with this answer. */
export class WebError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer, message: string) {
    super(message);
    this.name = 'WebError';
    this.answer = answer;
  }
}

/** A refusal in DHIS2's envelope. */
export function refuse(status: number, message: string, errorCode?: string, response?: JsonObject): WebError {
  return new WebError(webMessage(status, 'ERROR', { message, errorCode, response }), message);
}

export function badRequest(message: string, errorCode?: string): WebError {
  return refuse(400, message, errorCode);
}

export function conflict(message: string, errorCode?: string): WebError {
  return refuse(409, message, errorCode);
}

export function forbidden(message: string, errorCode = 'E1006'): WebError {
  return refuse(403, message, errorCode);
}

/** An object that is not there: `klass` is the short Java name, such as `DataElement`. */
export function notFoundObject(klass: string, id: string): WebError {
  return refuse(404, `${klass} with id ${id} could not be found.`, 'E1005');
}

export function notFound(message: string): WebError {
  return refuse(404, message, 'E1005');
}

/** What the servlet container answers instead of DHIS2: an HTML page. */
export function containerRefusal(status: number, message: string): WebError {
  return new WebError(htmlErrorPage(status, message), message);
}

/** A small JSON body, refused with 400 when it is none. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('JSON parse error');
  }
}
