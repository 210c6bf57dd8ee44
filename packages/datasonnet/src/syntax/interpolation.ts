import type { Parser } from './parser.ts';
import { readEscape } from './string-token.ts';
import type { Expression, InterpolatedString } from './syntax-tree.ts';

/** Reads `$"text ${expression} text"`, whose opening is the parser's current token. */
export function readInterpolation(parser: Parser): InterpolatedString {
  const { start, end: textStart } = parser.token;
  const { text } = parser.source;
  const quote = text[textStart - 1] as '"' | "'";
  const texts: string[] = [];
  const expressions: Expression[] = [];
  let current = '';
  let at = textStart;
  while (at < text.length && text[at] !== quote) {
    if (text[at] === '\\') {
      const escape = text[at + 1] === '$' ? { value: '$', end: at + 2 } : readEscape(text, at, text.length);
      if ('problem' in escape && escape.problem !== undefined) parser.report(escape.problem);
      current += escape.value;
      at = escape.end;
    } else if (text[at] === '$' && text[at + 1] === '{') {
      texts.push(current);
      current = '';
      parser.token = parser.lexer.at(at + 2);
      expressions.push(parser.expression());
      if (!parser.is('}')) parser.report('expected } after the expression in a string');
      at = parser.is('}') ? parser.token.end : parser.token.start;
      if (parser.token.kind === 'end') break;
    } else current += text[at++];
  }
  texts.push(current);
  if (text[at] !== quote) parser.report(`this string has no end; close it with ${quote}`);
  const end = Math.min(at + 1, text.length);
  parser.lastEnd = end;
  parser.token = parser.lexer.at(end);
  return { kind: 'InterpolatedString', quote, texts, expressions, start, end };
}
