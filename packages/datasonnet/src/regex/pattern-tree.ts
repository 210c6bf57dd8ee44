import type { CharSet } from './char-set.ts';

/** The two dialects that DataSonnet meets: `java.util.regex` in the core functions, RE2 in `ds.regex`. */
export type RegexDialect = 'java' | 're2';

/** Zero-width tests. `lineStart`/`lineEnd` are the multi-line forms, `unix` ones know only LF. */
export type AssertKind =
  | 'textStart'
  | 'textEnd'
  | 'beforeLastLineEnd'
  | 'beforeLastUnixLineEnd'
  | 'lineStart'
  | 'lineEnd'
  | 'unixLineStart'
  | 'unixLineEnd'
  | 'wordBoundary'
  | 'notWordBoundary'
  | 'searchStart';

/** Syntax tree of a regular expression, the same for both dialects. */
export type PatternNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly mode: 'greedy' | 'lazy' | 'possessive';
    }
  | { readonly kind: 'group'; readonly item: PatternNode; readonly index: number }
  | { readonly kind: 'look'; readonly item: PatternNode; readonly ahead: boolean; readonly negative: boolean }
  | { readonly kind: 'atomic'; readonly item: PatternNode }
  | { readonly kind: 'assert'; readonly assert: AssertKind }
  | { readonly kind: 'back'; readonly index: number; readonly fold: boolean };

/** A parsed pattern: its tree, how many capturing groups it has and what they are called. */
export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}

/** A pattern that its dialect does not accept. `index` is the place in the pattern, in UTF-16 units. */
export class RegexSyntaxError extends Error {
  readonly index: number;
  constructor(message: string, index: number) {
    super(message);
    this.name = 'RegexSyntaxError';
    this.index = index;
  }
}

/** Matching went past its budget of steps or memory. */
export class RegexLimitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RegexLimitError';
  }
}
