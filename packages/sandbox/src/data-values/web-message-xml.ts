import type { Json, JsonObject } from '../state/json.ts';
import { isObject, asText } from '../state/json.ts';

const namespace = 'http://dhis2.org/schema/dxf/2.0';

/** DHIS2's envelope as XML. */
export function webMessageXml(message: JsonObject): string {
  const { httpStatus, httpStatusCode, status, ...rest } = message;
  const attributes = `httpStatus="${asText(httpStatus)}" httpStatusCode="${asText(httpStatusCode)}" status="${asText(status)}"`;
  const inner = Object.entries(rest)
    .map(([name, value]) => element(name, value))
    .join('');
  return `<webMessage xmlns="${namespace}" ${attributes}>${inner}</webMessage>`;
}

function element(name: string, value: Json): string {
  if (Array.isArray(value)) {
    const single = name
      .replace(/s$/, '')
      .replace(/Indexe$/, 'Index')
      .replace(/indexe$/, 'index');
    return `<${name}>${value.map((item) => element(single, item)).join('')}</${name}>`;
  }
  if (isObject(value)) {
    const inner = Object.entries(value)
      .map(([key, item]) => element(key, item))
      .join('');
    return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
  }
  return value === null ? `<${name}/>` : `<${name}>${escape(String(value))}</${name}>`;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
