import { syntaxError } from '../language-error.ts';
import type { FunctionNode } from './simple-ast.ts';

/** The length of a function's opening (`${` or `$simple{`) at a place of the text, or 0. */
export function functionStart(text: string, at: number): number {
  if (text.startsWith('${', at)) return 2;
  return text.startsWith('$simple{', at) ? 8 : 0;
}

/** Operators that no function may hold, for they belong outside: between two blanks. */
export const outsideOnly = /(?<=\s)(\?:|\?~>|~>)(?=\s)/g;

/** In a condition those that join a function inside with something else, too. */
export const outsideConditions =
  /(?<=\s)(\?:|\?~>|~>)(?=\s)|(?<=\}\s+)(==|!=~|!=|=~|>=?|<=?|&&|\|\||~~|!~~|!?(?:contains|regex|in|is|range|startsWith|endsWith))(?=\s)/g;

/** Reads the function that opens at `at`; `end` is the place behind its closing brace. */
export function scanFunction(text: string, at: number, refused: RegExp): { node: FunctionNode; end: number } {
  const from = at + functionStart(text, at);
  let depth = 1;
  let nested = false;
  for (let i = from; i < text.length; i++) {
    const opening = functionStart(text, i);
    if (opening > 0) {
      depth++;
      nested = true;
      i += opening - 1;
    } else if (text[i] === '}' && --depth === 0) {
      refuse(text, from, i, refused);
      return { node: { kind: 'function', text: unescape(text.slice(from, i)), nested, at }, end: i + 1 };
    }
  }
  throw syntaxError(
    text,
    text.length - 1,
    'expected symbol functionEnd but was eol',
    `Close the function with "}": \${${text.slice(from)}}`,
  );
}

function refuse(text: string, from: number, end: number, refused: RegExp): void {
  const found = text.slice(from, end).matchAll(refused).next().value;
  if (found === undefined) return;
  const hint =
    'This operator stands outside of functions: take the value apart with setVariable, or compare what the function gives.';
  throw syntaxError(text, from + found.index, `\${ cannot accept ${found[0]}`, hint);
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '}': '}' };

/** Line break, tab, carriage return and a closing brace may be written with a backslash; other backslashes stay. */
export function unescape(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\([ntr}])/g, (_, char: string) => escapes[char]!) : text;
}
