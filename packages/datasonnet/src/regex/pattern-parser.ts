import { CharSet, anyOf, range, single, union } from './char-set.ts';
import {
  digits,
  everything,
  horizontalSpace,
  javaSpace,
  namedClass,
  posixClass,
  property,
  re2Space,
  verticalSpace,
  word,
} from './char-class-names.ts';
import { RegexSyntaxError } from './pattern-tree.ts';
import type { ParsedPattern, PatternNode, RegexDialect } from './pattern-tree.ts';

interface Flags {
  ignoreCase: boolean;
  multiLine: boolean;
  dotAll: boolean;
  comments: boolean;
  unicodeCase: boolean;
  unicodeClass: boolean;
  unixLines: boolean;
  ungreedy: boolean;
}

const RE2_MAX_REPEAT = 1000;
const newline = single(10);
const javaLineEnds = anyOf(10, 13, 0x85, 0x2028, 0x2029);

/**
 * Parses a regular expression of Java (`java.util.regex.Pattern`) or of RE2 (as re2j takes it) to one tree.
 * Throws {@link RegexSyntaxError} for what the dialect refuses.
 */
export function parsePattern(source: string, dialect: RegexDialect): ParsedPattern {
  return new PatternParser(source, dialect).parse();
}

class PatternParser {
  readonly #source: string;
  readonly #java: boolean;
  #at = 0;
  #groupCount = 0;
  readonly #names = new Map<string, number>();
  readonly #backs: { readonly index: number; readonly at: number }[] = [];
  #flags: Flags = {
    ignoreCase: false,
    multiLine: false,
    dotAll: false,
    comments: false,
    unicodeCase: false,
    unicodeClass: false,
    unixLines: false,
    ungreedy: false,
  };

  constructor(source: string, dialect: RegexDialect) {
    this.#source = source;
    this.#java = dialect === 'java';
  }

  parse(): ParsedPattern {
    const root = this.#choice();
    if (this.#at < this.#source.length) {
      throw this.#error(this.#java ? "Unmatched closing ')'" : 'unexpected )');
    }
    return { root, groupCount: this.#groupCount, groupNames: this.#names };
  }

  #error(message: string, at = this.#at): RegexSyntaxError {
    return new RegexSyntaxError(message, at);
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #choice(): PatternNode {
    const items = [this.#sequence()];
    while (this.#takes('|')) items.push(this.#sequence());
    return items.length === 1 ? items[0]! : { kind: 'choice', items };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      if (this.#flags.comments) this.#skipComments();
      const c = this.#peek();
      if (c === '' || c === '|' || c === ')') break;
      const before = this.#at;
      const atom = this.#atom();
      if (atom !== undefined) items.push(this.#repeated(atom, before));
    }
    if (items.length === 0) return { kind: 'empty' };
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  #skipComments(): void {
    for (;;) {
      const c = this.#peek();
      if (c !== '' && ' \t\n\r\f\v'.includes(c)) this.#at++;
      else if (c === '#') {
        while (this.#at < this.#source.length && this.#peek() !== '\n') this.#at++;
      } else return;
    }
  }

  #repeated(first: PatternNode, start: number): PatternNode {
    let item = first;
    let wasRepeated = false;
    for (;;) {
      if (this.#flags.comments) this.#skipComments();
      const from = this.#at;
      const bounds = this.#bounds();
      if (bounds === undefined) return item;
      if (wasRepeated) {
        throw this.#error(
          this.#java ? `Dangling meta character '${this.#source.charAt(from)}'` : 'invalid nested repetition operator',
          from,
        );
      }
      const [min, max] = bounds;
      let mode: 'greedy' | 'lazy' | 'possessive' = this.#flags.ungreedy ? 'lazy' : 'greedy';
      if (this.#takes('?')) mode = this.#flags.ungreedy ? 'greedy' : 'lazy';
      else if (this.#java && this.#takes('+')) mode = 'possessive';
      item = { kind: 'repeat', item, min, max, mode };
      wasRepeated = true;
      if (start < 0) return item;
    }
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#takes('*')) return [0, Infinity];
    if (this.#takes('+')) return [1, Infinity];
    if (this.#takes('?')) return [0, 1];
    if (this.#peek() !== '{') return undefined;
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#source.slice(this.#at, this.#at + 24));
    if (match === null) {
      if (this.#java) throw this.#error('Illegal repetition');
      return undefined;
    }
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Infinity : Number(match[3]);
    if (max < min) throw this.#error(this.#java ? 'Illegal repetition range' : 'invalid repeat count');
    if (!this.#java && (min > RE2_MAX_REPEAT || (max !== Infinity && max > RE2_MAX_REPEAT))) {
      throw this.#error('invalid repeat count');
    }
    this.#at += match[0].length;
    return [min, max];
  }

  #atom(): PatternNode | undefined {
    const c = this.#peek();
    switch (c) {
      case '(':
        return this.#group();
      case '[':
        this.#at++;
        return { kind: 'set', set: this.#class() };
      case '.':
        this.#at++;
        return { kind: 'set', set: this.#dot() };
      case '^':
        this.#at++;
        return {
          kind: 'assert',
          assert: this.#flags.multiLine ? (this.#unixLines() ? 'unixLineStart' : 'lineStart') : 'textStart',
        };
      case '$':
        this.#at++;
        if (this.#flags.multiLine) return { kind: 'assert', assert: this.#unixLines() ? 'unixLineEnd' : 'lineEnd' };
        if (!this.#java) return { kind: 'assert', assert: 'textEnd' };
        return { kind: 'assert', assert: this.#flags.unixLines ? 'beforeLastUnixLineEnd' : 'beforeLastLineEnd' };
      case '*':
      case '+':
      case '?':
        throw this.#error(this.#java ? `Dangling meta character '${c}'` : 'missing argument to repetition operator');
      case '{':
        if (this.#java) throw this.#error('Illegal repetition');
        break;
      case '\\':
        return this.#escape();
    }
    const point = this.#source.codePointAt(this.#at)!;
    this.#at += point > 0xffff ? 2 : 1;
    return this.#literal(point);
  }

  #unixLines(): boolean {
    return !this.#java || this.#flags.unixLines;
  }

  #dot(): CharSet {
    if (this.#flags.dotAll) return everything;
    return (this.#unixLines() ? newline : javaLineEnds).not();
  }

  #literal(point: number): PatternNode {
    return { kind: 'set', set: this.#fold(single(point)) };
  }

  #fold(set: CharSet): CharSet {
    if (!this.#flags.ignoreCase) return set;
    const folded = set.folded(!this.#java || this.#flags.unicodeCase || this.#flags.unicodeClass);
    // A character without another case stays one that can be searched for directly.
    const c = set.single;
    if (c >= 0 && c < 128 && !/[a-z]/i.test(String.fromCharCode(c))) return set;
    return folded;
  }

  #group(): PatternNode | undefined {
    const start = this.#at;
    this.#at++;
    const saved = { ...this.#flags };
    if (!this.#takes('?')) return this.#capture(saved, start);
    if (this.#takes(':')) return this.#inner(saved, start);
    if (this.#takes('P<')) return this.#named(saved, start);
    if (this.#java) {
      if (this.#takes('=')) return { kind: 'look', item: this.#inner(saved, start), ahead: true, negative: false };
      if (this.#takes('!')) return { kind: 'look', item: this.#inner(saved, start), ahead: true, negative: true };
      if (this.#takes('<=')) return { kind: 'look', item: this.#inner(saved, start), ahead: false, negative: false };
      if (this.#takes('<!')) return { kind: 'look', item: this.#inner(saved, start), ahead: false, negative: true };
      if (this.#takes('>')) return { kind: 'atomic', item: this.#inner(saved, start) };
      if (this.#source.charAt(start + 2) === 'P') throw this.#error('Unknown inline modifier');
    }
    if (this.#takes('<')) return this.#named(saved, start);
    return this.#flagGroup(saved, start);
  }

  #capture(saved: Flags, start: number): PatternNode {
    const index = ++this.#groupCount;
    return { kind: 'group', item: this.#inner(saved, start), index };
  }

  #named(saved: Flags, start: number): PatternNode {
    const match = /^([A-Za-z0-9_]+)>/.exec(this.#source.slice(this.#at, this.#at + 256));
    const name = match?.[1];
    if (name === undefined || (this.#java && !/^[A-Za-z][A-Za-z0-9]*$/.test(name))) {
      throw this.#error(
        this.#java ? 'capturing group name does not start with a Latin letter' : 'invalid named capture',
      );
    }
    if (this.#java && this.#source.charAt(start + 2) === 'P') throw this.#error('Unknown inline modifier', start);
    if (this.#names.has(name)) throw this.#error(`Named capturing group <${name}> is already defined`);
    this.#at += name.length + 1;
    this.#names.set(name, this.#groupCount + 1);
    return this.#capture(saved, start);
  }

  #flagGroup(saved: Flags, start: number): PatternNode | undefined {
    let on = true;
    let seen = false;
    for (;;) {
      const c = this.#peek();
      if (c === ')' || c === ':') break;
      if (c === '-' && on) on = false;
      else if (c === '' || !this.#setFlag(c, on)) {
        throw this.#error(this.#java ? 'Unknown inline modifier' : 'invalid or unsupported Perl syntax');
      } else seen = true;
      this.#at++;
    }
    if (!seen && !this.#java) throw this.#error('missing argument to flag group', start);
    if (this.#takes(')')) return undefined;
    this.#at++;
    return this.#inner(saved, start);
  }

  #setFlag(letter: string, on: boolean): boolean {
    const flags = this.#flags;
    if (letter === 'i') flags.ignoreCase = on;
    else if (letter === 'm') flags.multiLine = on;
    else if (letter === 's') flags.dotAll = on;
    else if (letter === 'U') {
      if (this.#java) flags.unicodeClass = on;
      else flags.ungreedy = on;
    } else if (!this.#java) return false;
    else if (letter === 'x') flags.comments = on;
    else if (letter === 'u') flags.unicodeCase = on;
    else if (letter === 'd') flags.unixLines = on;
    else return false;
    return true;
  }

  #inner(saved: Flags, start: number): PatternNode {
    const item = this.#choice();
    if (!this.#takes(')')) {
      throw this.#error(this.#java ? 'Unclosed group' : 'missing closing )', this.#java ? this.#source.length : start);
    }
    this.#flags = saved;
    return item;
  }

  #escape(): PatternNode | undefined {
    const start = this.#at;
    this.#at++;
    const c = this.#peek();
    if (c === '')
      throw this.#error(this.#java ? 'Unexpected internal error' : 'trailing backslash at end of expression');
    if (c === 'Q') {
      this.#at++;
      return this.#quoted();
    }
    if (c === 'E' && !this.#java) {
      this.#at++;
      return undefined;
    }
    const assertion = this.#assertion(c);
    if (assertion !== undefined) {
      this.#at++;
      return assertion;
    }
    if (this.#java) {
      if (c >= '1' && c <= '9') return this.#numberedBack();
      if (c === 'k') return this.#namedBack(start);
      if (c === 'R' || c === 'X') {
        this.#at++;
        return c === 'R' ? lineBreak : cluster;
      }
    }
    const set = this.#classEscape(c);
    if (set !== undefined) return { kind: 'set', set: this.#fold(set) };
    return this.#literal(this.#characterEscape(start));
  }

  #assertion(c: string): PatternNode | undefined {
    switch (c) {
      case 'b':
        return { kind: 'assert', assert: 'wordBoundary' };
      case 'B':
        return { kind: 'assert', assert: 'notWordBoundary' };
      case 'A':
        return { kind: 'assert', assert: 'textStart' };
      case 'z':
        return { kind: 'assert', assert: 'textEnd' };
      case 'Z':
        return this.#java
          ? { kind: 'assert', assert: this.#flags.unixLines ? 'beforeLastUnixLineEnd' : 'beforeLastLineEnd' }
          : undefined;
      case 'G':
        return this.#java ? { kind: 'assert', assert: 'searchStart' } : undefined;
      default:
        return undefined;
    }
  }

  #quoted(): PatternNode {
    const end = this.#source.indexOf('\\E', this.#at);
    const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#source.length : end + 2;
    const items = Array.from(text, (c) => this.#literal(c.codePointAt(0)!));
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  #numberedBack(): PatternNode {
    let index = Number(this.#peek());
    this.#at++;
    // Java takes further digits as long as such a group exists already.
    while (/\d/.test(this.#peek()) && index * 10 + Number(this.#peek()) <= this.#groupCount) {
      index = index * 10 + Number(this.#peek());
      this.#at++;
    }
    this.#backs.push({ index, at: this.#at });
    return { kind: 'back', index, fold: this.#flags.ignoreCase };
  }

  #namedBack(start: number): PatternNode {
    const match = /^k<([A-Za-z][A-Za-z0-9]*)>/.exec(this.#source.slice(this.#at, this.#at + 256));
    const index = match === null ? undefined : this.#names.get(match[1]!);
    if (match === null || index === undefined) throw this.#error('named capturing group does not exist', start);
    this.#at += match[0].length;
    return { kind: 'back', index, fold: this.#flags.ignoreCase };
  }

  /** `\d`, `\p{…}` and their like, in and outside of brackets; moves past them. */
  #classEscape(c: string): CharSet | undefined {
    const base = this.#baseClass(c.toLowerCase());
    if (base !== undefined && (this.#java || 'dws'.includes(c.toLowerCase()))) {
      this.#at++;
      return c === c.toLowerCase() ? base : base.not();
    }
    if (c !== 'p' && c !== 'P') return undefined;
    this.#at++;
    let negative = c === 'P';
    let name = this.#peek();
    this.#at++;
    if (name === '{') {
      const end = this.#source.indexOf('}', this.#at);
      if (end < 0) throw this.#error(this.#java ? 'Unclosed character family' : 'invalid character class range');
      name = this.#source.slice(this.#at, end);
      this.#at = end + 1;
    }
    if (!this.#java && name.startsWith('^')) {
      negative = !negative;
      name = name.slice(1);
    }
    const set = namedClass(name, this.#java);
    if (set === undefined) {
      throw this.#error(this.#java ? `Unknown character property name {${name}}` : 'invalid character class range');
    }
    return negative ? set.not() : set;
  }

  #baseClass(lower: string): CharSet | undefined {
    if (this.#flags.unicodeClass && this.#java) {
      if (lower === 'd') return property('Nd');
      if (lower === 's') return property('White_Space');
      if (lower === 'w') return union([property('Alphabetic')!, property('M')!, property('Nd')!, property('Pc')!]);
    }
    switch (lower) {
      case 'd':
        return digits;
      case 's':
        return this.#java ? javaSpace : re2Space;
      case 'w':
        return word;
      case 'h':
        return this.#java ? horizontalSpace : undefined;
      case 'v':
        return this.#java ? verticalSpace : undefined;
      default:
        return undefined;
    }
  }

  /** The code point that an escape stands for; `start` is the place of its backslash. */
  #characterEscape(start: number): number {
    const c = this.#peek();
    const point = this.#source.codePointAt(this.#at)!;
    this.#at += point > 0xffff ? 2 : 1;
    const simple = { t: 9, n: 10, r: 13, f: 12, a: 7 }[c];
    if (simple !== undefined) return simple;
    if (c === 'x') return this.#hex(start);
    if (this.#java) {
      if (c === 'e') return 27;
      if (c === 'u') return this.#unicode(start);
      if (c === 'c') return this.#source.charCodeAt(this.#at++) ^ 64;
      if (c === '0') {
        const match = /^(?:[0-3][0-7]{0,2}|[0-7]{1,2})/.exec(this.#source.slice(this.#at, this.#at + 3));
        if (match === null) throw this.#error('Illegal octal escape sequence');
        this.#at += match[0].length;
        return Number.parseInt(match[0], 8);
      }
      if (/[A-Za-z]/.test(c)) throw this.#error('Illegal/unsupported escape sequence', start);
      return point;
    }
    if (c === 'v') return 11;
    if (c >= '0' && c <= '7') {
      const match = /^[0-7]{1,3}/.exec(this.#source.slice(this.#at - 1, this.#at + 2))!;
      if (c === '0' || match[0].length > 1) {
        this.#at += match[0].length - 1;
        return Number.parseInt(match[0], 8);
      }
    }
    if (point < 128 && !/[A-Za-z0-9]/.test(c)) return point;
    throw this.#error('invalid escape sequence', start);
  }

  #hex(start: number): number {
    const match = /^(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(this.#source.slice(this.#at, this.#at + 10));
    const value = match === null ? Number.NaN : Number.parseInt(match[1] ?? match[2]!, 16);
    if (!(value <= 0x10ffff)) {
      throw this.#error(this.#java ? 'Illegal hexadecimal escape sequence' : 'invalid escape sequence', start);
    }
    this.#at += match![0].length;
    return value;
  }

  #unicode(start: number): number {
    const match = /^([0-9A-Fa-f]{4})(?:\\u([Dd][C-Fc-f][0-9A-Fa-f]{2}))?/.exec(
      this.#source.slice(this.#at, this.#at + 10),
    );
    if (match === null) throw this.#error('Illegal Unicode escape sequence', start);
    const high = Number.parseInt(match[1]!, 16);
    if (high >= 0xd800 && high <= 0xdbff && match[2] !== undefined) {
      this.#at += 10;
      return (high - 0xd800) * 0x400 + Number.parseInt(match[2], 16) - 0xdc00 + 0x10000;
    }
    this.#at += 4;
    return high;
  }

  /** The inside of brackets, after the opening one. */
  #class(): CharSet {
    const open = this.#at - 1;
    const negative = this.#takes('^');
    let left: CharSet | undefined;
    let parts: CharSet[] = [];
    let first = true;
    for (;;) {
      if (this.#flags.comments) this.#skipComments();
      const c = this.#peek();
      if (c === '')
        throw this.#error(
          this.#java ? 'Unclosed character class' : 'missing closing ]',
          this.#java ? this.#source.length - 1 : open,
        );
      if (c === ']' && !first) break;
      if (this.#java && this.#source.startsWith('&&', this.#at)) {
        this.#at += 2;
        while (this.#takes('&')) continue;
        left = intersect(left, parts);
        parts = [];
        first = false;
        continue;
      }
      parts.push(this.#classItem());
      first = false;
    }
    this.#at++;
    const whole = this.#fold(intersect(left, parts) ?? new CharSet(() => false));
    return negative ? whole.not() : whole;
  }

  #classItem(): CharSet {
    if (this.#peek() === '[') {
      if (this.#java) {
        this.#at++;
        return this.#class();
      }
      const match = /^\[:(\^?)([a-z]+):\]/.exec(this.#source.slice(this.#at, this.#at + 16));
      if (match !== null) {
        const set = posixClass(match[2]!);
        if (set === undefined) throw this.#error('invalid character class range');
        this.#at += match[0].length;
        return match[1] === '^' ? set.not() : set;
      }
    }
    if (this.#peek() === '\\') {
      const after = this.#source.charAt(this.#at + 1);
      if (this.#java && after === 'Q') {
        this.#at += 2;
        const end = this.#source.indexOf('\\E', this.#at);
        const text = this.#source.slice(this.#at, end < 0 ? undefined : end);
        this.#at = end < 0 ? this.#source.length : end + 2;
        return anyOf(...Array.from(text, (c) => c.codePointAt(0)!));
      }
      this.#at++;
      const set = this.#classEscape(after);
      if (set !== undefined) return set;
      this.#at--;
    }
    const low = this.#classPoint();
    const next = this.#source.charAt(this.#at + 1);
    if (this.#peek() !== '-' || next === ']' || next === '' || (this.#java && next === '[')) return single(low);
    if (this.#java && this.#source.startsWith('-&&', this.#at)) return single(low);
    this.#at++;
    const high = this.#classPoint();
    if (high < low) throw this.#error(this.#java ? 'Illegal character range' : 'invalid character class range');
    return range(low, high);
  }

  #classPoint(): number {
    const start = this.#at;
    if (this.#peek() === '\\') {
      this.#at++;
      if (this.#peek() === '')
        throw this.#error(this.#java ? 'Unclosed character class' : 'trailing backslash at end of expression');
      return this.#characterEscape(start);
    }
    const point = this.#source.codePointAt(this.#at)!;
    this.#at += point > 0xffff ? 2 : 1;
    return point;
  }
}

const lineBreak: PatternNode = {
  kind: 'choice',
  items: [
    {
      kind: 'sequence',
      items: [
        { kind: 'set', set: single(13) },
        { kind: 'set', set: newline },
      ],
    },
    { kind: 'set', set: verticalSpace },
  ],
};

const cluster: PatternNode = {
  kind: 'sequence',
  items: [
    { kind: 'set', set: everything },
    { kind: 'repeat', item: { kind: 'set', set: property('M')! }, min: 0, max: Infinity, mode: 'possessive' },
  ],
};

function intersect(left: CharSet | undefined, parts: readonly CharSet[]): CharSet | undefined {
  if (parts.length === 0) return left;
  const right = union(parts);
  return left === undefined ? right : left.and(right);
}
