import { createHash } from 'node:crypto';
import { iterate } from '../../../convert/convert-collection.ts';
import { convertTo } from '../../../convert/convert.ts';
import { isMap } from '../../../convert/java-type.ts';
import { encode } from '../../../convert/text-codec.ts';
import { NamedException } from '../../../error-handling/exception-types.ts';
import { combine, convertOrNull, joinTexts, toText, toTextOrNull, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { splitByPattern } from '../../object-path/string-members.ts';
import { contains } from '../comparison.ts';
import { call, type FunctionCall, type SimpleFunction } from '../function-call.ts';

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
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  if (value instanceof Set || value instanceof Map) return value.size;
  if (isMap(value)) return Object.keys(value).length;
  const text = toText(value);
  return typeof text === 'string' ? text.length : text.then(({ length }) => length);
}

/** `fn(text)` or `fn(expression, text)`: the last argument is the text to look for. */
function around(
  name: string,
  description: string,
  apply: (text: string, mark: string) => string | null,
): SimpleFunction {
  const syntax = [`${name}(text)`, `${name}(exp,text)`];
  return call(name, [1, 2], syntax, description, (of) => {
    const mark = of.argument(of.args.length - 1);
    const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
    return combine([source, mark], async2(apply));
  });
}

function async2(apply: (a: string, b: string) => unknown) {
  return ([a, b]: readonly unknown[]) => {
    const first = toTextOrNull(a);
    const second = toText(b);
    if (typeof first === 'object' && first !== null) return first.then((text) => apply(text, second as string));
    return first === null ? null : apply(first, second as string);
  };
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
  const front = head < 0 ? 0 : head;
  const back = Math.abs(tail) + (head < 0 ? -head : 0);
  return front + back >= text.length ? '' : text.slice(front, text.length - back);
}

const number = (value: unknown) => Number(convertTo(value, 'java.lang.Integer'));

function compileSubstring(of: FunctionCall): Evaluate {
  const source = of.args.length === 3 ? of.argument(2) : of.expression('${body}');
  const tail: Evaluate = of.args.length > 1 ? of.argument(1) : () => 0;
  return combine([source, of.argument(0), tail], ([text, head, end]) => {
    if (text === null || text === undefined) return null;
    return clip(toText(text) as string, number(head), number(end));
  });
}

function pad(text: string, width: number, filler: string): string {
  return width < 0 ? text.padStart(-width, filler) : text.padEnd(width, filler);
}

function join(items: readonly unknown[], separator: string, start: string): string {
  return items.map((item) => start + (toText(item) as string)).join(separator);
}

/** In lines of 76 characters that end with CR LF, as Camel's codec writes it. */
function base64Lines(value: unknown): string {
  const bytes = value instanceof Uint8Array ? value : encode(toText(value) as string);
  return Buffer.from(bytes)
    .toString('base64')
    .replaceAll(/.{1,76}/g, '$&\r\n');
}

const digests: Readonly<Record<string, string>> = { 'SHA-1': 'sha1', MD5: 'md5', 'SHA-256': 'sha256' };

function hash(value: unknown, algorithm: string): string | null {
  if (value === null || value === undefined) return null;
  const name = digests[algorithm.toUpperCase()] ?? algorithm.toLowerCase().replace(/^sha-(?=\d{3}$)/, 'sha');
  try {
    const bytes = value instanceof Uint8Array ? value : encode(toText(value) as string);
    return createHash(name).update(bytes).digest('hex');
  } catch (cause) {
    throw new LanguageError('SIMPLE_EVALUATION', 'Exception occurred during execution on the exchange: Exchange[]', {
      cause: new NamedException('java.security.NoSuchAlgorithmException', `${algorithm} MessageDigest not available`, {
        cause,
      }),
    });
  }
}

export const textFunctions: readonly SimpleFunction[] = [
  ofText('trim', 'The text without blanks around it.', (text) => text.trim()),
  ofText('uppercase', 'The text in upper case.', (text) => text.toUpperCase()),
  ofText('lowercase', 'The text in lower case.', (text) => text.toLowerCase()),
  ofText('capitalize', 'The text with each word in upper case at its start.', capitalize),
  ofText('normalizeWhitespace', 'The text trimmed, each run of blanks made one.', (text) =>
    text.trim().replaceAll(/\s+/g, ' '),
  ),
  ofText('quote', 'The text in double quotes.', (text) => `"${text}"`),
  ofText('unquote', 'The text without the quotes around it.', stripQuotes),
  call('safeQuote', [0, 1], ['safeQuote()', 'safeQuote(exp)'], 'Text in double quotes, anything else as it is.', (of) =>
    combine([of.argument(0)], ([value]) => (typeof value === 'string' ? `"${value}"` : value)),
  ),
  call('length', [0, 1], ['length()', 'length(exp)'], 'Characters of a text, items of a list.', (of) =>
    combine([of.argument(0)], ([value]) => lengthOf(value)),
  ),
  test('isAlpha', 'Whether the text is letters only.', /^\p{L}+$/u),
  test('isAlphaNumeric', 'Whether the text is letters and digits only.', /^[\p{L}\p{Nd}]+$/u),
  test('isNumeric', 'Whether the text is digits only.', /^\p{Nd}+$/u),
  call(
    'concat',
    [1, 3],
    ['concat(exp)', 'concat(exp,exp)', 'concat(exp,exp,separator)'],
    'Two texts joined; the third argument stands between them.',
    (of) => {
      const first = of.args.length > 1 ? of.argument(0) : of.expression('${body}');
      const second = of.argument(of.args.length > 1 ? 1 : 0);
      const separator: Evaluate = of.args.length > 2 ? of.argument(2) : () => '';
      return combine([first, separator, second], joinTexts);
    },
  ),
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
  call(
    'replace',
    [2, 3],
    ['replace(from,to)', 'replace(from,to,exp)'],
    'Each occurrence of a text replaced by another; &quot;, &apos; and &empty; stand for what cannot be written.',
    (of) => {
      const from = withEntities(of.args[0]!);
      const source = of.args.length === 3 ? of.argument(2) : of.expression('${body}');
      return combine([source, of.expression(from), of.expression(withEntities(of.args[1]!))], ([value, old, fresh]) => {
        if (value === null || value === undefined) return null;
        return (toText(value) as string).replaceAll(toText(old) as string, () => toText(fresh) as string);
      });
    },
  ),
  call(
    'substring',
    [1, 3],
    ['substring(head)', 'substring(head,tail)', 'substring(head,tail,exp)'],
    'The text with characters clipped from its head and tail.',
    compileSubstring,
  ),
  around('substringBefore', 'What stands before a text; null when it is not there.', before),
  around('substringAfter', 'What stands after a text; null when it is not there.', after),
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
          : between(toText(value) as string, toText(left) as string, toText(right) as string),
      );
    },
  ),
  call(
    'split',
    [0, 2],
    ['split(separator)', 'split(exp,separator)'],
    'The parts of a text; the separator, by default a comma, is a regular expression.',
    (of) => {
      const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
      const separator: Evaluate = of.args.length === 0 ? () => ',' : of.argument(of.args.length - 1);
      return combine(
        [source, separator],
        async2((text, pattern) => splitByPattern(text, pattern)),
      );
    },
  ),
  call(
    'join',
    [0, 3],
    ['join()', 'join(separator)', 'join(separator,prefix)', 'join(separator,prefix,exp)'],
    'The items of a value as one text, each after the prefix.',
    (of) => {
      const separator: Evaluate = of.args.length > 0 ? of.argument(0) : () => ',';
      const start: Evaluate = of.args.length > 1 ? of.argument(1) : () => '';
      const source = of.args.length > 2 ? of.argument(2) : of.expression('${body}');
      return combine([source, separator, start], ([value, mark, front]) =>
        value === null || value === undefined
          ? null
          : join([...iterate(value)], toText(mark) as string, toText(front) as string),
      );
    },
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
            : pad(toText(value) as string, number(width), toText(filler) as string),
      ),
  ),
  call('base64Encode', [0, 1], ['base64Encode()', 'base64Encode(exp)'], 'Base64 in lines that end with CR LF.', (of) =>
    combine([of.argument(0)], ([value]) => (value === null || value === undefined ? null : base64Lines(value))),
  ),
  call('base64Decode', [0, 1], ['base64Decode()', 'base64Decode(exp)'], 'The bytes of Base64 text.', (of) =>
    combine([of.argument(0)], ([value]) => {
      const text = convertOrNull(value, 'java.lang.String');
      return text === null ? null : Uint8Array.from(Buffer.from(text as string, 'base64'));
    }),
  ),
  call(
    'hash',
    [1, 2],
    ['hash(exp)', 'hash(exp,algorithm)'],
    'The hash of a value in hexadecimal, SHA-256 by default.',
    (of) =>
      combine(
        [of.expression(of.quotedArgs()[0]!), of.args.length > 1 ? of.argument(1) : () => 'SHA-256'],
        ([value, algorithm]) => hash(value, toText(algorithm) as string),
      ),
  ),
];
