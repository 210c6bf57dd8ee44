import { failure } from '../../errors/datasonnet-errors.ts';
import { MediaType } from '../../formats/media-type.ts';
import { native } from '../../runtime/native.ts';
import { getField } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { isExact } from '../../runtime/value.ts';
import type { ObjectValue, Value } from '../../runtime/value.ts';

/** Reads a text by a media type, as `ds.read` and the older `DS.Formats.read` do. */
function readText(runtime: Runtime, text: string, mediaType: string, parameters: ObjectValue | null): Value {
  const type = mediaTypeOf(runtime, mediaType, parameters);
  return runtime.formats.reader(type, text).read(text, type, runtime);
}

/** Writes a value to text by a media type. */
export function writeText(runtime: Runtime, value: Value, mediaType: string, parameters: ObjectValue | null): string {
  const type = mediaTypeOf(runtime, mediaType, parameters);
  const content = runtime.formats.writer(type).write(value, type, runtime);
  if (typeof content === 'string') return content;
  if (typeof content === 'number' || typeof content === 'boolean') return String(content);
  throw failure('DS_OUTPUT', `a value of this kind cannot be written to a text as ${type.type}/${type.subtype}`);
}

function mediaTypeOf(runtime: Runtime, text: string, parameters: ObjectValue | null): MediaType {
  const match = /^([\w!#$%&'*+.^`|~-]+)\/([\w!#$%&'*+.^`|~-]+)$/.exec(text);
  if (match === null) {
    throw failure('DS_MEDIA_TYPE', 'the media type must be type/subtype; its parameters go into the argument params');
  }
  const values = new Map<string, string>();
  if (parameters !== null) {
    for (const name of runtime.visibleFields(parameters)) {
      const value = getField(parameters, name)!;
      if (typeof value !== 'string') {
        const found = isExact(value) ? 'number' : runtime.kindOf(value);
        throw failure('DS_KIND', `the parameter ${name} of the media type must be a text, found ${found}`, {
          name,
          found,
        });
      }
      values.set(name.toLowerCase(), value);
    }
  }
  return new MediaType(match[1]!, match[2]!, values);
}

/** `ds` functions that go through the data formats. */
export const formatFunctions = [
  native(
    'read',
    ['data:string', 'mimeType:string', 'params:object|null'],
    (runtime, data, mediaType, parameters) => readText(runtime, data, mediaType, parameters),
    { params: null },
  ),
  native(
    'write',
    ['data', 'mimeType:string', 'params:object|null'],
    (runtime, data, mediaType, parameters) => writeText(runtime, data, mediaType, parameters),
    { params: null },
  ),
  native('readUrl', ['url:string'], (runtime, url) =>
    readText(runtime, runtime.readUrl(url), 'application/json', null),
  ),
];
