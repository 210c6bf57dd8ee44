/* How the mapper's YAML writer puts texts: values in double quotes and folded, keys plain where that is possible. */

const BEST_WIDTH = 80;
const LONGEST_SIMPLE_KEY = 128;

const escapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

/**
 * A text in double quotes. Past 80 columns it goes on in a new line, indented by `indent`; `column` is where it begins.
 */
export function doubleQuoted(text: string, column: number, indent: number, split: boolean): string {
  let result = '"';
  let at = column + 1;
  let start = 0;
  const put = (piece: string): void => {
    result += piece;
    at += piece.length;
  };
  for (let end = 0; end <= text.length; end++) {
    const c = text[end];
    let size = 1;
    if (c === undefined || c < ' ' || c > '~' || c === '"' || c === '\\') {
      if (start < end) put(text.slice(start, end));
      start = end;
      if (c !== undefined) {
        size = text.codePointAt(end)! > 0xffff ? 2 : 1;
        put(special(text, end, size));
        start = end + size;
      }
    }
    if (end > 0 && end < text.length - 1 && (c === ' ' || start >= end) && at + (end - start) > BEST_WIDTH && split) {
      const piece = start >= end ? '' : text.slice(start, end);
      if (start < end) start = end;
      result += `${piece}\\\n${' '.repeat(indent)}`;
      at = indent;
      if (text[start] === ' ') put('\\');
    }
    if (size === 2) end++;
  }
  return `${result}"`;
}

function special(text: string, at: number, size: number): string {
  const c = text.charAt(at);
  const escape = escapes[c];
  if (escape !== undefined) return `\\${escape}`;
  const point = text.codePointAt(at)!;
  if (isPrintable(point)) return text.slice(at, at + size);
  const digits = point.toString(16);
  return point <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

function isPrintable(point: number): boolean {
  return (
    (point >= 0x20 && point <= 0x7e) ||
    (point >= 0xa0 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd && point !== 0xfeff) ||
    point >= 0x10000
  );
}

const reserved = new Set([
  'false', 'False', 'FALSE', 'n', 'N', 'no', 'No', 'NO', 'null', 'Null', 'NULL', 'on', 'On', 'ON', 'off', 'Off', 'OFF',
  'true', 'True', 'TRUE', 'y', 'Y', 'yes', 'Yes', 'YES',
]); // prettier-ignore

/** A key as it is written; one that is not `simple` needs `? ` before it and its value on a line of its own. */
export function keyText(name: string): { readonly text: string; readonly simple: boolean } {
  const simple = name !== '' && name.length < LONGEST_SIMPLE_KEY && !/[\n\u0085\u2028\u2029]/.test(name);
  // Whatever begins like a number counts as one.
  const quoted = name === '' || reserved.has(name) || /^[~0-9+.-]|\p{Cc}/u.test(name);
  if (quoted) return { text: doubleQuoted(name, 0, 0, false), simple };
  if (isPlain(name)) return { text: name, simple };
  // What cannot stand plain goes into single quotes, unless they cannot hold it either.
  if (
    / [\n\u0085\u2028\u2029]|[\n\u0085\u2028\u2029] |[^\n\u0020-\u007e\u0085\u00a0-\ud7ff\ud800-\udfff\ue000-\ufffd]/.test(
      name,
    ) ||
    !simple
  ) {
    return { text: doubleQuoted(name, 0, 0, false), simple };
  }
  return { text: `'${name.replaceAll("'", "''")}'`, simple };
}

function isPlain(text: string): boolean {
  if (/^\s|\s$|[\n\u0085\u2028\u2029]/.test(text)) return false;
  if (/[^\u0020-\u007e\u00a0-\ud7ff\ud800-\udfff\ue000-\ufffd]/.test(text)) return false;
  if (text.startsWith('---') || text.startsWith('...')) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[?:-](?:[ \t]|$)/.test(text)) return false;
  return !/:(?:[ \t]|$)|[ \t]#/.test(text);
}
