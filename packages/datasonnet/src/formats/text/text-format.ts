import type { Runtime } from '../../runtime/runtime.ts';
import { javaDouble } from '../../runtime/number-text.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import type { Format } from '../format.ts';
import { dataEntries, dataItems } from '../plain-data.ts';
import { dataOf } from '../plain-data.ts';
import type { DataValue } from '../plain-data.ts';
import { textOf } from '../text-content.ts';

/** `text/plain`: a text in; out, what the mapper prints of a value, for which texts and numbers are meant. */
export const textFormat: Format = {
  name: 'text',
  mediaType: 'text/plain',
  accepts: ({ type, subtype }) => type === 'text' && subtype === 'plain',
  readParameters: { names: [] },
  writeParameters: { names: [] },
  reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
  read: (content, mediaType) => textOf(content, mediaType),
  write: (value, _mediaType, runtime) => printed(runtime, dataOf(runtime, value)),
};

function printed(runtime: Runtime, value: DataValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return javaDouble(value);
  if (isExact(value)) return value.text;
  if (isArray(value))
    return `ArrayBuffer(${dataItems(runtime, value)
      .map((item) => runtime.toJson(item))
      .join(', ')})`;
  if (!isObject(value)) return '';
  return `LinkedHashMap(${Array.from(dataEntries(runtime, value), ([name, field]) => `${name} -> ${runtime.toJson(field)}`).join(', ')})`;
}
