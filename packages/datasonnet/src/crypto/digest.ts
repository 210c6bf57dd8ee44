import { keccak } from './keccak.ts';
import { md2 } from './md2.ts';
import { md5, sha1, sha256 } from './digest-32.ts';
import { sha512 } from './digest-64.ts';

/** A hash function with the size of its blocks, which HMAC needs. */
export interface Digest {
  readonly blockSize: number;
  readonly hash: (message: Uint8Array) => Uint8Array;
}

const digests: Readonly<Record<string, Digest>> = {
  MD2: { blockSize: 16, hash: md2 },
  MD5: { blockSize: 64, hash: md5 },
  SHA1: { blockSize: 64, hash: sha1 },
  SHA224: { blockSize: 64, hash: (message) => sha256(message, 224) },
  SHA256: { blockSize: 64, hash: (message) => sha256(message, 256) },
  SHA384: { blockSize: 128, hash: (message) => sha512(message, 'SHA-384') },
  SHA512: { blockSize: 128, hash: (message) => sha512(message, 'SHA-512') },
  'SHA512/224': { blockSize: 128, hash: (message) => sha512(message, 'SHA-512/224') },
  'SHA512/256': { blockSize: 128, hash: (message) => sha512(message, 'SHA-512/256') },
  'SHA3-224': { blockSize: 144, hash: (message) => keccak(message, 28) },
  'SHA3-256': { blockSize: 136, hash: (message) => keccak(message, 32) },
  'SHA3-384': { blockSize: 104, hash: (message) => keccak(message, 48) },
  'SHA3-512': { blockSize: 72, hash: (message) => keccak(message, 64) },
};

/** The hash function by the name that Java gives it (`MD5`, `SHA-256`, `SHA1`, `SHA3-512`), in any case. */
export function messageDigest(name: string): Digest | undefined {
  const upper = name.toUpperCase();
  const canonical = upper === 'SHA' ? 'SHA1' : upper.startsWith('SHA-') ? `SHA${upper.slice(4)}` : upper;
  return Object.hasOwn(digests, canonical) && (upper.includes('-') || /^(?:MD|SHA1?$)/.test(upper))
    ? digests[canonical]
    : undefined;
}

/** The hash function of an HMAC by Java's name (`HmacSHA256`). */
export function macDigest(name: string): Digest | undefined {
  const match = /^hmac(.+)$/i.exec(name);
  const canonical = match?.[1]!.toUpperCase();
  return canonical !== undefined && canonical !== 'MD2' && Object.hasOwn(digests, canonical)
    ? digests[canonical]
    : undefined;
}

/** HMAC (RFC 2104). */
export function hmac(digest: Digest, key: Uint8Array, message: Uint8Array): Uint8Array {
  const short = key.length > digest.blockSize ? digest.hash(key) : key;
  const pad = (byte: number): Uint8Array => {
    const block = new Uint8Array(digest.blockSize).fill(byte);
    short.forEach((value, i) => (block[i]! ^= value));
    return block;
  };
  return digest.hash(concatBytes(pad(0x5c), digest.hash(concatBytes(pad(0x36), message))));
}

export function concatBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const result = new Uint8Array(first.length + second.length);
  result.set(first);
  result.set(second, first.length);
  return result;
}

/** Lower-case hexadecimal digits. */
export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}
