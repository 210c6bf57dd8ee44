import { failure } from '../../errors/datasonnet-errors.ts';
import { library, native } from '../../runtime/native.ts';
import { makeObject } from '../../runtime/object-value.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { isFunction } from '../../runtime/value.ts';
import type { Value } from '../../runtime/value.ts';
import { compileRegex } from '../../regex/regex.ts';
import type { Regex, RegexMatch } from '../../regex/regex.ts';
import { replaceMatches } from '../../regex/replacement.ts';
import { tableObject } from './hash-order.ts';
import { raised, wrongKind } from './raised.ts';
import { seen } from './scalars.ts';

const re2 = (source: string): Regex => raised(() => compileRegex(source, 're2'));

/** `ds.regex`: the syntax of RE2. */
export const regexModule = library([
  native('regexFullMatch', ['expr:string', 'str:string'], (runtime, expression, text) => {
    const regex = re2(expression);
    return matchObject(
      runtime,
      regex,
      raised(() => regex.fullMatch(text)),
    );
  }),
  native('regexPartialMatch', ['expr:string', 'str:string'], (runtime, expression, text) => {
    const regex = re2(expression);
    return matchObject(
      runtime,
      regex,
      raised(() => regex.find(text)),
    );
  }),
  native('regexScan', ['expr:string', 'str:string'], (runtime, expression, text) => {
    const regex = re2(expression);
    const matches = raised(() => [...regex.findAll(text)]);
    return matches.length === 0 ? null : matches.map((match) => matchObject(runtime, regex, match));
  }),
  native('regexQuoteMeta', ['str:string'], (_runtime, text) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
  native('regexReplace', ['str:string', 'pattern:string', 'replace:string'], (_runtime, text, pattern, replacement) => {
    const regex = re2(pattern);
    return raised(() => replaceMatches(regex, text, replacement, true));
  }),
  native('regexGlobalReplace', ['str:string', 'pattern:string', 'replace'], (runtime, text, pattern, given) => {
    const regex = re2(pattern);
    const replace = seen(runtime, given);
    if (typeof replace === 'string') return raised(() => replaceMatches(regex, text, replace));
    if (!isFunction(replace))
      throw wrongKind('replace of regexGlobalReplace', 'a text or function', runtime.kindOf(replace));
    return raised(() =>
      replaceMatches(regex, text, (match) => {
        const result = seen(runtime, runtime.call1(replace, matchObject(runtime, regex, match)));
        if (typeof result === 'string') return result;
        throw failure('DS_KIND', `the replacement function must give a text, it gave ${runtime.kindOf(result)}`);
      }),
    );
  }),
]);

function matchObject(runtime: Runtime, regex: Regex, match: RegexMatch | undefined): Value {
  if (match === undefined) return null;
  const named = new Map([...regex.groupNames].map(([name, index]) => [name, match.groups[index] ?? null]));
  return makeObject([
    ['string', match.groups[0]!],
    ['captures', match.groups.slice(1).map((group) => group ?? null)],
    ['namedCaptures', tableObject(runtime, named)],
  ]);
}
