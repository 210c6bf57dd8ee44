import { createCipheriv, createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aes } from './aes.ts';
import { CipherDataError, decryptBytes, encryptBytes } from './block-cipher.ts';
import type { CipherMode } from './block-cipher.ts';
import { blowfish } from './blowfish.ts';
import { des, tripleDes } from './des.ts';
import { hexText, hmac, macDigest, messageDigest } from './digest.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('hashes as the host does', () => {
  const names = ['MD5', 'SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-512'];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 300 }), (name, data) => {
      const host = createHash(name.startsWith('SHA3') ? name.toLowerCase() : name.replace('SHA-', 'sha'))
        .update(data)
        .digest('hex');
      expect(hexText(messageDigest(name)!.hash(data))).toBe(host);
    }),
  );
});

test('makes HMACs as the host does, with keys shorter and longer than a block', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (key, data) => {
      for (const [name, host] of [
        ['HmacSHA256', 'sha256'],
        ['HmacSHA512', 'sha512'],
        ['HmacMD5', 'md5'],
      ] as const) {
        expect(hexText(hmac(macDigest(name)!, key, data))).toBe(createHmac(host, key).update(data).digest('hex'));
      }
    }),
    { numRuns: 30 },
  );
});

test('encrypts with AES as the host does, in every mode, and decrypts it again', () => {
  const modes: readonly CipherMode[] = ['CBC', 'CTR', 'CFB', 'OFB'];
  const key = fc.constantFrom(16, 24, 32).chain((size) => fc.uint8Array({ minLength: size, maxLength: size }));
  const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.constantFrom(...modes), key, iv, fc.uint8Array({ maxLength: 60 }), (mode, secret, start, data) => {
      const cipher = createCipheriv(`aes-${secret.length * 8}-${mode.toLowerCase()}`, secret, start);
      const host = Buffer.concat([cipher.update(data), cipher.final()]).toString('hex');
      const padded = mode === 'CBC';
      const ours = encryptBytes(aes(secret)!, mode, padded, start, data);
      expect(hexText(ours)).toBe(host);
      expect(decryptBytes(aes(secret)!, mode, padded, start, ours)).toEqual(data);
    }),
  );
});

test('decrypts what it encrypted with the old ciphers, and takes keys of their lengths only', () => {
  for (const cipher of [
    des(bytes('12345678')),
    tripleDes(bytes('123456781234567812345678')),
    blowfish(bytes('DataSonnet123')),
  ]) {
    const data = bytes('a text of some length');
    const none = new Uint8Array(8);
    expect(decryptBytes(cipher!, 'ECB', true, none, encryptBytes(cipher!, 'ECB', true, none, data))).toEqual(data);
  }
  expect([aes(bytes('short')), des(bytes('1')), tripleDes(bytes('12345678')), blowfish(bytes('1'))]).toEqual([
    undefined, undefined, undefined, undefined,
  ]); // prettier-ignore
});

test('tells data that does not fit from data that was decrypted', () => {
  const cipher = aes(bytes('DataSonnet123456'))!;
  expect(() => decryptBytes(cipher, 'ECB', true, new Uint8Array(0), new Uint8Array(15))).toThrow(CipherDataError);
  expect(() => decryptBytes(cipher, 'ECB', true, new Uint8Array(0), new Uint8Array(16))).toThrow(CipherDataError);
});
