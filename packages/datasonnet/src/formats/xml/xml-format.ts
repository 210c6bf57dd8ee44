import type { DocumentContent, Format } from '../format.ts';
import type { MediaType } from '../media-type.ts';
import { textOf } from '../text-content.ts';
import { xmlConvention, xmlReadParameters, xmlWriteParameters } from './xml-convention.ts';
import { readXml } from './xml-reader.ts';
import { writeXml } from './xml-writer.ts';

/** `application/xml`, `text/xml` and `application/*+xml`. */
export const xmlFormat: Format = {
  name: 'XML',
  mediaType: 'application/xml',
  accepts: ({ type, subtype }) =>
    (type === 'application' && (subtype === 'xml' || subtype.endsWith('+xml'))) ||
    (type === 'text' && subtype === 'xml'),
  readParameters: xmlReadParameters,
  writeParameters: xmlWriteParameters,
  reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
  read: (content, mediaType) => readXml(xmlText(content, mediaType), xmlConvention(mediaType)),
  write: (value, mediaType, runtime) => writeXml(value, mediaType, runtime),
};

/** The text of a document. Bytes are in the charset of the media type, else what their first bytes or declaration say. */
function xmlText(content: DocumentContent, mediaType: MediaType): string {
  if (!(content instanceof Uint8Array) || mediaType.parameter('charset') !== undefined)
    return textOf(content, mediaType);
  const charset = charsetOf(content);
  const typed = charset === undefined ? mediaType : mediaType.withDefaults(new Map([['charset', charset]]));
  return textOf(content, typed).replace(/^\ufeff/, '');
}

function charsetOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1];
}
