import { unusable } from './raised.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648) with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(3, bytes.length - at);
    for (let i = 0; i < 4; i++) text += i <= count ? alphabet.charAt((group >> (18 - 6 * i)) & 63) : '=';
  }
  return text;
}

/** Decodes base64 as Java does: no other characters, the padding may be left out. Raises `DS_VALUE`. */
export function decodeBase64(text: string): Uint8Array {
  const match = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(text);
  if (match === null) throw unusable('the text has characters that base64 does not have');
  const digits = match[1]!;
  const rest = digits.length % 4;
  if (rest === 1 || (match[2] !== '' && rest + match[2]!.length !== 4)) throw unusable('the base64 text is broken off');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const digit of digits) {
    value = ((value << 6) | alphabet.indexOf(digit)) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (value >> bits) & 255;
    }
  }
  return bytes;
}
