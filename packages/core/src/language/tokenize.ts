import { option } from '../component/option-spec.ts';
import { convertTo } from '../convert/convert.ts';
import { isByteStream, isTextReader, CachedStream } from '../convert/stream-value.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { combine, toExpression, toText } from './evaluation.ts';
import { languageOptions, sourceOf, withResultType } from './named-value.ts';
import { javaPattern } from './simple/java-pattern.ts';
import { compileSimple } from './simple/simple-language.ts';
import { pairs, pieces, piecesOfStream } from './token-scanner.ts';
import { xmlElements } from './xml-token-scanner.ts';

/** Parts of a text between separators, between pairs of tokens, or XML elements of a name. */
export const tokenize: ExpressionLanguage = {
  name: 'tokenize',
  description: 'Parts of a text: between separators, between pairs of tokens, or XML elements of a name.',
  options: {
    ...languageOptions,
    token: option.string({ description: 'Separator, first of a pair, or element name.' }),
    endToken: option.string({ description: 'Second of a pair.' }),
    includeTokens: option.boolean({ description: 'Keeps the pair of tokens in the parts.', default: false }),
    regex: option.boolean({ description: 'The token is a regular expression.', default: false }),
    xml: option.boolean({ description: 'The token is the name of XML elements.', default: false }),
    inheritNamespaceTagName: option.string({ description: 'Element whose namespaces the parts get.' }),
    group: option.string({ description: 'Parts put together into one.' }),
    groupDelimiter: option.string({ description: 'Between the parts of a group; the token when absent.' }),
    skipFirst: option.boolean({ description: 'Leaves the first part out.', default: false }),
    source: option.string({ description: 'Where the text is: header:x, variable:x or property:x; else the body.' }),
  },
  compile(text, options, _kind, context) {
    const token = unescapeToken(typeof options['token'] === 'string' ? options['token'] : text);
    const read = sourceOf(options['source']);
    const size =
      typeof options['group'] === 'string' ? compileSimple(options['group'], 'expression', context) : undefined;
    const split = splitter(token, options);
    const evaluate = combine([read, size ?? (() => undefined)], ([value, group]) => {
      if (value === null || value === undefined) return null;
      const count = group === undefined ? 0 : Number(convertTo(group, 'java.lang.Integer'));
      return split(value, count);
    });
    return toExpression(withResultType(evaluate, options));
  },
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** `\n` in a token may be written out. */
const unescapeToken = (token: string) => token.replaceAll(/\\([nrt])/g, (_, char: string) => escapes[char]!);

function splitter(token: string, options: Readonly<Record<string, unknown>>) {
  const { endToken, groupDelimiter, inheritNamespaceTagName } = options as Readonly<Record<string, string | undefined>>;
  const skipFirst = options['skipFirst'] === true || options['skipFirst'] === 'true';
  const flag = (name: string) => options[name] === true || options[name] === 'true';
  const joined = (parts: Iterable<string>, count: number) =>
    grouped(skipFirst ? without(parts) : parts, count, groupDelimiter ?? token);
  const pattern = flag('regex') ? new RegExp(javaPattern(token), 'g') : token;
  return (value: unknown, count: number): unknown => {
    if (endToken === undefined && !flag('xml') && !skipFirst && count === 0 && isLiveStream(value)) {
      return piecesOfStream(value, pattern);
    }
    const text = toText(value);
    if (typeof text !== 'string') return text.then((settled) => cut(settled, count));
    return cut(text, count);
  };
  function cut(text: string, count: number): Iterator<string> {
    if (flag('xml')) return joined(xmlElements(text, token, inheritNamespaceTagName), count);
    if (endToken !== undefined) return joined(pairs(text, token, endToken, flag('includeTokens')), count);
    return joined(pieces(text, pattern), count);
  }
}

const isLiveStream = (value: unknown): value is AsyncIterable<Uint8Array | string> =>
  isByteStream(value) && !(value instanceof CachedStream) && !isTextReader(value);

function* without(parts: Iterable<string>): Generator<string> {
  let first = true;
  for (const part of parts) {
    if (!first) yield part;
    first = false;
  }
}

function* grouped(parts: Iterable<string>, size: number, delimiter: string): Generator<string> {
  if (size <= 1) {
    yield* parts;
    return;
  }
  let group: string[] = [];
  for (const part of parts) {
    group.push(part);
    if (group.length === size) {
      yield group.join(delimiter);
      group = [];
    }
  }
  if (group.length > 0) yield group.join(delimiter);
}
