/** A cipher of blocks of fixed size. */
export interface BlockCipher {
  readonly blockSize: number;
  encrypt(block: Uint8Array): Uint8Array;
  decrypt(block: Uint8Array): Uint8Array;
}

export type CipherMode = 'ECB' | 'CBC' | 'CTR' | 'CFB' | 'OFB';

/** Data that does not fit the cipher: a length that is no multiple of the block, or padding that is none. */
export class CipherDataError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CipherDataError';
  }
}

/** Encrypts with a mode; `padded` appends PKCS #5 padding in the modes that work on whole blocks. */
export function encryptBytes(
  cipher: BlockCipher,
  mode: CipherMode,
  padded: boolean,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  if (mode !== 'ECB' && mode !== 'CBC')
    return stream(cipher, mode, iv, padded ? pad(data, cipher.blockSize) : data, true);
  const input = padded ? pad(data, cipher.blockSize) : data;
  checkLength(cipher, input);
  const output = new Uint8Array(input.length);
  let chain = iv;
  for (let at = 0; at < input.length; at += cipher.blockSize) {
    const block = input.slice(at, at + cipher.blockSize);
    if (mode === 'CBC') xor(block, chain);
    chain = cipher.encrypt(block);
    output.set(chain, at);
  }
  return output;
}

/** The inverse of {@link encryptBytes}. Raises {@link CipherDataError}. */
export function decryptBytes(
  cipher: BlockCipher,
  mode: CipherMode,
  padded: boolean,
  iv: Uint8Array,
  data: Uint8Array,
): Uint8Array {
  if (mode !== 'ECB' && mode !== 'CBC') {
    const plain = stream(cipher, mode, iv, data, false);
    return padded ? unpad(plain, cipher.blockSize) : plain;
  }
  checkLength(cipher, data);
  const output = new Uint8Array(data.length);
  let chain = iv;
  for (let at = 0; at < data.length; at += cipher.blockSize) {
    const block = data.slice(at, at + cipher.blockSize);
    const plain = cipher.decrypt(block);
    if (mode === 'CBC') xor(plain, chain);
    chain = block;
    output.set(plain, at);
  }
  return padded ? unpad(output, cipher.blockSize) : output;
}

function stream(
  cipher: BlockCipher,
  mode: 'CTR' | 'CFB' | 'OFB',
  iv: Uint8Array,
  data: Uint8Array,
  encrypting: boolean,
): Uint8Array {
  const output = new Uint8Array(data.length);
  let register: Uint8Array = iv.slice();
  for (let at = 0; at < data.length; at += cipher.blockSize) {
    const key = cipher.encrypt(register);
    const input = data.slice(at, at + cipher.blockSize);
    const result = input.slice();
    xor(result, key);
    output.set(result, at);
    if (mode === 'OFB') register = key;
    else if (mode === 'CFB') register = encrypting ? result : input;
    else increment(register);
  }
  return output;
}

function increment(counter: Uint8Array): void {
  for (let i = counter.length - 1; i >= 0; i--) {
    counter[i] = (counter[i]! + 1) & 255;
    if (counter[i] !== 0) return;
  }
}

function xor(target: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i]! ^= other[i]!;
}

function pad(data: Uint8Array, size: number): Uint8Array {
  const count = size - (data.length % size);
  const result = new Uint8Array(data.length + count).fill(count);
  result.set(data);
  return result;
}

function unpad(data: Uint8Array, size: number): Uint8Array {
  if (data.length === 0) return data;
  const count = data.at(-1)!;
  if (count < 1 || count > size || data.slice(-count).some((byte) => byte !== count)) {
    throw new CipherDataError('the decrypted data is not padded as it should be: most often the secret is wrong');
  }
  return data.slice(0, data.length - count);
}

function checkLength(cipher: BlockCipher, data: Uint8Array): void {
  if (data.length % cipher.blockSize !== 0) {
    throw new CipherDataError(`the data must be a multiple of ${cipher.blockSize} bytes long`);
  }
}
