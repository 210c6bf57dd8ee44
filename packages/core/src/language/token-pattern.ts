import { NamedException } from '../error-handling/exception-types.ts';
import { javaPattern } from './simple/java-pattern.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** `\n` in a token may be written out. */
const unescaped = (token: string) => token.replaceAll(/\\([nrt])/g, (_, char: string) => escapes[char]!);

/**
 * What separates the parts: tokens are regular expressions, as in Camel, also where `regex` is not set. One that has
 * nothing of a pattern is searched as the text it is.
 */
export function tokenPattern(written: string): string | RegExp {
  const token = unescaped(written);
  if (!/[\\^$.*+?()[\]{}|]/.test(token)) return token;
  try {
    const { source, flags } = javaPattern(token);
    return new RegExp(source, `${flags}g`);
  } catch (cause) {
    throw new NamedException('java.util.regex.PatternSyntaxException', complaint(token), { cause });
  }
}

function complaint(token: string): string {
  if (/^[*+?]/.test(token)) return `Dangling meta character '${token[0]}' near index 0\n${token}\n^`;
  if (token.includes('(')) return `Unclosed group near index ${token.length}\n${token}`;
  return `The token is no regular expression: ${token}`;
}
