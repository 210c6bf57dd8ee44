import { aes } from '../../crypto/aes.ts';
import { CipherDataError, decryptBytes, encryptBytes } from '../../crypto/block-cipher.ts';
import type { BlockCipher, CipherMode } from '../../crypto/block-cipher.ts';
import { blowfish } from '../../crypto/blowfish.ts';
import { des, tripleDes } from '../../crypto/des.ts';
import { concatBytes, hexText, hmac, macDigest, messageDigest } from '../../crypto/digest.ts';
import { library, native } from '../../runtime/native.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { unusable } from './raised.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `ds.crypto`. */
export const cryptoModule = library([
  native('hash', ['value:string', 'algorithm:string'], (_runtime, value, algorithm) => {
    const digest = messageDigest(algorithm);
    if (digest === undefined)
      throw unusable('there is no hash function of that name; write MD5, SHA-1, SHA-256 or SHA-512');
    return hexText(digest.hash(bytes(value)));
  }),
  native('hmac', ['value:string', 'secret:string', 'algorithm:string'], (_runtime, value, secret, algorithm) => {
    const digest = macDigest(algorithm);
    if (digest === undefined) throw unusable('there is no HMAC of that name; write HmacSHA1, HmacSHA256 or HmacSHA512');
    if (secret === '') throw unusable('the secret of an HMAC must not be empty');
    return hexText(hmac(digest, bytes(secret), bytes(value)));
  }),
  native(
    'encrypt',
    ['value:string', 'secret:string', 'transformation:string', 'iv:string|null'],
    (runtime, value, secret, transformation, given) => {
      const plan = planOf(transformation, secret);
      if (plan.mode === 'ECB') return encodeBase64(encryptData(plan, new Uint8Array(0), bytes(value)));
      const iv = given === null ? randomBytes(plan.cipher.blockSize, () => runtime.random()) : bytes(given);
      if (iv.length !== plan.cipher.blockSize) throw unusable(`the iv must be ${plan.cipher.blockSize} bytes long`);
      return encodeBase64(concatBytes(iv, encryptData(plan, iv, bytes(value))));
    },
    { iv: null },
  ),
  native(
    'decrypt',
    ['value:string', 'secret:string', 'transformation:string', 'iv:string|null'],
    (_runtime, value, secret, transformation) => {
      const plan = planOf(transformation, secret);
      const data = decodeBase64(value);
      const ivLength = plan.mode === 'ECB' ? 0 : plan.cipher.blockSize;
      if (data.length < ivLength) throw unusable('the encrypted text is too short to hold its iv');
      const iv = data.slice(0, ivLength);
      const plain = guarded(() => decryptBytes(plan.cipher, plan.mode, plan.padded, iv, data.slice(ivLength)));
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain);
    },
    { iv: null },
  ),
]);

interface CipherPlan {
  readonly cipher: BlockCipher;
  readonly mode: CipherMode;
  readonly padded: boolean;
}

const ciphers: Readonly<Record<string, (key: Uint8Array) => BlockCipher | undefined>> = {
  AES: aes,
  DES: des,
  DESEDE: tripleDes,
  TRIPLEDES: tripleDes,
  BLOWFISH: blowfish,
};

function planOf(transformation: string, secret: string): CipherPlan {
  const [name = '', mode = '', padding = '', ...rest] = transformation.split('/');
  const make = Object.hasOwn(ciphers, name.toUpperCase()) ? ciphers[name.toUpperCase()] : undefined;
  const upperMode = mode.toUpperCase();
  const padded = /^PKCS5Padding$/i.test(padding);
  if (make === undefined || rest.length > 0 || !isMode(upperMode) || !(padded || /^NoPadding$/i.test(padding))) {
    throw unusable('there is no such cipher; write it as AES/CBC/PKCS5Padding (AES, DES, DESede or Blowfish)');
  }
  const cipher = make(bytes(secret));
  if (cipher === undefined) throw unusable(`the secret is too short or too long for ${name.toUpperCase()}`);
  return { cipher, mode: upperMode, padded };
}

function isMode(text: string): text is CipherMode {
  return ['ECB', 'CBC', 'CTR', 'CFB', 'OFB'].includes(text);
}

function encryptData(plan: CipherPlan, iv: Uint8Array, data: Uint8Array): Uint8Array {
  return guarded(() => encryptBytes(plan.cipher, plan.mode, plan.padded, iv, data));
}

function guarded(run: () => Uint8Array): Uint8Array {
  try {
    return run();
  } catch (error) {
    throw error instanceof CipherDataError ? unusable(error.message) : error;
  }
}

function randomBytes(count: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
}
