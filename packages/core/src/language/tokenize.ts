import type { ComponentContext } from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import { isByteStream, isTextReader, CachedStream } from '../convert/stream-value.ts';
import type { ExpressionLanguage } from '../expression/expression.ts';
import { combine, toExpression, toText, type Evaluate } from './evaluation.ts';
import { LanguageError } from './language-error.ts';
import { languageOptions, sourceOf } from './named-value.ts';
import { compileSimple } from './simple/simple-language.ts';
import { groupSize, nothingToCut } from './token-failures.ts';
import { tokenPattern } from './token-pattern.ts';
import { pairs, pieces, piecesOfStream } from './token-scanner.ts';
import { xmlElements } from './xml-token-scanner.ts';

/** Parts of a text between separators, between pairs of tokens, or XML elements of a name. */
export const tokenize: ExpressionLanguage = {
  name: 'tokenize',
  description: 'Parts of a text: between separators, between pairs of tokens, or XML elements of a name.',
  options: {
    ...languageOptions,
    resultType: option.string({ description: 'Kept for Camel routes; the parts are not converted.' }),
    token: option.string({ description: 'Separator as a regular expression, first of a pair, or element name.' }),
    endToken: option.string({ description: 'Second of a pair, as a regular expression.' }),
    includeTokens: option.boolean({ description: 'Keeps the pair of tokens in the parts.', default: false }),
    regex: option.boolean({
      description: 'Kept for Camel routes: the token is a regular expression anyway.',
      default: false,
    }),
    xml: option.boolean({ description: 'The token is the name of XML elements.', default: false }),
    inheritNamespaceTagName: option.string({ description: 'Element whose namespaces the parts get.' }),
    group: option.string({ description: 'Parts put together into one.' }),
    groupDelimiter: option.string({ description: 'Between the parts of a group; the token when absent.' }),
    skipFirst: option.boolean({ description: 'Leaves the first part out.', default: false }),
    source: option.string({ description: 'Where the text is: header:x, variable:x or property:x; else the body.' }),
  },
  compile(text, options, _kind, context) {
    checkPair(options);
    const read = sourceOf(options['source']);
    const { token = text, endToken, groupDelimiter, group } = options as Readonly<Record<string, string | undefined>>;
    const computed = [token, endToken, groupDelimiter, group].map((each) => computedText(each, context));
    const cutterFor = lastOnly((texts: readonly (string | undefined)[]) => cutter(texts, options));
    const evaluate = combine([read, ...computed], ([value, ...texts], exchange) => {
      const problem = nothingToCut(value, options, exchange);
      if (problem !== undefined) throw problem;
      const count = group === undefined ? 0 : groupSize(texts.pop(), group, exchange);
      return cutterFor(texts as (string | undefined)[])(value, count);
    });
    // As in Camel, the parts are not converted: `resultType` has no effect.
    return toExpression(evaluate);
  },
};

/** Only a pair of tokens can be kept in the parts. */
function checkPair({ includeTokens, endToken, xml }: Readonly<Record<string, unknown>>): void {
  const isSet = (flag: unknown) => flag === true || flag === 'true';
  if (!isSet(includeTokens)) return;
  if (isSet(xml)) throw new LanguageError('LANGUAGE_SYNTAX', 'Cannot have both xml and pair tokenizer enabled.');
  if (endToken === undefined)
    throw new LanguageError('LANGUAGE_SYNTAX', 'The option includeTokens requires endToken to be specified.');
}

/** A token may be computed by Simple. */
function computedText(text: string | undefined, context: ComponentContext): Evaluate {
  if (text === undefined || !text.includes('${')) return () => text;
  return combine([compileSimple(text, 'expression', context)], ([value]) => toText(value));
}

/** Keeps what was made last: tokens rarely change from message to message. */
function lastOnly<T>(
  make: (texts: readonly (string | undefined)[]) => T,
): (texts: readonly (string | undefined)[]) => T {
  let last: { readonly texts: readonly unknown[]; readonly made: T } | undefined;
  return (texts) => {
    const known = last;
    if (known !== undefined && texts.every((text, index) => text === known.texts[index])) return known.made;
    last = { texts, made: make(texts) };
    return last.made;
  };
}

type Cutter = (value: unknown, count: number) => unknown;

function cutter(texts: readonly (string | undefined)[], options: Readonly<Record<string, unknown>>): Cutter {
  const [token = '', endToken, groupDelimiter] = texts;
  const flag = (name: string) => options[name] === true || options[name] === 'true';
  const isXml = flag('xml');
  if (isXml) {
    const inherit = options['inheritNamespaceTagName'] as string | undefined;
    return cutText((text) => xmlElements(text, token, inherit), '');
  }
  const delimiter = groupDelimiter ?? token;
  if (endToken !== undefined) {
    const end = { text: endToken, pattern: tokenPattern(endToken) };
    return cutText((text) => pairs(text, token, end, flag('includeTokens')), delimiter);
  }
  const pattern = tokenPattern(token);
  const skipFirst = flag('skipFirst');
  const cut: Cutter = (value, count) =>
    cutText((text) => (skipFirst ? withoutFirst(pieces(text, pattern), count > 1) : pieces(text, pattern)), delimiter)(
      value,
      count,
    );
  const canStream = !skipFirst && !(pattern instanceof RegExp && new RegExp(pattern.source).test(''));
  return (value, count) =>
    canStream && count === 0 && isLiveStream(value) ? piecesOfStream(value, pattern) : cut(value, count);
}

function cutText(cut: (text: string) => Iterable<string>, delimiter: string): Cutter {
  return (value, count) => {
    const text = toText(value);
    if (typeof text === 'string') return grouped(cut(text), count, delimiter);
    return text.then((settled) => grouped(cut(settled), count, delimiter));
  };
}

const isLiveStream = (value: unknown): value is AsyncIterable<Uint8Array | string> =>
  isByteStream(value) && !(value instanceof CachedStream) && !isTextReader(value);

/** In groups, what holds nothing but the first part is one empty group, as in Camel. */
function* withoutFirst(parts: Iterable<string>, inGroups: boolean): Generator<string> {
  let seen = 0;
  for (const part of parts) if (seen++ > 0) yield part;
  if (inGroups && seen === 1) yield '';
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
