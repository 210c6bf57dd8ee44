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
  if (name === 'response' && isObject(value) && value['responseType'] === 'ImportSummary') return importSummary(value);
  if (Array.isArray(value)) return `<${name}>${value.map((item) => element(name, item)).join('')}</${name}>`;
  if (isObject(value)) {
    const inner = Object.entries(value)
      .map(([key, item]) => element(key, item))
      .join('');
    return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
  }
  return value === null ? `<${name}/>` : `<${name}>${escape(String(value))}</${name}>`;
}

/** An import summary: its counts are attributes, its conflicts come last, and what is not of DXF has no namespace. */
function importSummary(summary: JsonObject): string {
  const { conflicts, importCount, responseType, ...rest } = summary;
  let text = '';
  for (const [name, value] of Object.entries(rest)) {
    if (name === 'importOptions' && isObject(value)) {
      const options = Object.entries(value).map(([key, item]) =>
        key === 'atomic' ? `<atomic xmlns="">${asText(item)}</atomic>` : element(key, item),
      );
      text += `<importOptions>${options.join('')}</importOptions>`;
      continue;
    }
    if (name === 'rejectedIndexes') text += `<importCount${attributes(importCount)}/>`;
    text += element(name, value);
  }
  const list = Array.isArray(conflicts) ? conflicts : [];
  const inner = list.map((conflict) => (isObject(conflict) ? conflictXml(conflict) : '')).join('');
  const end = inner === '' ? '<conflicts/>' : `<conflicts>${inner}</conflicts>`;
  return `<response>${text}<responseType xmlns="">${asText(responseType)}</responseType>${end}</response>`;
}

function conflictXml({ indexes, objects, ...rest }: JsonObject): string {
  const places = (Array.isArray(indexes) ? indexes : []).map((i) => `<indexes xmlns="" indexes="${asText(i)}"/>`);
  const parts = isObject(objects) ? Object.entries(objects).map(([key, value]) => element(key, value)) : [];
  return `<conflict${attributes(rest)}>${places.join('')}<objects xmlns="">${parts.join('')}</objects></conflict>`;
}

function attributes(values: Json | undefined): string {
  if (!isObject(values)) return '';
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(asText(value))}"`)
    .join('');
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
