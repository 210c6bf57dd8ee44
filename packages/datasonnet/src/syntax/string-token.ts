import type { Grammar } from './grammar.ts';
import type { Token } from './lexer.ts';

/** Reads a string that starts at `start`, or gives undefined when none does (an `@` alone). */
export function readStringToken(text: string, start: number, limit: number, grammar: Grammar): Token | undefined {
  const first = text[start];
  if (first === '|') return readTextBlock(text, start, limit, grammar);
  if (first === '@') {
    const quote = text[start + 1];
    return quote === '"' || quote === "'" ? readVerbatim(text, start, limit, quote) : undefined;
  }
  return readQuoted(text, start, limit, first as '"' | "'");
}

function readQuoted(text: string, start: number, limit: number, quote: '"' | "'"): Token {
  const form = quote === '"' ? 'double' : 'single';
  let value = '';
  let at = start + 1;
  let problem: string | undefined;
  while (at < limit && text[at] !== quote) {
    if (text[at] !== '\\') {
      let end = at + 1;
      while (end < limit && text[end] !== quote && text[end] !== '\\') end++;
      value += text.slice(at, end);
      at = end;
      continue;
    }
    const escape = readEscape(text, at, limit);
    value += escape.value;
    problem ??= escape.problem;
    at = escape.end;
  }
  if (at >= limit) problem ??= `this string has no end; close it with ${quote}`;
  const end = Math.min(at + 1, limit);
  return { kind: 'string', text: value, start, end, form, ...(problem === undefined ? {} : { problem }) };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export interface Escape {
  readonly value: string;
  readonly end: number;
  readonly problem?: string;
}

/** Reads the escape whose backslash is at `start`. */
export function readEscape(text: string, start: number, limit: number): Escape {
  const letter = start + 1 < limit ? text[start + 1]! : '';
  if (letter === 'u') {
    const digits = text.slice(start + 2, Math.min(start + 6, limit));
    if (/^[0-9a-fA-F]{4}$/.test(digits)) return { value: String.fromCharCode(parseInt(digits, 16)), end: start + 6 };
    return { value: '', end: start + 2, problem: '\\u takes four hexadecimal digits, such as \\u00e9' };
  }
  const value = escapes[letter];
  if (value !== undefined) return { value, end: start + 2 };
  return {
    value: letter,
    end: Math.min(start + 2, limit),
    problem: `the escape \\${letter} does not exist; write \\\\ for a backslash`,
  };
}

function readVerbatim(text: string, start: number, limit: number, quote: '"' | "'"): Token {
  const form = quote === '"' ? 'verbatim-double' : 'verbatim-single';
  let value = '';
  let at = start + 2;
  while (at < limit) {
    if (text[at] === quote) {
      if (text[at + 1] !== quote || at + 1 >= limit) return { kind: 'string', text: value, start, end: at + 1, form };
      value += quote;
      at += 2;
    } else value += text[at++];
  }
  return {
    kind: 'string',
    text: value,
    start,
    end: limit,
    form,
    problem: `this string has no end; close it with ${quote}`,
  };
}

function readTextBlock(text: string, start: number, limit: number, grammar: Grammar): Token {
  const fail = (problem: string): Token => ({ kind: 'string', text: '', start, end: limit, form: 'block', problem });
  let at = start + 3;
  const chomp = grammar.jsonnet && text[at] === '-';
  if (chomp) at++;
  while (at < limit && isBlank(text[at]!)) at++;
  if (text[at] === '\r') at++;
  if (text[at] !== '\n') {
    return { ...fail('a text block starts on the line after |||'), end: Math.min(start + 3, limit) };
  }
  at++;
  let value = '';
  let indent: string | undefined;
  while (at < limit) {
    let lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0 || lineEnd >= limit) lineEnd = limit;
    if (lineEnd === at || (text[at] === '\r' && lineEnd === at + 1)) {
      value += '\n';
      at = lineEnd + 1;
      continue;
    }
    if (indent === undefined) {
      let end = at;
      while (end < lineEnd && isBlank(text[end]!)) end++;
      indent = text.slice(at, end);
      if (indent === '') return fail('the first line of a text block must be indented');
    }
    if (text.startsWith(indent, at)) {
      if (lineEnd === limit) break;
      value += text.slice(at + indent.length, lineEnd + 1);
      at = lineEnd + 1;
      continue;
    }
    let close = at;
    while (close < limit && isBlank(text[close]!)) close++;
    if (!text.startsWith('|||', close))
      return fail('a line of a text block must keep its indentation, or end it with |||');
    const content = chomp ? value.replace(/\n$/, '') : value;
    return { kind: 'string', text: content, start, end: close + 3, form: 'block' };
  }
  return fail('this text block has no end; close it with ||| on a line of its own');
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t';
}
