import type { NamedException } from '@dhow/core';
import {
  CachedStream,
  conversionFailed,
  decode,
  isByteStream,
  isTextReader,
  noConversion,
  type Converter,
} from '@dhow/core/component';
import { parseXml } from './parse-xml.ts';
import { XmlNode } from './xml-node.ts';

/** Conversions to XML documents, for `createContext({ converters })`. */
export function xmlConverters(): ReadonlyMap<string, Converter> {
  return new Map([
    ['org.w3c.dom.Document', toDocument],
    ['org.w3c.dom.Node', toNode],
  ]);
}

/** Camel reads text as a document only. */
const toNode: Converter = (value) => {
  if (value instanceof XmlNode) return value;
  throw noConversion(value, 'org.w3c.dom.Node');
};

const toDocument: Converter = (value, charset) => {
  if (value instanceof XmlNode) return value;
  if (typeof value === 'string') return document(value, value);
  if (value instanceof Uint8Array) return document(decode(value, charset), value);
  if (value instanceof CachedStream) return document(decode(value.bytes, charset), value);
  if (isTextReader(value)) return document(value.text, value);
  if (isByteStream(value)) return undefined;
  throw noConversion(value, 'org.w3c.dom.Document');
};

function document(text: string, value: unknown): XmlNode {
  try {
    return parseXml(text);
  } catch (cause) {
    throw conversionFailed(value, 'org.w3c.dom.Document', cause as NamedException);
  }
}
