import type { Evaluation } from '../../runtime/evaluation.ts';
import type { JsonLayout } from '../../runtime/json-text.ts';
import { jsonText } from '../../runtime/json-text.ts';
import { jsonnetLayout } from '../../runtime/jsonnet-semantics.ts';
import { compactLayout } from '../../runtime/strict-semantics.ts';
import { failure } from '../../errors/datasonnet-errors.ts';
import type { Format } from '../format.ts';
import { textOf } from '../text-content.ts';
import { readJson } from './json-reader.ts';

/** `application/json` and `application/*+json`. */
export const jsonFormat: Format = makeJsonFormat(['indent'], compactLayout);

/** The same with `skipNulls=true`, which leaves out fields that are null (profile `dhow`). */
export const dhowJsonFormat: Format = makeJsonFormat(['indent', 'skipnulls'], compactLayout);

/** The same as Jsonnet lays it out (profile `jsonnet`). */
export const jsonnetJsonFormat: Format = makeJsonFormat([], jsonnetLayout);

function makeJsonFormat(writeParameters: readonly string[], layout: JsonLayout): Format {
  return {
    name: 'JSON',
    mediaType: 'application/json',
    accepts: ({ type, subtype }) => type === 'application' && (subtype === 'json' || subtype.endsWith('+json')),
    readParameters: { names: [] },
    writeParameters: { names: writeParameters },
    reads: (content) => typeof content === 'string' || content instanceof Uint8Array,
    read(content, mediaType) {
      const text = textOf(content, mediaType);
      if (text.startsWith('\ufeff')) {
        throw failure('DS_INPUT', 'the JSON starts with a byte order mark (U+FEFF); remove it');
      }
      return readJson(text);
    },
    write(value, mediaType, runtime) {
      const skipNulls = mediaType.parameter('skipnulls') === 'true';
      // The mapper indents as soon as the parameter is there, whatever it says.
      const indented = mediaType.parameter('indent') !== undefined;
      return jsonText(runtime as Evaluation, value, { ...(indented ? indentedLayout : layout), skipNulls });
    },
  };
}

const indentedLayout: JsonLayout = {
  ...compactLayout,
  indent: '    ',
  newline: '\n',
  multiline: true,
  keySeparator: ': ',
  empty: 'lines',
};
