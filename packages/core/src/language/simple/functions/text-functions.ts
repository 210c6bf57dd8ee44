import { createHash } from 'node:crypto';
import { iterate } from '../../../convert/convert-collection.ts';
import { conversionFailed } from '../../../convert/conversion-error.ts';
import { numberTypeOf } from '../../../convert/java-number.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import {
  combine,
  convertOrNull,
  joinTexts,
  requiredInteger,
  requiredText,
  settle,
  toText,
  toTextOrNull,
  type Evaluate,
} from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { splitByPattern } from '../../object-path/string-members.ts';
import { contains } from '../comparison.ts';
import { call, requiredItems, withBlanks, type FunctionCall, type SimpleFunction } from '../function-call.ts';

/** Text of an argument, null when it is null. */
function textOfArgument(of: FunctionCall, index: number): Evaluate {
  return combine([of.argument(index)], ([value]) => toTextOrNull(value));
}

/** A function of one text: of the argument, or of the body. */
function ofText(name: string, description: string, apply: (text: string) => unknown): SimpleFunction {
  return call(name, [0, 1], [`${name}()`, `${name}(exp)`], description, (of) =>
    combine([textOfArgument(of, 0)], ([text]) => (text === null ? null : apply(text as string))),
  );
}

/** A test of one text, false for null. */
function test(name: string, description: string, pattern: RegExp): SimpleFunction {
  return call(name, [0, 1], [`${name}()`, `${name}(exp)`], description, (of) =>
    combine([textOfArgument(of, 0)], ([text]) => text !== null && pattern.test(text as string)),
  );
}

/** Upper case at the start and after each blank, but not after a blank that starts the text. */
function capitalize(text: string): string {
  if (text === '') throw new LanguageError('SIMPLE_INDEX', 'Index 0 out of bounds for length 0');
  let result = text.slice(0, 1).toUpperCase();
  for (let i = 1; i < text.length; i++) result += i > 1 && text[i - 1] === ' ' ? text[i]!.toUpperCase() : text[i]!;
  return result;
}

const stripQuotes = (text: string) => (/^(["']).*\1$/s.test(text) && text.length > 1 ? text.slice(1, -1) : text);
const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&empty;': '',
  '&nbsp;': ' ',
  '&comma;': ',',
  '&lt;': '<',
  '&gt;': '>',
};
const withEntities = (text: string) =>
  text.replaceAll(/&(?:quot|apos|empty|nbsp|comma|lt|gt);/g, (name) => entities[name]!);

function lengthOf(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return value.length;
  return settle(toText(value), (text) => Buffer.byteLength(text as string));
}

/** `fn(text)` or `fn(expression, text)`: the last argument is the text to look for. */
function around(
  name: string,
  description: string,
  apply: (text: string, mark: string) => string | null,
): SimpleFunction {
  const syntax = [`${name}(text)`, `${name}(exp,text)`];
  return withBlanks(
    call(name, [1, 2], syntax, description, (of) => {
      const mark = of.argument(of.args.length - 1);
      const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
      return combine([source, mark], ([value, sought]) => ifText(value, (text) => apply(text, soughtBy(of, sought))));
    }),
  );
}

const soughtBy = (of: FunctionCall, value: unknown) => requiredText(value, `What ${of.text} looks for`);

/** Null stays null, anything else is taken as text. */
function ifText(value: unknown, apply: (text: string) => unknown): unknown {
  return settle(toTextOrNull(value), (text) => (text === null ? null : apply(text as string)));
}

function between(text: string, after: string, before: string): string | null {
  const from = text.indexOf(after);
  if (from < 0) return null;
  const to = text.indexOf(before, from + after.length);
  return to < 0 ? null : text.slice(from + after.length, to);
}

const before = (text: string, mark: string) => (text.includes(mark) ? text.slice(0, text.indexOf(mark)) : null);
const after = (text: string, mark: string) =>
  text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : null;

/** Clips characters from the head and from the tail; a single negative number clips from the tail. */
function clip(text: string, head: number, tail: number): string {
  const [front, back] = head < 0 && tail === 0 ? [0, -head] : [Math.abs(head), Math.abs(tail)];
  return front + back >= text.length ? '' : text.slice(front, text.length - back);
}

function compileSubstring(of: FunctionCall): Evaluate {
  const source = of.args.length === 3 ? of.argument(2) : of.expression('${body}');
  const tail: Evaluate = of.args.length > 1 ? of.argument(1) : () => 0;
  return combine([source, of.argument(0), tail], ([text, head, end]) => {
    const front = requiredInteger(head, 'The head of substring');
    const back = requiredInteger(end, 'The tail of substring');
    return text === null || text === undefined ? null : clip(toText(text) as string, front, back);
  });
}

function pad(text: string, width: number, given: string): string {
  const filler = given === '' ? ' ' : given;
  return width < 0 ? text.padStart(-width, filler) : text.padEnd(width, filler);
}

/** Items that are null do not count. */
function join(items: Iterable<unknown>, separator: string, start: string): string {
  return [...items]
    .filter((item) => item !== null && item !== undefined)
    .map((item) => start + (toText(item) as string))
    .join(separator);
}

/** In lines of 76 characters that end with CR LF, as Camel's codec writes it. */
function base64Lines(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{1,76}/g, '$&\r\n');
}

/** The bytes of text, bytes or a stream; a list must be one of bytes; anything else has none. */
function onBytes(value: unknown, apply: (bytes: Uint8Array) => unknown): unknown {
  const items = Array.isArray(value) || value instanceof Set ? [...(value as Iterable<unknown>)] : undefined;
  if (items?.length === 0) return apply(new Uint8Array());
  if (items !== undefined) {
    const cause = new NamedException('java.lang.IllegalArgumentException', 'argument type mismatch');
    throw conversionFailed(value, '[B', cause);
  }
  return settle(convertOrNull(value, 'byte[]'), (bytes) => (bytes === null ? null : apply(bytes as Uint8Array)));
}

const digests: Readonly<Record<string, string>> = { 'SHA-1': 'sha1', MD5: 'md5', 'SHA-256': 'sha256' };

function hash(bytes: Uint8Array, algorithm: string): string {
  const name = digests[algorithm.toUpperCase()] ?? algorithm.toLowerCase().replace(/^sha-(?=\d{3}$)/, 'sha');
  try {
    return createHash(name).update(bytes).digest('hex');
  } catch (cause) {
    throw new LanguageError('SIMPLE_EVALUATION', 'Exception occurred during execution on the exchange: Exchange[]', {
      cause: new NamedException('java.security.NoSuchAlgorithmException', `${algorithm} MessageDigest not available`, {
        cause,
      }),
    });
  }
}

/** Quotes anywhere in the arguments fall away. */
function compileConcat(of: FunctionCall): Evaluate {
  const args = of.args.map((arg) => arg.replaceAll(/['"]/g, ''));
  if (args.length < 2 && of.rest.includes(',')) throw of.syntax(`Index 1 out of bounds for length ${args.length}`);
  if (args.length > 3) throw of.syntax(`Valid syntax: \${concat(exp,exp,separator)} was: ${of.text}`);
  const [first, second] = args.length > 1 ? [args[0]!, args[1]!] : ['${body}', args[0]!];
  const separator: Evaluate = () => args[2] ?? '';
  return combine([of.expression(first), separator, of.expression(second)], (values) => {
    const given = [values[0], values[2]].filter((value) => value !== null && value !== undefined);
    return given.length === 0 ? null : joinTexts(given.length === 1 ? given : values);
  });
}

const isCollection = (value: unknown) => Array.isArray(value) || value instanceof Set;

/** The value up to the first comma, behind it the algorithm as written. */
function compileHash(of: FunctionCall): Evaluate {
  const comma = of.rest.indexOf(',');
  const value = of.expression((comma < 0 ? of.rest : of.rest.slice(0, comma)).trim());
  const algorithm = comma < 0 ? 'SHA-256' : of.rest.slice(comma + 1).trim();
  return combine([value], ([given]) =>
    settle(isCollection(given) ? null : onBytes(given, (bytes) => hash(bytes, algorithm)), (text) => text),
  );
}

export const textFunctions: readonly SimpleFunction[] = [
  ofText('trim', 'The text without blanks around it.', (text) => text.trim()),
  ofText('uppercase', 'The text in upper case.', (text) => text.toUpperCase()),
  ofText('lowercase', 'The text in lower case.', (text) => text.toLowerCase()),
  ofText('capitalize', 'The text with each word in upper case at its start.', capitalize),
  ofText('normalizeWhitespace', 'The text trimmed, blanks behind a blank dropped.', (text) =>
    text.trim().replaceAll(/ [ \t]+/g, ' '),
  ),
  ofText('quote', 'The text in double quotes.', (text) => (/^".*"$/s.test(text) ? text : `"${stripQuotes(text)}"`)),
  ofText('unquote', 'The text without the quotes around it.', stripQuotes),
  call('safeQuote', [0, 1], ['safeQuote()', 'safeQuote(exp)'], 'In double quotes unless a number or boolean.', (of) =>
    combine([of.argument(0)], ([value]) =>
      value === null || value === undefined
        ? of.rest.trim() === ''
          ? '"null"'
          : null
        : typeof value === 'boolean' || numberTypeOf(value) !== undefined
          ? value
          : settle(toText(value), (text) => `"${stripQuotes(text as string)}"`),
    ),
  ),
  call('length', [0, 1], ['length()', 'length(exp)'], 'Bytes of a text or of what a value reads as.', (of) =>
    combine([of.argument(0)], ([value]) => lengthOf(value)),
  ),
  test('isAlpha', 'Whether the text is letters only.', /^\p{L}+$/u),
  test('isAlphaNumeric', 'Whether the text is letters and digits only.', /^[\p{L}\p{Nd}]+$/u),
  test('isNumeric', 'Whether the text is digits only.', /^\p{Nd}+$/u),
  call(
    'concat',
    [1, Infinity],
    ['concat(exp)', 'concat(exp,exp)', 'concat(exp,exp,separator)'],
    'Two texts joined; the third argument stands between them.',
    compileConcat,
  ),
  withBlanks(
    call(
      'contains',
      [1, 2],
      ['contains(text)', 'contains(exp,text)'],
      'Whether the text is in the value, in any case.',
      (of) => {
        const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
        return combine([source, of.argument(of.args.length - 1)], ([value, part]) => contains(value, part, true));
      },
    ),
  ),
  withBlanks(
    call(
      'replace',
      [2, 3],
      ['replace(from,to)', 'replace(from,to,exp)'],
      'Each occurrence of a text replaced by another, both as written; &quot;, &apos; and &empty; stand for what cannot be written.',
      (of) => {
        const from = withEntities(of.args[0]!);
        const source = of.args.length === 3 ? of.argument(2) : of.expression('${body}');
        const to = withEntities(of.args[1]!);
        return combine([source], ([value]) => {
          if (value === null || value === undefined) return null;
          return (toText(value) as string).replaceAll(from, () => to);
        });
      },
    ),
  ),
  withBlanks(
    call(
      'substring',
      [1, 3],
      ['substring(head)', 'substring(head,tail)', 'substring(head,tail,exp)'],
      'The text with characters clipped from its head and tail.',
      compileSubstring,
    ),
  ),
  around('substringBefore', 'What stands before a text; null when it is not there.', before),
  around('substringAfter', 'What stands after a text; null when it is not there.', after),
  withBlanks(
    call(
      'substringBetween',
      [2, 3],
      ['substringBetween(after,before)', 'substringBetween(exp,after,before)'],
      'What stands between two texts; null when they are not there.',
      (of) => {
        const count = of.args.length;
        const source = count === 3 ? of.argument(0) : of.expression('${body}');
        return combine([source, of.argument(count - 2), of.argument(count - 1)], ([value, left, right]) =>
          value === null || value === undefined
            ? null
            : between(toText(value) as string, soughtBy(of, left), soughtBy(of, right)),
        );
      },
    ),
  ),
  withBlanks(
    call(
      'split',
      [0, 2],
      ['split(separator)', 'split(exp,separator)'],
      'The parts of a text; the separator, by default a comma, is a regular expression as written.',
      (of) => {
        const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
        const separator = of.args.at(-1) ?? ',';
        return combine([source], ([value]) => ifText(value, (text) => splitByPattern(text, separator)));
      },
    ),
  ),
  withBlanks(
    call(
      'join',
      [0, 3],
      ['join()', 'join(separator)', 'join(separator,prefix)', 'join(separator,prefix,exp)'],
      'The items of a value as one text, each after the prefix; separator and prefix as written.',
      (of) => {
        const [separator = ',', start = ''] = of.args;
        const source = of.args.length > 2 ? of.argument(2) : of.expression('${body}');
        return combine([source], ([value]) => join(iterate(requiredItems(value, of)), separator, start));
      },
    ),
  ),
  call(
    'pad',
    [2, 3],
    ['pad(exp,width)', 'pad(exp,width,filler)'],
    'The text filled up to a width: at its end, or at its start when the width is negative.',
    (of) =>
      combine(
        [of.argument(0), of.argument(1), of.args.length > 2 ? of.argument(2) : () => ' '],
        ([value, width, filler]) =>
          value === null || value === undefined
            ? null
            : pad(toText(value) as string, requiredInteger(width, 'The width of pad'), toText(filler) as string),
      ),
  ),
  call('base64Encode', [0, 1], ['base64Encode()', 'base64Encode(exp)'], 'Base64 in lines that end with CR LF.', (of) =>
    combine([of.argument(0)], ([value]) => onBytes(value, base64Lines)),
  ),
  call('base64Decode', [0, 1], ['base64Decode()', 'base64Decode(exp)'], 'The bytes of Base64 text.', (of) =>
    combine([of.argument(0)], ([value]) =>
      onBytes(value, (bytes) => Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64'))),
    ),
  ),
  call(
    'hash',
    [1, Infinity],
    ['hash(exp)', 'hash(exp,algorithm)'],
    'The hash of text or bytes in hexadecimal, SHA-256 by default.',
    compileHash,
  ),
];
