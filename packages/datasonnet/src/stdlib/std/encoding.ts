import { messageDigest } from '../../crypto/digest.ts';
import { hexText } from '../../crypto/digest.ts';
import { failure } from '../../errors/datasonnet-errors.ts';
import { readJson } from '../../formats/json/json-reader.ts';
import type { NativeFunction } from '../../runtime/native.ts';
import { expectKind, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { ArrayValue } from '../../runtime/value.ts';
import { force } from '../../runtime/value.ts';
import { decodeBase64, encodeBase64 } from '../ds/base64.ts';
import { gzipBytes } from './gzip.ts';
import { raised } from './raised.ts';

/** Texts as bytes and back, as the mapper has them: numbers are cut to their low eight bits, bytes out are signed. */
export const strictEncoding: readonly NativeFunction[] = [
  native('base64', ['v:string|array'], (runtime, v) => encodeBase64(bytesOf(runtime, v))),
  native('base64Decode', ['s:string'], (_runtime, s) => utf8Text(base64Bytes(s))),
  native('base64DecodeBytes', ['s:string'], (_runtime, s) => [...Int8Array.from(base64Bytes(s))]),
  native('encodeUTF8', ['s:string'], (_runtime, s) => [...utf8Bytes(s)]),
  native('decodeUTF8', ['arr:array'], (runtime, arr) => utf8Text(bytesOf(runtime, arr))),
  native('md5', ['s:string'], (_runtime, s) => hexText(messageDigest('MD5')!.hash(utf8Bytes(s)))),
  native('gzip', ['v:string|array'], (runtime, v) => encodeBase64(gzipBytes(bytesOf(runtime, v)))),
  native('parseJson', ['str:string'], (_runtime, str) => parseJsonText(str)),
  native('parseYaml', ['str:string'], () => {
    throw failure('DS_VALUE', 'std.parseYaml is not there in DataSonnet; use ds.read(text, "application/x-yaml")');
  }),
  native('extVar', ['x:string'], (_runtime, x) => {
    throw failure('DS_HOST', `there is no external variable ${x}; give it to the mapping as an input`, { name: x });
  }),
];

/** JSON that must be one value, with numbers as doubles. */
export function parseJsonText(text: string) {
  return raised('this text is no JSON', () => {
    JSON.parse(text);
    return readJson(text, { exactNumbers: false });
  });
}

export function utf8Bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

export function base64Bytes(text: string): Uint8Array {
  return raised('this text is no Base64', () => decodeBase64(text));
}

/** The bytes of a text, or an array's numbers. */
function bytesOf(runtime: Runtime, value: string | ArrayValue): Uint8Array {
  if (typeof value === 'string') return utf8Bytes(value);
  return Uint8Array.from(value.map((element) => expectKind(runtime, force(element), 'number', 'a byte')));
}
