import { javaTrim } from '../../runtime/java-text.ts';
import { native } from '../../runtime/native.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { force, isArray, lazy } from '../../runtime/value.ts';
import type { Thunk, Value } from '../../runtime/value.ts';
import { splitText } from '../../regex/java-split.ts';
import { compileRegex } from '../../regex/regex.ts';
import type { Regex, RegexMatch } from '../../regex/regex.ts';
import { replaceMatches } from '../../regex/replacement.ts';
import { parseDouble, parseInt32 } from './java-number.ts';
import { raised, unusable, wrongKind } from './raised.ts';
import { sameValue, scalarText, seen } from './scalars.ts';

const javaRegex = (source: string): Regex => raised(() => compileRegex(source, 'java'));

/** `ds` functions of texts, and `contains` and `find`, which take arrays too. */
export const textFunctions = [
  native('contains', ['container', 'value'], (runtime, given, value) => {
    const container = seen(runtime, given);
    if (typeof container === 'string') {
      const regex = javaRegex(patternOf(runtime, value));
      return raised(() => regex.test(container));
    }
    if (!isArray(container))
      throw wrongKind('the container of contains', 'an array or text', runtime.kindOf(container));
    return container.some((item) => sameValue(runtime, force(item), value));
  }),
  native('find', ['container', 'value'], (runtime, given, value) => {
    const container = seen(runtime, given);
    if (typeof container === 'string') {
      return allMatches(javaRegex(patternOf(runtime, value)), container).map((match) => match.start);
    }
    if (!isArray(container)) throw wrongKind('the container of find', 'an array or text', runtime.kindOf(container));
    const places: number[] = [];
    container.forEach((item, i) => {
      if (sameValue(runtime, force(item), value)) places.push(i);
    });
    return places;
  }),
  native('match', ['string:string', 'regex:string'], (_runtime, text, regex) =>
    allMatches(javaRegex(regex), text).flatMap((match) => match.groups.map(groupText)),
  ),
  native('scan', ['str:string', 'regex:string'], (_runtime, text, regex) =>
    allMatches(javaRegex(regex), text).map((match) => match.groups.map(groupText)),
  ),
  native('matches', ['string:string', 'regex:string'], (_runtime, text, regex) => {
    const compiled = javaRegex(regex);
    return raised(() => compiled.matches(text));
  }),
  native('replace', ['string:string', 'regex:string', 'replacement:string'], (_runtime, text, regex, replacement) => {
    const compiled = javaRegex(regex);
    return raised(() => replaceMatches(compiled, text, replacement));
  }),
  native('splitBy', ['str:string', 'regex:string'], (_runtime, text, regex) => {
    const compiled = javaRegex(regex);
    return raised(() => splitText(compiled, text));
  }),
  native('startsWith', ['str1:string', 'str2:string'], (_runtime, text, start) =>
    text.toUpperCase().startsWith(start.toUpperCase()),
  ),
  native('endsWith', ['main:string', 'sub:string'], (_runtime, text, end) =>
    text.toUpperCase().endsWith(end.toUpperCase()),
  ),
  native('lower', ['str:string'], (_runtime, text) => text.toLowerCase()),
  native('upper', ['str:string'], (_runtime, text) => text.toUpperCase()),
  native('trim', ['str:string'], (_runtime, text) => javaTrim(text)),
  native('toString', ['value'], (runtime, value) => scalarText(runtime, value, 'the value of toString')),
  native('parseInt', ['str:string'], (_runtime, text) => integer(text, 10)),
  native('parseOctal', ['str:string'], (_runtime, text) => integer(text, 8)),
  native('parseHex', ['str:string'], (_runtime, text) => integer(text, 16)),
  native('parseDouble', ['str:string'], (_runtime, text) => {
    const value = parseDouble(text);
    if (value === undefined) throw unusable('the text of parseDouble is no number');
    return value;
  }),
  native('uuid', [], (runtime) => {
    const letters = '0123456789abcdef';
    let text = '';
    for (let i = 0; i < 36; i++) {
      text +=
        i === 8 || i === 13 || i === 18 || i === 23
          ? '-'
          : letters.charAt(Math.floor(letters.length * runtime.random()));
    }
    return text;
  }),
];

function patternOf(runtime: Runtime, value: Value): string {
  const pattern = seen(runtime, value);
  if (typeof pattern !== 'string')
    throw wrongKind('the pattern to look for in a text', 'a text', runtime.kindOf(pattern));
  return pattern;
}

function allMatches(regex: Regex, text: string): RegexMatch[] {
  return raised(() => [...regex.findAll(text)]);
}

/** A group that took no part has no text: looking at it is an error, as in the mapper, having it is none. */
function groupText(group: string | undefined): Value | Thunk {
  if (group !== undefined) return group;
  return lazy(() => {
    throw unusable('a group of the regular expression took no part in the match, so it has no text');
  });
}

function integer(text: string, radix: number): number {
  const value = parseInt32(text, radix);
  if (value === undefined) throw unusable(`the text is no 32-bit integer of base ${radix}`);
  return value;
}
