const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const alphabet = `0123456789${letters}`;

/** Whether a text is a uid of DHIS2: 11 letters and digits, the first a letter. */
export function isUid(text: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9]{10}$/.test(text);
}

/**
 * A new random uid, made from the system's secure random numbers as DHIS2 makes its own: 52 * 62^10 possibilities (some
 * 4.4e19, 65 bits).
 *
 * @example
 * ```ts
 * import { generateUid, isUid } from '@dhow/dhis2';
 *
 * isUid(generateUid()); // true
 * ```
 */
export function generateUid(): string {
  const bytes = new Uint8Array(32);
  let uid = '';
  while (uid.length < 11) {
    crypto.getRandomValues(bytes);
    for (const byte of bytes) {
      const size = uid.length === 0 ? 52 : 62;
      // 208 and 248 are the largest multiples: taking the rest of all bytes would prefer the first letters.
      if (byte >= (size === 52 ? 208 : 248)) continue;
      uid += (size === 52 ? letters : alphabet)[byte % size];
      if (uid.length === 11) break;
    }
  }
  return uid;
}
