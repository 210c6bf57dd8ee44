import { library, native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray } from '../../runtime/value.ts';
import type { Value } from '../../runtime/value.ts';
import { splitText } from '../../regex/java-split.ts';
import { compileRegex } from '../../regex/regex.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { javaDouble, parseInt32, toInt } from './java-number.ts';
import { unusable, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';
import { charsetOf } from './url-module.ts';

/** `ds.binaries`. */
export const binariesModule = library([
  native('fromBase64', ['value'], (runtime, given) => {
    const value = seen(runtime, given);
    const text = typeof value === 'number' ? javaDouble(value) : value;
    if (typeof text !== 'string') throw wrongKind('the value of fromBase64', 'a text', runtime.kindOf(text));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(decodeBase64(text));
  }),
  native('toBase64', ['value'], (runtime, value) => encodeBase64(bytesOf(runtime, value))),
  native('fromHex', ['value'], (runtime, given) => {
    const value = seen(runtime, given);
    if (typeof value !== 'string') throw wrongKind('the value of fromHex', 'a text', runtime.kindOf(value));
    let text = '';
    for (let at = 0; at < value.length; at += 2) {
      const code = parseInt32(value.slice(at, at + 2), 16);
      if (code === undefined) throw unusable('the text has characters that are no hexadecimal digits');
      text += String.fromCharCode(code & 0xffff);
    }
    return text;
  }),
  native('toHex', ['value'], (runtime, given) => {
    const value = seen(runtime, given);
    if (typeof value === 'number') return toInt(value).toString(16).toUpperCase();
    if (typeof value !== 'string') throw wrongKind('the value of toHex', 'a text or number', runtime.kindOf(value));
    // Java prints each byte as an integer with its sign, without leading zeros.
    const digits = Array.from(new TextEncoder().encode(value), (byte) =>
      (byte < 128 ? byte : byte + 0xffffff00).toString(16),
    );
    return digits.join('').toUpperCase();
  }),
  native('readLinesWith', ['value:string', 'encoding:string'], (_runtime, text, encoding) =>
    splitText(compileRegex('\\n', 'java'), charsetOf(encoding).decode(new TextEncoder().encode(text))),
  ),
  native('writeLinesWith', ['value:array', 'encoding:string'], (runtime, lines, encoding) => {
    const texts = lines.map((line) => {
      const text = seen(runtime, force(line));
      if (typeof text !== 'string') throw wrongKind('a line', 'a text', runtime.kindOf(text));
      return text;
    });
    return charsetOf(encoding).decode(new TextEncoder().encode(`${texts.join('\n')}\n`));
  }),
]);

function bytesOf(runtime: Runtime, given: Value): Uint8Array {
  const value = seen(runtime, given);
  if (typeof value === 'string') return new TextEncoder().encode(value);
  if (typeof value === 'number') {
    return new TextEncoder().encode(value % 1 === 0 ? String(toInt(value)) : javaDouble(value));
  }
  if (!isArray(value))
    throw wrongKind('the value of toBase64', 'a text, number or array of bytes', runtime.kindOf(value));
  return Uint8Array.from(value, (item) => {
    const byte = seen(runtime, force(item));
    if (typeof byte !== 'number') throw wrongKind('a byte', 'a number', runtime.kindOf(byte));
    return toInt(byte) & 255;
  });
}
