import type { NamedField, TextStyle } from './english-names.ts';
import { TimeError } from './time-error.ts';

export type NumericField =
  | 'year' | 'yearOfEra' | 'month' | 'day' | 'dayOfYear' | 'quarter' | 'dayOfWeek'
  | 'weekYear' | 'week' | 'weekOfMonth' | 'alignedDayOfWeek' | 'modifiedJulianDay'
  | 'hour' | 'hourOfAmPm' | 'clockHour' | 'clockHourOfAmPm' | 'minute' | 'second' | 'nano' | 'milliOfDay' | 'nanoOfDay'; // prettier-ignore

type SignStyle = 'normal' | 'never' | 'exceedsPad';

export interface NumberElement {
  readonly kind: 'number';
  readonly field: NumericField;
  readonly min: number;
  readonly max: number;
  readonly sign: SignStyle;
  /** Two digits of a year from 2000 on. */
  readonly reduced: boolean;
  /** A fraction of a second is counted from its front. */
  readonly fraction: boolean;
  /** How many digits the fixed-width numbers that follow directly need; -1: this one has a fixed width itself. */
  following: number;
}

/** One piece of a compiled pattern. */
export type PatternElement =
  | { readonly kind: 'literal'; readonly text: string }
  | NumberElement
  | { readonly kind: 'name'; readonly field: NamedField; readonly style: TextStyle }
  | { readonly kind: 'dayPeriod'; readonly style: TextStyle }
  | { readonly kind: 'offset'; readonly form: string; readonly none: string }
  | { readonly kind: 'localizedOffset'; readonly full: boolean }
  | { readonly kind: 'zoneId' }
  | { readonly kind: 'zoneName'; readonly full: boolean; readonly generic: boolean }
  | { readonly kind: 'optional'; readonly elements: readonly PatternElement[] }
  | { readonly kind: 'pad'; readonly width: number; readonly element: PatternElement };

const CACHE_SIZE = 128;
const cache = new Map<string, readonly PatternElement[]>();

/** Compiles a pattern of Java's `DateTimeFormatter`; raises {@link TimeError} for letters and counts that it refuses. */
export function compileDatePattern(pattern: string): readonly PatternElement[] {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const elements = new PatternCompiler(pattern).compile();
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(pattern, elements);
  return elements;
}

class PatternCompiler {
  readonly #pattern: string;
  #elements: PatternElement[] = [];
  readonly #outer: { readonly elements: PatternElement[]; readonly open: NumberElement | undefined }[] = [];
  /** The number that gives up digits to fixed-width ones that follow it directly. */
  #open: NumberElement | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  compile(): readonly PatternElement[] {
    const pattern = this.#pattern;
    let at = 0;
    while (at < pattern.length) {
      const c = pattern.charAt(at);
      if (/[A-Za-z]/.test(c)) at = this.#letters(c, at);
      else if (c === "'") at = this.#quoted(at);
      else if (c === '[') {
        this.#outer.push({ elements: this.#elements, open: undefined });
        this.#elements = [];
        this.#open = undefined;
        at++;
      } else if (c === ']') {
        this.#closeOptional();
        at++;
      } else if (c === '{' || c === '}' || c === '#') {
        throw new TimeError(`the pattern includes the reserved character '${c}'`);
      } else {
        this.#add({ kind: 'literal', text: c });
        at++;
      }
    }
    while (this.#outer.length > 0) this.#closeOptional();
    return this.#elements;
  }

  #closeOptional(): void {
    const outer = this.#outer.pop();
    if (outer === undefined) throw new TimeError('the pattern has ] without a [ before it');
    const elements = this.#elements;
    this.#elements = outer.elements;
    if (elements.length > 0) this.#add({ kind: 'optional', elements });
  }

  #add(element: PatternElement): void {
    this.#elements.push(element);
    this.#open = undefined;
  }

  #quoted(start: number): number {
    let text = '';
    let at = start + 1;
    for (;;) {
      if (at >= this.#pattern.length) throw new TimeError("the pattern ends inside of '…'");
      const c = this.#pattern.charAt(at);
      if (c !== "'") text += c;
      else if (this.#pattern.charAt(at + 1) === "'") {
        text += c;
        at++;
      } else break;
      at++;
    }
    this.#add({ kind: 'literal', text: text === '' ? "'" : text });
    return at + 1;
  }

  #letters(first: string, start: number): number {
    let letter = first;
    let at = this.#runEnd(start);
    let count = at - start;
    if (letter === 'p') {
      letter = this.#pattern.charAt(at);
      if (!/[A-Za-z]/.test(letter)) throw new TimeError('the pad letter p must be followed by a letter of the pattern');
      const width = count;
      const from = at;
      at = this.#runEnd(from);
      count = at - from;
      const before = this.#elements;
      this.#elements = [];
      this.#letter(letter, count);
      const element = this.#elements[0]!;
      this.#elements = before;
      this.#add({ kind: 'pad', width, element });
      return at;
    }
    this.#letter(letter, count);
    return at;
  }

  #runEnd(start: number): number {
    let at = start + 1;
    while (this.#pattern.charAt(at) === this.#pattern.charAt(start)) at++;
    return at;
  }

  #letter(letter: string, count: number): void {
    switch (letter) {
      case 'u':
        return this.#year('year', count);
      case 'y':
        return this.#year('yearOfEra', count);
      case 'Y':
        return this.#year('weekYear', count);
      case 'M':
      case 'L':
        return this.#numberOrName('month', 'month', letter, count);
      case 'Q':
      case 'q':
        return this.#numberOrName('quarter', 'quarter', letter, count);
      case 'E':
        return this.#name('dayOfWeek', letter, count, count <= 3 ? 'short' : undefined);
      case 'e':
        return this.#numberOrName('dayOfWeek', 'dayOfWeek', letter, count);
      case 'c':
        if (count === 2) throw refused('c', 2);
        return this.#numberOrName('dayOfWeek', 'dayOfWeek', letter, count);
      case 'G':
        return this.#name('era', letter, count, count <= 3 ? 'short' : undefined);
      case 'a':
        if (count > 1) throw refused(letter, count);
        return this.#add({ kind: 'name', field: 'amPm', style: 'short' });
      case 'B':
        if (count !== 1 && count !== 4 && count !== 5) throw refused(letter, count);
        return this.#add({ kind: 'dayPeriod', style: count === 4 ? 'full' : count === 5 ? 'narrow' : 'short' });
      case 'D':
        if (count > 3) throw refused(letter, count);
        return count === 1 ? this.#number('dayOfYear', 1, 19, 'normal') : this.#number('dayOfYear', count, 3, 'never');
      case 'S':
        if (count > 9) throw refused(letter, count);
        return this.#fixed({
          kind: 'number',
          field: 'nano',
          min: count,
          max: count,
          sign: 'never',
          reduced: false,
          fraction: true,
          following: 0,
        });
      case 'A':
        return this.#number('milliOfDay', count, 19, 'never');
      case 'n':
        return this.#number('nano', count, 19, 'never');
      case 'N':
        return this.#number('nanoOfDay', count, 19, 'never');
      case 'g':
        return this.#number('modifiedJulianDay', count, 19, 'normal');
      case 'F':
      case 'W': {
        if (count > 1) throw refused(letter, count);
        return this.#number(letter === 'F' ? 'alignedDayOfWeek' : 'weekOfMonth', 1, letter === 'F' ? 19 : 2, 'normal');
      }
      case 'w':
        if (count > 2) throw refused(letter, count);
        return this.#number('week', count, 2, count === 1 ? 'normal' : 'never');
      default:
        return this.#clockOrZone(letter, count);
    }
  }

  #clockOrZone(letter: string, count: number): void {
    const clock = clockFields[letter];
    if (clock !== undefined) {
      if (count > 2) throw refused(letter, count);
      return count === 1 ? this.#number(clock, 1, 19, 'normal') : this.#number(clock, 2, 2, 'never');
    }
    switch (letter) {
      case 'V':
        if (count !== 2) throw refused(letter, count);
        return this.#add({ kind: 'zoneId' });
      case 'v':
        if (count !== 1 && count !== 4) throw refused(letter, count);
        return this.#add({ kind: 'zoneName', full: count === 4, generic: true });
      case 'z':
        if (count > 4) throw refused(letter, count);
        return this.#add({ kind: 'zoneName', full: count === 4, generic: false });
      case 'O':
        if (count !== 1 && count !== 4) throw refused(letter, count);
        return this.#add({ kind: 'localizedOffset', full: count === 4 });
      case 'X':
      case 'x': {
        const form = ['+HHmm', '+HHMM', '+HH:MM', '+HHMMss', '+HH:MM:ss'][count - 1];
        if (form === undefined) throw refused(letter, count);
        const none = letter === 'X' ? 'Z' : count === 1 ? '+00' : count % 2 === 0 ? '+0000' : '+00:00';
        return this.#add({ kind: 'offset', form, none });
      }
      case 'Z':
        if (count <= 3) return this.#add({ kind: 'offset', form: '+HHMM', none: '+0000' });
        if (count === 4) return this.#add({ kind: 'localizedOffset', full: true });
        if (count === 5) return this.#add({ kind: 'offset', form: '+HH:MM:ss', none: 'Z' });
        throw refused(letter, count);
      default:
        throw new TimeError(`the pattern has the unknown letter ${letter}; put text in '…'`);
    }
  }

  #year(field: NumericField, count: number): void {
    if (count === 2) {
      return this.#fixed({
        kind: 'number',
        field,
        min: 2,
        max: 2,
        sign: 'never',
        reduced: true,
        fraction: false,
        following: 0,
      });
    }
    this.#number(field, count, 19, count < 4 ? 'normal' : 'exceedsPad');
  }

  #numberOrName(field: NumericField, named: NamedField, letter: string, count: number): void {
    if (count === 1) this.#number(field, 1, field === 'month' || field === 'quarter' ? 19 : 2, 'normal');
    else if (count === 2) this.#number(field, 2, 2, 'never');
    else this.#name(named, letter, count, count === 3 ? 'short' : undefined);
  }

  #name(field: NamedField, letter: string, count: number, short: 'short' | undefined): void {
    const style = short ?? (count === 4 ? 'full' : count === 5 ? 'narrow' : undefined);
    if (style === undefined) throw refused(letter, count);
    this.#add({ kind: 'name', field, style });
  }

  #number(field: NumericField, min: number, max: number, sign: SignStyle): void {
    this.#fixed({ kind: 'number', field, min, max, sign, reduced: false, fraction: false, following: 0 });
  }

  /** Adds a number; one that stands directly behind another may take digits from its front. */
  #fixed(element: NumberElement): void {
    const open = this.#open;
    if (open !== undefined && element.min === element.max && element.sign === 'never') {
      open.following = Math.max(open.following, 0) + element.max;
      element.following = -1;
      this.#elements.push(element);
      return;
    }
    if (open !== undefined && open.following === 0) open.following = -1;
    this.#elements.push(element);
    this.#open = element;
  }
}

const clockFields: Readonly<Record<string, NumericField>> = {
  d: 'day',
  H: 'hour',
  h: 'clockHourOfAmPm',
  K: 'hourOfAmPm',
  k: 'clockHour',
  m: 'minute',
  s: 'second',
};

function refused(letter: string, count: number): TimeError {
  return new TimeError(`the pattern has the letter ${letter} ${count} times, which has no meaning`);
}
