import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { ComponentError } from '../component-error.ts';

/** Turns pieces of bytes into text, whatever the pieces cut apart; refuses bytes that the encoding does not have. */
export class CsvTextDecoder {
  readonly #name: string;
  readonly #stripMark: boolean;
  #decoder: TextDecoder | 'latin1';
  /** For `auto`: whether a character beyond ASCII has been read as UTF-8. */
  #proven = false;
  #started = false;
  /** The end of a character that the last piece cut apart, for `auto`. */
  #tail: Buffer | undefined;

  constructor(charset: string, stripMark: boolean) {
    this.#name = charset.toLowerCase();
    this.#stripMark = stripMark;
    this.#decoder = isLatin1(this.#name) ? 'latin1' : decoderOf(this.#name === 'auto' ? 'utf-8' : this.#name);
  }

  decode(bytes: Uint8Array, last = false): string {
    const text =
      this.#name === 'auto' && this.#decoder !== 'latin1' ? this.#guess(bytes, last) : this.#read(bytes, last);
    if (this.#started || text === '') return text;
    this.#started = true;
    return this.#stripMark && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  #read(bytes: Uint8Array, last: boolean): string {
    if (this.#decoder === 'latin1') return bufferOf(bytes).toString('latin1');
    try {
      return this.#decoder.decode(bytes, { stream: !last });
    } catch (cause) {
      throw new ComponentError('CSV_ENCODING', { charset: this.#name }, cause);
    }
  }

  /** Reads as UTF-8 while that holds; a file that had nothing but ASCII so far is then ISO-8859-1. */
  #guess(bytes: Uint8Array, last: boolean): string {
    let piece = bufferOf(bytes);
    if (this.#tail) piece = Buffer.concat([this.#tail, piece]);
    const cut = last ? piece.length : completeLength(piece);
    const whole = piece.subarray(0, cut);
    this.#tail = cut === piece.length ? undefined : Buffer.from(piece.subarray(cut));
    try {
      const text = (this.#decoder as TextDecoder).decode(whole);
      this.#proven ||= text.length !== whole.length;
      return text;
    } catch (cause) {
      if (this.#proven || beginsAsUtf8(piece)) throw new ComponentError('CSV_ENCODING', { charset: 'utf-8' }, cause);
      this.#decoder = 'latin1';
      this.#tail = undefined;
      return piece.toString('latin1');
    }
  }
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch (cause) {
    throw new ComponentError('CSV_UNKNOWN_CHARSET', { charset: label }, cause);
  }
}

/** The web's "latin1" is Windows-1252; here it is what it says. */
function isLatin1(name: string): boolean {
  return ['iso-8859-1', 'iso8859-1', 'iso_8859-1', 'latin1', 'latin-1', 'us-ascii'].includes(name);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the first character beyond ASCII is one of UTF-8, which hardly ever happens by chance. */
function beginsAsUtf8(bytes: Buffer): boolean {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const length = bytes[at]! >= 0xf0 ? 4 : bytes[at]! >= 0xe0 ? 3 : 2;
  return isUtf8(bytes.subarray(at, at + length));
}

/** Bytes up to the last whole UTF-8 character. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
