/** ECMAScript's `JSON.rawJSON` (Node has it, the compiler's library not yet): text that is written as it is. */
const raw = JSON as unknown as { rawJSON(text: string): object; isRawJSON(value: unknown): boolean };

export const rawJson = (text: string): object => raw.rawJSON(text);
export const isRawJson = (value: unknown): boolean => raw.isRawJSON(value);
