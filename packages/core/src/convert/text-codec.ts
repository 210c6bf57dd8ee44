import { NamedException } from '../error-handling/exception-types.ts';

/** Text of bytes; UTF-8 unless told otherwise. */
export function decode(bytes: Uint8Array, charset?: string): string {
  if (charset === undefined) return utf8.decode(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (cause) {
    throw new NamedException('java.nio.charset.UnsupportedCharsetException', charset, { cause });
  }
}

/** Bytes of text; UTF-8 unless told otherwise. */
export function encode(text: string, charset?: string): Uint8Array {
  const name = (charset ?? 'utf-8').toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return encoder.encode(text);
  if (name === 'utf-16le') return Uint8Array.from(Buffer.from(text, 'utf16le'));
  if (['iso-8859-1', 'latin1', 'us-ascii', 'ascii'].includes(name)) return Uint8Array.from(Buffer.from(text, 'latin1'));
  throw new NamedException('java.nio.charset.UnsupportedCharsetException', charset!);
}

/** Whether there is a character set of that name. */
export function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name) instanceof TextDecoder;
  } catch {
    return false;
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
