import { sha256 } from './sha256.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabet = `0123456789${letters}`;

/**
 * The uid that belongs to a key of a source: the same key gives the same uid, in every process and on every machine. With
 * it a record that is sent again updates what it created, and never doubles it.
 *
 * Algorithm (fixed for ever): SHA-256 over the UTF-8 bytes of `namespace`, a zero byte, and `sourceKey`; the first 16 bytes
 * read as one big-endian number n; the first character is letter number n mod 52 of `A-Za-z`, then n is divided by 52; each
 * of the ten others is character n mod 62 of `0-9A-Za-z`, n divided by 62 each time.
 *
 * Odds: there are 52 * 62^10 = 4.4e19 uids. Among k keys of one namespace the chance that any two share a uid is about
 * k * k / 8.7e19: 1 in 87 million for a million keys, 1 in 8,700 for a hundred million. A key that holds personal data
 * cannot be read back from its uid, but somebody who has a list of keys can compute theirs: keep the namespace secret where
 * that matters.
 *
 * @example
 * ```ts
 * import { uidFrom } from '@dhow/dhis2';
 *
 * const trackedEntity = uidFrom('clinic-a/patients', 'MRN-000123');
 * ```
 */
export function uidFrom(namespace: string, sourceKey: string): string {
  const encoder = new TextEncoder();
  const [first, second] = [encoder.encode(namespace), encoder.encode(sourceKey)];
  const bytes = new Uint8Array(first.length + 1 + second.length);
  bytes.set(first);
  bytes.set(second, first.length + 1);
  let n = sha256(bytes)
    .subarray(0, 16)
    .reduce<bigint>((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let uid = letters[Number(n % 52n)]!;
  n /= 52n;
  for (let i = 0; i < 10; i++) {
    uid += alphabet[Number(n % 62n)];
    n /= 62n;
  }
  return uid;
}
