import { JqError, type JqNode } from './jq-syntax.ts';
import { compareJson, notApplicable, type JsonTree } from './jq-value.ts';

type Run = (filter: JqNode, input: JsonTree) => Iterable<JsonTree>;
type TextFunction = (input: JsonTree, args: readonly JqNode[], run: Run) => Iterable<JsonTree>;

function text(value: JsonTree, name = '_match_impl/3'): string {
  if (typeof value === 'string') return value;
  throw notApplicable(name, value, 'STRING');
}

/** jq's flags: `g` finds all, `x` allows blanks and comments, `n` leaves empty matches out. */
function pattern(source: JsonTree, flags: JsonTree): RegExp {
  const given = flags === null ? '' : text(flags);
  const known: Readonly<Record<string, string>> = { g: 'g', i: 'i', s: 's', l: '', n: '', x: '', p: 's' };
  const own = Array.from(given, (flag) => {
    const found = known[flag];
    if (found === undefined) throw new JqError(`Unsupported regex modifier: ${flag}`);
    return found;
  });
  try {
    return new RegExp(text(source), [...new Set(['d', 'u', ...own])].join(''));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new JqError(`${text(source)} is no regular expression: ${cause.message}`);
  }
}

/** A pattern and its flags, given apart or as a list. */
function parts(value: JsonTree): [JsonTree, JsonTree] {
  if (Array.isArray(value)) return [(value as JsonTree[])[0] ?? null, (value as JsonTree[])[1] ?? null];
  return [value, null];
}

const found = (input: string, wanted: RegExp): RegExpExecArray[] => {
  if (wanted.global) return [...input.matchAll(wanted)];
  const first = wanted.exec(input);
  return first === null ? [] : [first];
};

/** Places count characters, not units of UTF-16. */
const places = (input: string, at: number) => Array.from(input.slice(0, at)).length;

function matched(input: string, match: RegExpExecArray): JsonTree {
  const names = new Map<number, string>();
  for (const [name, place] of Object.entries(match.indices?.groups ?? {})) {
    const at = match.indices!.findIndex((each, i) => i > 0 && !names.has(i) && each === place);
    const same = at >= 0 ? at : match.indices!.findIndex((each, i) => i > 0 && !names.has(i) && samePlace(each, place));
    if (same > 0) names.set(same, name);
  }
  const captures = match.slice(1).map((string, i): JsonTree => {
    const at = match.indices![i + 1];
    const name = names.get(i + 1) ?? null;
    if (at === undefined) return { offset: -1, length: 0, string: null, name };
    return { offset: places(input, at[0]), length: Array.from(string).length, string, name };
  });
  return {
    offset: places(input, match.index),
    length: Array.from(match[0]).length,
    string: match[0],
    captures,
  };
}

const samePlace = (a: readonly number[] | undefined, b: readonly number[] | undefined) =>
  a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** A function of a pattern and flags, for each combination of their values. */
const regex =
  (apply: (input: string, wanted: RegExp) => Iterable<JsonTree>, always = ''): TextFunction =>
  (input, [source, flags], run) =>
    Array.from(flags === undefined ? [null] : run(flags, input)).flatMap((mode) =>
      Array.from(run(source!, input)).flatMap((value) => {
        const [own, ownMode] = flags === undefined ? parts(value) : [value, mode];
        return [...apply(text(input), pattern(own, ownMode === null ? always : text(ownMode) + always))];
      }),
    );

/** The replacement sees the named groups as its input. */
const replaced =
  (always: string): TextFunction =>
  (input, [source, to, flags], run) => {
    const results: JsonTree[] = [];
    for (const mode of flags === undefined ? [null] : run(flags, input)) {
      for (const value of run(source!, input)) {
        const wanted = pattern(value, (mode === null ? '' : text(mode)) + always);
        let [done, rest] = ['', 0];
        for (const match of found(text(input), wanted)) {
          const groups = Object.entries(match.groups ?? {}).map(([name, own]) => [name, own ?? null] as const);
          const next = [...run(to!, Object.fromEntries(groups))][0] ?? null;
          done += text(input).slice(rest, match.index) + text(next);
          rest = match.index + match[0].length;
        }
        results.push(done + text(input).slice(rest));
      }
    }
    return results;
  };

/** Where a part stands: of texts in characters, of lists one item or several in a row. */
function indices(input: JsonTree, part: JsonTree): JsonTree {
  if (input === null) return null;
  if (typeof input === 'string') {
    const wanted = text(part);
    const all: number[] = [];
    if (wanted === '') return all;
    for (let at = input.indexOf(wanted); at >= 0; at = input.indexOf(wanted, at + 1)) all.push(places(input, at));
    return all;
  }
  if (!Array.isArray(input)) throw notApplicable('indices', input, 'STRING', 'ARRAY', 'NULL');
  const own = input as JsonTree[];
  const row = Array.isArray(part) ? (part as JsonTree[]) : [part];
  if (row.length === 0) return null;
  return own.flatMap((_, at) => (row.every((item, i) => compareJson(own[at + i] ?? null, item) === 0) ? [at] : []));
}

const each =
  (apply: (input: JsonTree, part: JsonTree) => JsonTree): TextFunction =>
  (input, [part], run) =>
    Array.from(run(part!, input), (value) => apply(input, value));

const one =
  (apply: (input: JsonTree) => JsonTree): TextFunction =>
  (input) => [apply(input)];

/** The functions of jq over texts: regular expressions, places, code points, dates. */
export const jqTexts: Readonly<Record<string, TextFunction>> = {
  'test/1': regex((input, wanted) => [wanted.test(input)]),
  'test/2': regex((input, wanted) => [wanted.test(input)]),
  'match/1': regex((input, wanted) => found(input, wanted).map((match) => matched(input, match))),
  'match/2': regex((input, wanted) => found(input, wanted).map((match) => matched(input, match))),
  'split/2': regex((input, wanted) => {
    const all: string[] = [];
    let rest = 0;
    for (const match of found(input, wanted)) {
      all.push(input.slice(rest, match.index));
      rest = match.index + match[0].length;
    }
    return [[...all, input.slice(rest)]];
  }, 'g'),
  'sub/2': replaced(''),
  'sub/3': replaced(''),
  'gsub/2': replaced('g'),
  'gsub/3': replaced('g'),
  'indices/1': each(indices),
  'index/1': each((input, part) => (indices(input, part) as JsonTree[] | null)?.[0] ?? null),
  'rindex/1': each((input, part) => (indices(input, part) as JsonTree[] | null)?.at(-1) ?? null),
  'explode/0': one((input) => Array.from(text(input, 'explode'), (char) => char.codePointAt(0)!)),
  'implode/0': one((input) => {
    if (!Array.isArray(input)) throw notApplicable('implode', input, 'ARRAY');
    return String.fromCodePoint(...(input as number[]));
  }),
  'todateiso8601/0': one((input) => {
    const date = new Date(Number(input) * 1000);
    if (Number.isNaN(date.getTime())) throw new JqError('strftime/1 requires parsed datetime inputs');
    return date.toISOString().replace('.000Z', 'Z');
  }),
  'fromdateiso8601/0': one((input) => {
    const time = Date.parse(text(input));
    if (Number.isNaN(time)) throw new JqError(`date "${text(input)}" does not match format "%Y-%m-%dT%H:%M:%SZ"`);
    return time / 1000;
  }),
};
