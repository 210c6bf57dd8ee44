import { Buffer } from 'node:buffer';
import { request as httpRequest } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RecordedRequest } from './recording.ts';

/** An answer as the recordings hold it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** Sends a recorded request to a server; `translate` puts this run's ids in. */
export function send(
  url: string,
  request: RecordedRequest,
  passwords: ReadonlyMap<string, string>,
  translate: (text: string) => string,
): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers ?? {}))
    headers[name.toLowerCase()] = value.replace(/^Basic \((\w+), wrong password\)$/, wrongLogin);
  const password = request.as === undefined || request.as === 'none' ? undefined : passwords.get(request.as);
  if (password !== undefined)
    headers['authorization'] = `Basic ${Buffer.from(`${request.as}:${password}`).toString('base64')}`;
  const body = bodyOf(request.body, translate);
  if (body !== undefined) headers['content-length'] = String(body.length);
  const path = translate(request.path).replace(/[^\x21-\x7e]/g, (char) => encodeURIComponent(char));
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url + path, { method: request.method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: readBody(response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The header of a login whose password the recording leaves out. */
function wrongLogin(_all: string, username: string): string {
  return `Basic ${Buffer.from(`${username}:not the password`).toString('base64')}`;
}

function bodyOf(body: unknown, translate: (text: string) => string): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'object' && '$multipart' in body) return multipart(String(body.$multipart));
  if (typeof body === 'object' && '$gzip' in body) return gzipSync(JSON.stringify(body.$gzip));
  const text = translate(typeof body === 'string' ? body : JSON.stringify(body));
  return Buffer.from(text.replaceAll('http://sink.test', 'http://127.0.0.1:9099'));
}

/** A file of the size or kind that the recording describes. */
function multipart(description: string): Uint8Array {
  const size = /^([\d,]+) bytes/.exec(description)?.[1]?.replaceAll(',', '');
  const image = size === undefined;
  const head = `Content-Disposition: form-data; name="file"; filename="${image ? 'photo.png' : 'big.bin'}"\r\nContent-Type: ${image ? 'image/png' : 'text/plain'}`;
  const content = image ? Buffer.alloc(168, 1) : Buffer.alloc(Number(size), 'x');
  return Buffer.concat([
    Buffer.from(`------dhowboundary\r\n${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n------dhowboundary--\r\n'),
  ]);
}

function readBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return null;
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text.includes('�') ? { $binary: bytes.length } : text;
  }
}
