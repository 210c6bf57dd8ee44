import { isJavaWord, word } from './char-class-names.ts';
import { Op } from './program.ts';
import type { Instruction, Program } from './program.ts';
import { RegexLimitError } from './pattern-tree.ts';
import type { AssertKind } from './pattern-tree.ts';

const MAX_MEMORY_BITS = 2 ** 30;
/** Ends of searches that nothing else would end: those with back references grow faster than their texts. */
const STEPS = 200_000_000;
const BACK_REFERENCE_STEPS = 5_000_000;

/**
 * Runs a compiled pattern over one text.
 *
 * A backtracking search that remembers every (split point, place) that it has tried and never tries one twice, so that a
 * search costs at most the product of pattern and text, and still finds the match that Perl and Java find. Only patterns
 * with back references go without that memory; they, like all others, end at the budget of steps.
 */
export class PatternMatcher {
  readonly #program: Program;
  readonly #text: string;
  readonly #javaWords: boolean;
  readonly #seen: Uint32Array;
  readonly #width: number;
  readonly #remember: boolean;
  readonly #touched: number[] = [];
  readonly #journal: number[] = [];
  readonly #stack: number[] = [];
  #nesting = 0;
  #steps: number;
  #searchStart = 0;
  /** Starts and ends of the groups of the last match, whole match first; -1 for a group that took no part. */
  slots: Int32Array;

  constructor(program: Program, text: string, javaWords: boolean) {
    this.#program = program;
    this.#text = text;
    this.#javaWords = javaWords;
    this.#steps = program.hasBackReference ? BACK_REFERENCE_STEPS : STEPS;
    this.#width = ((text.length >>> 5) + 1) << 5;
    this.#remember = !program.hasBackReference;
    const bits = this.#remember ? program.splitCount * this.#width : 0;
    if (bits > MAX_MEMORY_BITS) throw new RegexLimitError('the text is too long for this regular expression');
    this.#seen = new Uint32Array((bits >>> 5) + 1);
    this.slots = new Int32Array(program.slotCount).fill(-1);
  }

  /** Looks for a match that begins at exactly `from`; with `toEnd` it must reach the end of the text. */
  matchAt(from: number, toEnd: boolean): boolean {
    this.#searchStart = from;
    this.#forget();
    return this.#from(from, toEnd);
  }

  /** Looks for the first match at or after `from`; `mayStart` spares places where none can begin. */
  search(from: number, mayStart: Uint8Array | undefined): boolean {
    this.#searchStart = from;
    this.#forget();
    const text = this.#text;
    for (let at = from; at <= text.length; at++) {
      if (mayStart !== undefined) {
        while (at < text.length) {
          const c = text.charCodeAt(at);
          if (c >= 128 || mayStart[c] === 1) break;
          at++;
        }
        if (at === text.length) return false;
      }
      if (this.#from(at, false)) return true;
      const c = text.charCodeAt(at);
      if (c >= 0xd800 && c <= 0xdbff && isLow(text.charCodeAt(at + 1))) at++;
    }
    return false;
  }

  #from(at: number, toEnd: boolean): boolean {
    this.slots.fill(-1);
    const end = this.#run(0, at, toEnd ? this.#text.length : -1);
    if (end < 0) return false;
    this.slots[0] = at;
    this.slots[1] = end;
    return true;
  }

  #forget(): void {
    for (const index of this.#touched) this.#seen[index] = 0;
    this.#touched.length = 0;
    this.#journal.length = 0;
  }

  #mark(split: number, at: number): boolean {
    const bit = split * this.#width + at;
    const index = bit >>> 5;
    const mask = 1 << (bit & 31);
    const wordBits = this.#seen[index]!;
    if ((wordBits & mask) !== 0) return false;
    if (wordBits === 0) this.#touched.push(index);
    if (this.#nesting > 0) this.#journal.push(index, wordBits);
    this.#seen[index] = wordBits | mask;
    return true;
  }

  /** Runs from an instruction to its `match`; gives the place where it ended, or -1. `mustEnd` is -1 for anywhere. */
  #run(start: number, from: number, mustEnd: number): number {
    const code = this.#program.code;
    const text = this.#text;
    const stack = this.#stack;
    const base = stack.length;
    let pc = start;
    let at = from;
    for (;;) {
      if (--this.#steps < 0) throw new RegexLimitError('the regular expression took too many steps');
      const op = code[pc]!;
      let ok = true;
      switch (op.code) {
        case Op.char:
        case Op.set: {
          let c = at < text.length ? text.charCodeAt(at) : -1;
          let size = 1;
          if (c >= 0xd800 && c <= 0xdbff && at + 1 < text.length) {
            const low = text.charCodeAt(at + 1);
            if (isLow(low)) {
              c = (c - 0xd800) * 0x400 + low - 0xdc00 + 0x10000;
              size = 2;
            }
          }
          if (c >= 0 && (op.code === Op.char ? op.x === c : op.set!.has(c))) {
            at += size;
            pc++;
          } else ok = false;
          break;
        }
        case Op.split:
          if (this.#remember && !this.#mark(op.z, at)) ok = false;
          else {
            stack.push(op.y, at, -1);
            pc = op.x;
          }
          break;
        case Op.jump:
          pc = op.x;
          break;
        case Op.save:
          stack.push(-1, this.slots[op.x]!, op.x);
          this.slots[op.x] = at;
          pc++;
          break;
        case Op.loopEnter:
          stack.push(-1, this.slots[op.x]!, op.x);
          this.slots[op.x] = at;
          pc++;
          break;
        case Op.loopCheck:
          pc = this.slots[op.x] === at ? op.z : op.y;
          break;
        case Op.assert:
          ok = this.#holds(op.assert!, at);
          pc++;
          break;
        case Op.look:
          ok = this.#look(pc, op, at);
          pc = op.x;
          break;
        case Op.atomic: {
          const end = this.#nested(pc + 1, at, -1);
          if (end < 0) ok = false;
          else {
            at = end;
            pc = op.x;
          }
          break;
        }
        case Op.back: {
          const end = this.#back(op, at);
          if (end < 0) ok = false;
          else {
            at = end;
            pc++;
          }
          break;
        }
        default:
          if (mustEnd < 0 || at === mustEnd) {
            stack.length = base;
            return at;
          }
          ok = false;
      }
      if (ok) continue;
      for (;;) {
        if (stack.length === base) return -1;
        const slot = stack.pop()!;
        const place = stack.pop()!;
        const next = stack.pop()!;
        if (slot < 0) {
          pc = next;
          at = place;
          break;
        }
        this.slots[slot] = place;
      }
    }
  }

  /**
   * A part that is tried as a whole. What it saw on the way to a success must not stand in the way of succeeding
   * again from elsewhere, so those marks are taken back; what it saw on the way to a failure may stay, unless the
   * failure depended on where it had to end.
   */
  #nested(pc: number, at: number, mustEnd: number): number {
    const mark = this.#journal.length;
    const saved = this.slots.slice();
    this.#nesting++;
    const end = this.#run(pc, at, mustEnd);
    this.#nesting--;
    if (end < 0) this.slots.set(saved);
    if (end >= 0 || mustEnd >= 0) this.#undo(mark);
    else if (this.#nesting === 0) this.#journal.length = 0;
    return end;
  }

  #undo(mark: number): void {
    const journal = this.#journal;
    while (journal.length > mark) {
      const before = journal.pop()!;
      this.#seen[journal.pop()!] = before;
    }
  }

  #look(pc: number, op: Instruction, at: number): boolean {
    const ahead = (op.y & 1) !== 0;
    const negative = (op.y & 2) !== 0;
    const saved = negative ? this.slots.slice() : undefined;
    let found = false;
    if (ahead) found = this.#nested(pc + 1, at, -1) >= 0;
    else {
      const first = Math.max(0, at - op.z);
      for (let from = at; from >= first && !found; from--) found = this.#nested(pc + 1, from, at) >= 0;
    }
    if (saved !== undefined) this.slots.set(saved);
    return found !== negative;
  }

  #back(op: Instruction, at: number): number {
    const from = this.slots[op.x * 2];
    const to = this.slots[op.x * 2 + 1];
    if (from === undefined || to === undefined || from < 0 || to < 0) return -1;
    const wanted = this.#text.slice(from, to);
    const found = this.#text.slice(at, at + wanted.length);
    const same = op.fold ? wanted.toLowerCase() === found.toLowerCase() : wanted === found;
    return same ? at + wanted.length : -1;
  }

  #holds(assert: AssertKind, at: number): boolean {
    const text = this.#text;
    const length = text.length;
    switch (assert) {
      case 'textStart':
        return at === 0;
      case 'textEnd':
        return at === length;
      case 'searchStart':
        return at === this.#searchStart;
      case 'unixLineStart':
        return at === 0 || text.charCodeAt(at - 1) === 10;
      case 'unixLineEnd':
        return at === length || text.charCodeAt(at) === 10;
      case 'lineStart':
        if (at === 0) return true;
        if (at === length || !isLineEnd(text.charCodeAt(at - 1))) return false;
        return !(text.charCodeAt(at - 1) === 13 && text.charCodeAt(at) === 10);
      case 'lineEnd':
        if (at === length) return true;
        return (
          isLineEnd(text.charCodeAt(at)) && !(text.charCodeAt(at) === 10 && at > 0 && text.charCodeAt(at - 1) === 13)
        );
      case 'beforeLastUnixLineEnd':
        return at === length || (at === length - 1 && text.charCodeAt(at) === 10);
      case 'beforeLastLineEnd':
        if (at === length) return true;
        if (at === length - 2) return text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10;
        if (at !== length - 1 || !isLineEnd(text.charCodeAt(at))) return false;
        return !(text.charCodeAt(at) === 10 && at > 0 && text.charCodeAt(at - 1) === 13);
      case 'wordBoundary':
        return this.#wordBefore(at) !== this.#wordAt(at);
      case 'notWordBoundary':
        return this.#wordBefore(at) === this.#wordAt(at);
    }
  }

  #wordAt(at: number): boolean {
    if (at >= this.#text.length) return false;
    return this.#isWord(this.#text.codePointAt(at)!);
  }

  #wordBefore(at: number): boolean {
    if (at === 0) return false;
    const low = this.#text.charCodeAt(at - 1);
    return this.#isWord(isLow(low) && at > 1 ? this.#text.codePointAt(at - 2)! : low);
  }

  #isWord(codePoint: number): boolean {
    return this.#javaWords ? isJavaWord(codePoint) : word.has(codePoint);
  }
}

function isLow(c: number): boolean {
  return c >= 0xdc00 && c <= 0xdfff;
}

function isLineEnd(c: number): boolean {
  return c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;
}
