import type { Runtime } from '../../runtime/runtime.ts';
import { javaDouble } from '../../runtime/number-text.ts';
import { isArray, isExact, isObject } from '../../runtime/value.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';
import type { Format } from '../format.ts';
import { dataEntries, dataItems, dataOf, unwritable } from '../plain-data.ts';
import type { DataValue } from '../plain-data.ts';
import { readMultipart } from './multipart-reader.ts';

const parameters = { names: ['boundary'] };

/** `multipart/form-data`, `multipart/mixed`, `multipart/related`: arrays of `{name, contentType, content, fileName?}`. */
export const multipartFormat: Format = {
  name: 'multipart',
  accepts: ({ type, subtype }) => type === 'multipart' && ['form-data', 'mixed', 'related'].includes(subtype),
  readParameters: parameters,
  writeParameters: parameters,
  reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
  read: (content, mediaType) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : (content as Uint8Array);
    return readMultipart(bytes, mediaType.parameter('boundary'));
  },
  write: (value, mediaType, runtime) => write(value, mediaType.parameter('boundary') ?? '===dhow===', runtime),
};

function write(value: Value, boundary: string, runtime: Runtime): string {
  const parts = dataOf(runtime, value);
  if (!isArray(parts)) throw unwritable('multipart needs an array of parts {name, contentType, content}');
  const bytes: number[] = [];
  const text = (piece: string): void => {
    for (const byte of new TextEncoder().encode(piece)) bytes.push(byte);
  };
  for (const part of dataItems(runtime, parts)) {
    if (!isObject(part)) throw unwritable('a part of multipart must be an object {name, contentType, content}');
    const fields = new Map(dataEntries(runtime, part));
    for (const name of ['name', 'contentType', 'content']) {
      if (!fields.has(name)) throw unwritable(`a part of multipart lacks its ${name}`, { name });
    }
    const file = fields.get('fileName');
    const isFile = fields.has('fileName');
    const fileText = isFile ? `; filename="${printed(runtime, file!)}"` : '';
    text(
      `--${boundary}\r\nContent-Disposition: form-data; name="${printed(runtime, fields.get('name')!)}"${fileText}\r\n`,
    );
    text(`Content-Type: ${printed(runtime, fields.get('contentType')!)}\r\n`);
    text(`Content-Transfer-Encoding: ${isFile ? 'binary' : '8bit'}\r\n\r\n`);
    const content = fields.get('content')!;
    if (isFile) for (const byte of contentBytes(runtime, content)) bytes.push(byte);
    else if (content === null) throw unwritable('the content of a part of multipart must not be null');
    else text(printed(runtime, content));
    text('\r\n');
  }
  text(`--${boundary}--\r\n`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function contentBytes(runtime: Runtime, content: DataValue): number[] {
  if (!isArray(content)) throw unwritable('the content of a part with fileName must be an array of bytes');
  return dataItems(runtime, content).map((byte) => {
    if (typeof byte !== 'number') throw unwritable('the content of a part with fileName must be an array of numbers');
    return byte & 255;
  });
}

/** What Java prints of a value: `{x=1}`, `[1, 2]`. */
function printed(runtime: Runtime, value: DataValue): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : javaDouble(value);
  if (isExact(value)) return value.text;
  if (isArray(value))
    return `[${dataItems(runtime, value)
      .map((item) => printed(runtime, item))
      .join(', ')}]`;
  if (!isObject(value)) return String(value);
  const fields = Array.from(
    dataEntries(runtime, value as ObjectValue),
    ([name, field]) => `${name}=${printed(runtime, field)}`,
  );
  return `{${fields.join(', ')}}`;
}
