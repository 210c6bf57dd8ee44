import { failure } from '../../errors/datasonnet-errors.ts';
import { messageDigest, hexText } from '../../crypto/digest.ts';
import type { Evaluation } from '../../runtime/evaluation.ts';
import { jsonText } from '../../runtime/json-text.ts';
import { jsonnetLayout } from '../../runtime/jsonnet-semantics.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { expectKind, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue } from '../../runtime/value.ts';
import { force } from '../../runtime/value.ts';
import { decodeBase64, encodeBase64 } from '../ds/base64.ts';
import { parseJsonText, utf8Bytes, utf8Text } from './encoding.ts';
import { manifestPython, pythonVariables } from './manifest-python.ts';
import { manifestToml } from './manifest-toml.ts';
import { manifestYaml } from './manifest-yaml.ts';
import { manifestIni, manifestXml } from './manifest.ts';
import { parseYamlText } from './parse-yaml.ts';

function digest(name: string, javaName: string): NativeFunction {
  return native(name, ['str:string'], (_runtime, str) => hexText(messageDigest(javaName)!.hash(utf8Bytes(str))));
}

function layout(indent: string, newline: string, keySeparator: string) {
  return { ...jsonnetLayout, indent, newline, keySeparator, empty: 'blank' as const };
}

/** Encodings and other languages of the current Jsonnet library. */
export const jsonnetManifests: readonly NativeFunction[] = [
  native('manifestJson', ['value'], (runtime, value) =>
    jsonText(runtime as Evaluation, value, layout('    ', '\n', ': ')),
  ),
  native('manifestJsonMinified', ['value'], (runtime, value) =>
    jsonText(runtime as Evaluation, value, { ...layout('', '', ':'), multiline: false, empty: 'closed' }),
  ),
  native(
    'manifestJsonEx',
    ['value', 'indent:string', 'newline:string', 'key_val_sep:string'],
    (runtime, value, indent, newline, separator) =>
      jsonText(runtime as Evaluation, value, layout(indent, newline, separator)),
    { newline: '\n', key_val_sep: ': ' },
  ),
  native('manifestPython', ['v'], (runtime, v) => manifestPython(runtime, v)),
  native('manifestPythonVars', ['conf:object'], (runtime, conf) => pythonVariables(runtime, conf)),
  native(
    'manifestYamlDoc',
    ['value', 'indent_array_in_object:boolean', 'quote_keys:boolean'],
    (runtime, value, indentArrays, quoteKeys) => manifestYaml(runtime, value, { indentArrays, quoteKeys }),
    { indent_array_in_object: false, quote_keys: true },
  ),
  native(
    'manifestYamlStream',
    ['value:array', 'indent_array_in_object:boolean', 'c_document_end:boolean', 'quote_keys:boolean'],
    (runtime, value, indentArrays, documentEnd, quoteKeys) => {
      const documents = value.map((each) => manifestYaml(runtime, force(each), { indentArrays, quoteKeys }));
      return `---\n${documents.join('\n---\n')}${documentEnd ? '\n...\n' : '\n'}`;
    },
    { indent_array_in_object: false, c_document_end: true, quote_keys: true },
  ),
  native('manifestIni', ['ini:object'], (runtime, ini) => manifestIni(runtime, ini)),
  native('manifestToml', ['value:object'], (runtime, value) => manifestToml(runtime, value, '  ')),
  native('manifestTomlEx', ['value:object', 'indent:string'], (runtime, value, indent) =>
    manifestToml(runtime, value, indent),
  ),
  native('manifestXmlJsonml', ['value'], (runtime, value) => manifestXml(runtime, value, 'any')),
  native('base64', ['input:string|array'], (runtime, input) =>
    encodeBase64(typeof input === 'string' ? utf8Bytes(input) : bytesOf(runtime, input)),
  ),
  native('base64Decode', ['str:string'], (_runtime, str) => utf8Text(decodeBase64(str))),
  native('base64DecodeBytes', ['str:string'], (_runtime, str) => [...decodeBase64(str)]),
  native('encodeUTF8', ['str:string'], (_runtime, str) => [...utf8Bytes(str)]),
  native('decodeUTF8', ['arr:array'], (runtime, arr) => utf8Text(bytesOf(runtime, arr))),
  digest('md5', 'MD5'),
  digest('sha1', 'SHA-1'),
  digest('sha256', 'SHA-256'),
  digest('sha512', 'SHA-512'),
  digest('sha3', 'SHA3-512'),
  native('parseJson', ['str:string'], (_runtime, str) => parseJsonText(str)),
  native('parseYaml', ['str:string'], (_runtime, str) => parseYamlText(str)),
  native('extVar', ['x:string'], (_runtime, x) => {
    throw failure('DS_HOST', `there is no external variable ${x}; give it to the mapping as an input`, { name: x });
  }),
  native('native', ['name:string'], () => null),
];

function bytesOf(runtime: Runtime, array: ArrayValue): Uint8Array {
  return Uint8Array.from(
    array.map((element) => {
      const byte = expectKind(runtime, force(element), 'number', 'a byte');
      if (byte < 0 || byte > 255 || !Number.isInteger(byte))
        throw failure('DS_VALUE', 'a byte is a whole number from 0 to 255');
      return byte;
    }),
  );
}
