import type { User } from '../security/user.ts';
import { WebError, badRequest } from './web-error.ts';
import { webMessage } from './answer.ts';

/** A request as a handler sees it. */
export interface Call {
  readonly method: string;
  /** The path below `/api`, decoded, without a version segment and without a format suffix: `dataElements/abc`. */
  readonly path: string;
  /** The path as sent, such as `/api/dataElements.json`. */
  readonly sentPath: string;
  /** The query as sent, without `?`. */
  readonly queryText: string;
  readonly query: URLSearchParams;
  /** `json`, `csv`, … when the path ended in one. */
  readonly suffix: string | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body, decompressed. */
  readonly body: Buffer;
  readonly user: User;
  /** What precedes `/api` in links: `http://127.0.0.1:8080`. */
  readonly baseUrl: string;
  /** The values of the pattern's `{placeholders}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly remoteAddress: string;
  /** The faults that this call is to show, see `src/faults`. */
  readonly faults: ReadonlyMap<string, string>;
}

/** The body as text. */
export function bodyText(call: Call): string {
  return call.body.toString('utf8');
}

/** The media type of the body, in lower case and without parameters; empty when none was sent. */
export function contentType(call: Call): string {
  return (call.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

/** Whether a flag in the query is on. */
export function flag(call: Call, name: string, fallback = false): boolean {
  const value = call.query.get(name);
  if (value === null) return fallback;
  return value === 'true' || value === '' || value === '1' || value === 'yes' || value === 'on';
}

/** A whole number in the query, refused with DHIS2's message when it is none. */
export function intParam(call: Call, name: string, fallback: number): number {
  const value = call.query.get(name);
  if (value === null || value === '') return fallback;
  if (/^[+-]?\d{1,10}$/.test(value)) return Number(value);
  throw badRequest(`Value '${value}' is not valid for parameter ${name}. It should be of type int`);
}

/** Refuses a body that is not of one of the given media types. */
export function requireMediaType(call: Call, ...types: readonly string[]): void {
  const sent = contentType(call);
  if (sent === '') {
    throw new WebError(webMessage(415, 'ERROR', { message: 'Content-Type is not supported' }), 'no content type');
  }
  if (types.includes(sent)) return;
  const message = `Content-Type '${call.headers['content-type']}' is not supported`;
  throw new WebError(webMessage(415, 'ERROR', { message }), message);
}
