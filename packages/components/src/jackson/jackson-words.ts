/** What Jackson expects where a value may stand. */
export const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

export const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9';
}

export const isNumberStart = (char: string): boolean => char === '-' || isDigit(char);

export function isIdentifierPart(char: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(char);
}

/** Jackson's way to show a character. */
export function describe(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}
