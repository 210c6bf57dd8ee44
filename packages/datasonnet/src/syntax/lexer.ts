import type { Grammar } from './grammar.ts';
import type { Comment, StringForm } from './syntax-tree.ts';
import { readStringToken } from './string-token.ts';

export type TokenKind = 'identifier' | 'keyword' | 'number' | 'string' | 'interpolation' | 'symbol' | 'end' | 'unknown';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string its value. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly form?: StringForm;
  /** What is wrong inside it (an unterminated string, an unknown escape). */
  readonly problem?: string;
}

const symbols = ['==', '=', ':::', '::', ':', '||', '|', '&&', '&', '!=', '!', '<=', '<<', '<', '>=', '>>', '>'];
const singles = '+-*/%^~()[]{},;.$';
const symbolsByFirst = new Map<string, readonly string[]>();
for (const symbol of symbols) {
  symbolsByFirst.set(symbol[0]!, [...(symbolsByFirst.get(symbol[0]!) ?? []), symbol]);
}

/** Reads tokens on demand, so that the parser can say what it expects where the grammar depends on it. */
export class Lexer {
  readonly text: string;
  readonly comments: Comment[] = [];
  /** A comment that never ends. */
  problem: { readonly message: string; readonly start: number; readonly end: number } | undefined;
  readonly #grammar: Grammar;
  readonly #end: number;

  constructor(text: string, grammar: Grammar, end = text.length) {
    this.text = text;
    this.#grammar = grammar;
    this.#end = end;
  }

  /** The token that starts at or after `offset`. */
  at(offset: number): Token {
    const start = this.#skipBlanks(offset);
    if (start >= this.#end) return { kind: 'end', text: '', start: this.#end, end: this.#end };
    const code = this.text.charCodeAt(start);
    if (isNameStart(code)) return this.#name(start);
    if (isDigit(code)) return this.#number(start);
    const text = this.text;
    const char = text[start]!;
    if (char === '"' || char === "'" || char === '@' || text.startsWith('|||', start)) {
      const token = readStringToken(text, start, this.#end, this.#grammar);
      if (token) return token;
    }
    if (this.#grammar.dhow && char === '$' && (text[start + 1] === '"' || text[start + 1] === "'")) {
      return { kind: 'interpolation', text: text.slice(start, start + 2), start, end: start + 2 };
    }
    return this.#symbol(start, char);
  }

  /** The name that starts at the offset of a token that was read as a number: names may start with a digit there. */
  nameAt(start: number): Token {
    let end = start;
    while (end < this.#end && isNamePart(this.text.charCodeAt(end))) end++;
    const text = this.text.slice(start, end);
    return { kind: 'identifier', text, start, end };
  }

  #name(start: number): Token {
    const token = this.nameAt(start);
    if (this.#grammar.keywords.has(token.text)) return { ...token, kind: 'keyword' };
    return token;
  }

  #number(start: number): Token {
    const text = this.text;
    let end = this.#digits(start);
    if (text[end] === '.' && isDigit(text.charCodeAt(end + 1))) end = this.#digits(end + 1);
    if (text[end] === 'e' || text[end] === 'E') {
      const sign = text[end + 1] === '+' || text[end + 1] === '-' ? 1 : 0;
      if (isDigit(text.charCodeAt(end + 1 + sign))) end = this.#digits(end + 1 + sign);
    }
    if (this.#grammar.dhow && text[end] === 'm' && !isNamePart(text.charCodeAt(end + 1))) end++;
    return { kind: 'number', text: text.slice(start, end), start, end };
  }

  #digits(start: number): number {
    const separators = this.#grammar.jsonnet;
    let end = start;
    while (end < this.#end) {
      const code = this.text.charCodeAt(end);
      const separator = separators && code === 95 && end > start && isDigit(this.text.charCodeAt(end + 1));
      if (!isDigit(code) && !separator) break;
      end++;
    }
    return end;
  }

  #symbol(start: number, char: string): Token {
    if (singles.includes(char)) return { kind: 'symbol', text: char, start, end: start + 1 };
    if (this.#grammar.dhow && char === '?') {
      const pair = this.text.slice(start, start + 2);
      if (pair === '?.' || pair === '?[' || pair === '??') return { kind: 'symbol', text: pair, start, end: start + 2 };
    }
    for (const symbol of symbolsByFirst.get(char) ?? []) {
      if (this.text.startsWith(symbol, start))
        return { kind: 'symbol', text: symbol, start, end: start + symbol.length };
    }
    const size = this.text.codePointAt(start)! > 0xffff ? 2 : 1;
    return { kind: 'unknown', text: this.text.slice(start, start + size), start, end: start + size };
  }

  #skipBlanks(offset: number): number {
    const { text } = this;
    let at = offset;
    while (at < this.#end) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 9 || code === 10 || code === 13) at++;
      else if (code === 35 || (code === 47 && text.charCodeAt(at + 1) === 47)) {
        const line = text.indexOf('\n', at);
        at = this.#comment(at, line < 0 ? this.#end : Math.min(line, this.#end));
      } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf('*/', at + 2);
        if (close < 0 || close + 2 > this.#end) {
          this.problem ??= { message: 'this comment has no end; close it with */', start: at, end: at + 2 };
          return this.#end;
        }
        at = this.#comment(at, close + 2);
      } else break;
    }
    return at;
  }

  #comment(start: number, end: number): number {
    const last = this.comments.at(-1);
    // The parser may look at a place twice.
    if (!last || last.start < start) this.comments.push({ text: this.text.slice(start, end), start, end });
    return end;
  }
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

/** A token as a message names it. */
export function describe(token: Token): string {
  if (token.kind === 'end') return 'the end of the file';
  if (token.kind === 'string') return 'a string';
  return `"${token.text}"`;
}
