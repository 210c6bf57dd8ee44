import { sha256 } from '../../crypto/digest-32.ts';
import { library, native } from '../../runtime/native.ts';
import type { LayeredObject } from '../../runtime/object-value.ts';
import { orgUnitLibrary } from './org-unit-functions.ts';
import { periodLibrary } from './period-functions.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabet = `0123456789${letters}`;

/** The library `dhis2` of the `dhow` profile: periods, uids and paths of organisation units. */
export const dhis2Library: LayeredObject = library(
  [
    native('uid', ['namespace:string', 'key:string'], (_runtime, namespace, key) => uidOf(namespace, key)),
    native('isUid', ['text:string'], (_runtime, text) => /^[a-zA-Z][a-zA-Z0-9]{10}$/.test(text)),
  ],
  { period: periodLibrary, orgUnit: orgUnitLibrary },
);

/**
 * The uid that belongs to a key of a source, the same as `uidFrom` of `@dhow/dhis2` gives: SHA-256 over the namespace, a
 * zero byte and the key; the first 16 bytes as one number; a letter first, then ten letters or digits.
 */
function uidOf(namespace: string, key: string): string {
  const hash = sha256(new TextEncoder().encode(`${namespace}\0${key}`), 256);
  let rest = 0n;
  for (const byte of hash.subarray(0, 16)) rest = rest * 256n + BigInt(byte);
  let uid = letters.charAt(Number(rest % 52n));
  rest /= 52n;
  for (let i = 0; i < 10; i++) {
    uid += alphabet.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return uid;
}
