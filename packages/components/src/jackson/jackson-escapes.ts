/**
 * JSON text with the escapes that Jackson writes into bytes: hexadecimal digits are capitals, and a character beyond the first plane is
 * its two surrogates, unless they are to be `combined`.
 */
export function jacksonEscapes(text: string, combined: boolean): string {
  if (!(combined ? /\\u/ : /\\u|[\ud800-\udfff]/).test(text)) return text;
  return text.replace(/\\(?:u[0-9a-f]{4}|.)|[\ud800-\udfff]/g, (found) => {
    if (found.startsWith('\\u')) return `\\u${found.slice(2).toUpperCase()}`;
    if (found.startsWith('\\') || combined) return found;
    return `\\u${found.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
