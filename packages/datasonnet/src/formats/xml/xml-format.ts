import type { Format } from '../format.ts';
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
  read: (content, mediaType) => readXml(textOf(content, mediaType), xmlConvention(mediaType)),
  write: (value, mediaType, runtime) => writeXml(value, mediaType, runtime),
};
