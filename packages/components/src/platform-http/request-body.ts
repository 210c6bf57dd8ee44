import type { IncomingMessage } from 'node:http';
import { isText, mediaType } from './media-types.ts';

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** A body that is longer than what is taken. */
export class BodyTooLong extends Error {}

/** Reads a body to its end. Answers `BodyTooLong` as soon as it is, or what broke the connection. */
export function readBody(
  request: IncomingMessage,
  limit: number,
  done: (body: Buffer | undefined, error?: unknown) => void,
): void {
  if (limit > 0 && Number(request.headers['content-length'] ?? 0) > limit) {
    done(undefined, new BodyTooLong());
    return;
  }
  const pieces: Buffer[] = [];
  let length = 0;
  let ended = false;
  const end = (body: Buffer | undefined, error?: unknown) => {
    if (ended) return;
    ended = true;
    done(body, error);
  };
  request.on('data', (piece: Buffer) => {
    if (ended) return;
    length += piece.length;
    if (limit > 0 && length > limit) {
      pieces.length = 0;
      end(undefined, new BodyTooLong());
    } else pieces.push(piece);
  });
  request.on('end', () => end(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)));
  request.on('error', (error) => end(undefined, error));
  request.on('close', () => end(undefined, new Error('The connection ended within the body')));
}

/** The pieces of a body as they come; the client is held back while nobody reads. */
export async function* streamBody(
  request: IncomingMessage,
  limit: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (limit > 0 && length > limit) throw new BodyTooLong(`The body is longer than ${limit} bytes`);
    yield piece;
  }
}

/** Text where the content type says that it is, else the bytes. */
export function bodyContent(bytes: Buffer, contentType: string | undefined): string | Uint8Array | null {
  if (bytes.length === 0) return null;
  if (contentType === undefined) return bytes;
  const type = mediaType(contentType);
  if (!isText(type) && type !== formType) return bytes;
  const charset = /charset="?([^\s;"]+)/i.exec(contentType)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return bytes.toString('utf8');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes;
  }
}

export const formType = 'application/x-www-form-urlencoded';
