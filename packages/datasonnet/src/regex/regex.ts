import { firstCharacters } from './first-characters.ts';
import { PatternMatcher } from './matcher.ts';
import { parsePattern } from './pattern-parser.ts';
import type { RegexDialect } from './pattern-tree.ts';
import { compilePattern } from './program.ts';
import type { Program } from './program.ts';

/** One match: `groups[0]` is the whole, undefined stands for a group that took no part. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression that matches in time linear in the text, whatever the pattern. */
export class Regex {
  readonly source: string;
  readonly dialect: RegexDialect;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  readonly #program: Program;
  readonly #mayStart: Uint8Array | undefined;
  readonly #literal: string | undefined;

  constructor(source: string, dialect: RegexDialect) {
    const pattern = parsePattern(source, dialect);
    this.source = source;
    this.dialect = dialect;
    this.groupCount = pattern.groupCount;
    this.groupNames = pattern.groupNames;
    this.#program = compilePattern(pattern);
    this.#mayStart = firstCharacters(pattern.root);
    this.#literal = /^[\w ,;:@/%&=<>~#"'!`-]+$/.test(source) ? source : undefined;
  }

  /** Whether the whole text is one match. */
  matches(text: string): boolean {
    return this.fullMatch(text) !== undefined;
  }

  /** The match that takes the whole text. */
  fullMatch(text: string): RegexMatch | undefined {
    const matcher = this.#matcher(text);
    return matcher.matchAt(0, true) ? this.#result(text, matcher) : undefined;
  }

  /** Whether there is a match anywhere in the text. */
  test(text: string): boolean {
    if (this.#literal !== undefined) return text.includes(this.#literal);
    return this.#matcher(text).search(0, this.#mayStart);
  }

  /** The first match. */
  find(text: string): RegexMatch | undefined {
    const { value } = this.findAll(text).next();
    return value === undefined ? undefined : value;
  }

  /** All matches from left to right; after an empty one the search goes on a character later. */
  *findAll(text: string): Generator<RegexMatch, undefined> {
    if (this.#literal !== undefined) {
      const literal = this.#literal;
      for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + literal.length)) {
        yield { start: at, end: at + literal.length, groups: [literal] };
      }
      return undefined;
    }
    const matcher = this.#matcher(text);
    for (let from = 0; from <= text.length;) {
      if (!matcher.search(from, this.#mayStart)) return undefined;
      const match = this.#result(text, matcher);
      yield match;
      from = match.end > match.start ? match.end : match.end + 1;
    }
    return undefined;
  }

  #matcher(text: string): PatternMatcher {
    return new PatternMatcher(this.#program, text, this.dialect === 'java');
  }

  #result(text: string, matcher: PatternMatcher): RegexMatch {
    const { slots } = matcher;
    const groups: (string | undefined)[] = [];
    for (let i = 0; i <= this.groupCount; i++) {
      const from = slots[i * 2]!;
      const to = slots[i * 2 + 1]!;
      groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to));
    }
    return { start: slots[0]!, end: slots[1]!, groups };
  }
}

const CACHE_SIZE = 256;
const cache = new Map<string, Regex>();

/**
 * Compiles a regular expression, or takes it from the last ones that were compiled.
 * Throws `RegexSyntaxError` for a pattern that the dialect refuses, `RegexLimitError` for one that is too large.
 */
export function compileRegex(source: string, dialect: RegexDialect): Regex {
  const key = `${dialect}:${source}`;
  let regex = cache.get(key);
  if (regex === undefined) {
    regex = new Regex(source, dialect);
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  } else {
    cache.delete(key);
  }
  cache.set(key, regex);
  return regex;
}
