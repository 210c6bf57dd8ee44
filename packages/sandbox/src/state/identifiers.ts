import { createHash, randomBytes, randomUUID } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alphabet = `0123456789${letters}`;
const uidPattern = /^[a-zA-Z][a-zA-Z0-9]{10}$/;

/** Whether a text has the form of a DHIS2 uid: a letter, then ten letters or digits. */
export function isUid(text: unknown): text is string {
  return typeof text === 'string' && uidPattern.test(text);
}

/** A random uid. */
export function generateUid(): string {
  return uidOf(randomBytes(11));
}

/** The uid that always belongs to this key: seeds stay the same from run to run. */
export function uidFromKey(key: string): string {
  return uidOf(createHash('sha256').update(key).digest());
}

export const generateUuid = randomUUID;

function uidOf(bytes: Buffer): string {
  let uid = letters[bytes[0]! % letters.length]!;
  for (let i = 1; i < 11; i++) uid += alphabet[bytes[i]! % alphabet.length]!;
  return uid;
}
