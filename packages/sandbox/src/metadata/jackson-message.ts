const source = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: ';

interface Open {
  readonly kind: '{' | '[';
  readonly line: number;
  readonly column: number;
}

/** What the server's JSON reader says about a text that is no JSON: its message, line and column. */
export function jacksonMessage(text: string): string {
  const open: Open[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const column = (): number => at - lineStart + 1;
  const place = (l: number, c: number): string => `${source}${l}, column: ${c}]`;
  while (at < text.length) {
    const char = text[at]!;
    if (char === '\n') {
      line++;
      lineStart = at + 1;
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (end < 0) {
        at = text.length;
        return `Unexpected end-of-input in VALUE_STRING\n at ${place(line, column())}`;
      }
      at = end;
    } else if (char === '{' || char === '[') open.push({ kind: char, line, column: column() });
    else if (char === '}' || char === ']') {
      const last = open.pop();
      const expected = last?.kind === '{' ? '}' : ']';
      if (!last || expected !== char) {
        const kind = last?.kind === '{' ? 'Object' : 'Array';
        const start = last ? `starting at ${place(last.line, last.column)}` : '';
        return `Unexpected close marker '${char}': expected '${expected}' (for ${kind} ${start})\n at ${place(line, column())}`;
      }
    }
    at++;
  }
  const last = open.at(-1);
  if (last)
    return `Unexpected end-of-input within/between ${last.kind === '{' ? 'Object' : 'Array'} entries\n at ${place(line, column())}`;
  const token = /[A-Za-z_$][\w$]*/.exec(text)?.[0];
  if (token !== undefined && !/^\s*[{["]/.test(text)) {
    return `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${place(1, token.length + 1)}`;
  }
  return `Unexpected character\n at ${place(line, column())}`;
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}
