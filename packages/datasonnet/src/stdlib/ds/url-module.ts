import { library, native } from '../../runtime/native.ts';
import { charset } from './charset.ts';
import type { Charset } from './charset.ts';
import { unusable } from './raised.ts';

/** `ds.url`: the coding of forms, where a blank is `+`. */
export const urlModule = library([
  native(
    'encode',
    ['data:string', 'encoding:string'],
    (_runtime, text, encoding) => encode(text, charsetOf(encoding)),
    {
      encoding: 'UTF-8',
    },
  ),
  native(
    'decode',
    ['data:string', 'encoding:string'],
    (_runtime, text, encoding) => decode(text, charsetOf(encoding)),
    {
      encoding: 'UTF-8',
    },
  ),
]);

/** The charset, or `DS_VALUE`. */
export function charsetOf(name: string): Charset {
  const found = charset(name);
  if (found === undefined)
    throw unusable('there is no character encoding of that name; write UTF-8, ISO-8859-1 or the like');
  return found;
}

function encode(text: string, encoding: Charset): string {
  return text.replace(/[^A-Za-z0-9.*_-]+/g, (run) =>
    run
      .split(' ')
      .map((part) => Array.from(part === '' ? [] : encoding.encode(part), (byte) => `%${hex(byte)}`).join(''))
      .join('+'),
  );
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function decode(text: string, encoding: Charset): string {
  return text.replaceAll('+', ' ').replace(/(?:%[^%]{0,2})+/g, (run) => {
    const bytes: number[] = [];
    let rest = '';
    for (const part of run.slice(1).split('%')) {
      if (rest !== '') {
        // Text between two escapes: the run ends before it.
        return encoding.decode(Uint8Array.from(bytes)) + rest;
      }
      if (part.length < 2) throw unusable('the text ends inside of an escape (%)');
      const digits = /^[0-9A-Fa-f]{2}/.exec(part)?.[0];
      if (digits === undefined) throw unusable('an escape (%) in the text is not followed by two hexadecimal digits');
      bytes.push(Number.parseInt(digits, 16));
      rest = part.slice(2);
    }
    return encoding.decode(Uint8Array.from(bytes)) + rest;
  });
}
