import { makeObject } from '../../runtime/object-value.ts';
import type { Value } from '../../runtime/value.ts';
import { unreadable } from '../plain-data.ts';

/**
 * Reads a multipart body to an array of `{name, contentType, content}`; a part with a file name has it as `fileName` and
 * its content as signed bytes. Without a boundary given, the first line is it.
 */
export function readMultipart(bytes: Uint8Array, given: string | undefined): Value {
  // Bytes as characters of the same number: positions stay right whatever the parts hold.
  const body = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const boundary = given ?? /^--(.*?)\r?\n/.exec(body)?.[1];
  if (boundary === undefined) throw unreadable('multipart', 'the boundary is neither a parameter nor the first line');
  const marker = `--${boundary}`;
  const parts: Value[] = [];
  let at = body.startsWith(marker) ? 0 : body.indexOf(`\r\n${marker}`) + 2;
  if (at === 1) throw unreadable('multipart', 'the boundary does not occur in the body');
  for (;;) {
    at += marker.length;
    if (body.startsWith('--', at)) return parts;
    const end = body.indexOf(`\r\n${marker}`, at);
    if (end < 0) throw unreadable('multipart', 'the closing boundary is missing');
    parts.push(partOf(body.slice(at, end)));
    at = end + 2;
  }
}

function partOf(text: string): Value {
  const split = text.indexOf('\r\n\r\n');
  const head = split < 0 ? text : text.slice(0, split);
  const content = split < 0 ? '' : text.slice(split + 4);
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const disposition = headers.get('content-disposition') ?? '';
  const fileName = /;\s*filename="([^"]*)"/i.exec(disposition)?.[1];
  const entries: (readonly [string, Value])[] = [
    ['name', decoded(/;\s*name="([^"]*)"/i.exec(disposition)?.[1] ?? '')],
    ['contentType', headers.get('content-type') ?? null],
  ];
  if (fileName === undefined) entries.push(['content', decoded(content)]);
  else {
    entries.push(['fileName', decoded(fileName)]);
    entries.push(['content', Array.from(content, (c) => (c.charCodeAt(0) << 24) >> 24)]);
  }
  return makeObject(entries);
}

function decoded(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}
