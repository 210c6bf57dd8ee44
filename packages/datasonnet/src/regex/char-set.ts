/** A set of code points, asked one at a time; the first 128 answers are tabled. */
export class CharSet {
  readonly ascii: Uint8Array;
  readonly #contains: (codePoint: number) => boolean;
  /** The one code point of this set, or -1 when it is not a single character. */
  readonly single: number;

  constructor(contains: (codePoint: number) => boolean, single = -1) {
    this.#contains = contains;
    this.single = single;
    this.ascii = new Uint8Array(128);
    for (let c = 0; c < 128; c++) this.ascii[c] = contains(c) ? 1 : 0;
  }

  has(codePoint: number): boolean {
    return codePoint < 128 ? this.ascii[codePoint] === 1 : this.#contains(codePoint);
  }

  not(): CharSet {
    return new CharSet((c) => !this.has(c));
  }

  and(other: CharSet): CharSet {
    return new CharSet((c) => this.has(c) && other.has(c));
  }

  /** The same set without regard to case: of ASCII letters only, or of all that have one other case. */
  folded(unicode: boolean): CharSet {
    if (!unicode) {
      return new CharSet((c) => this.has(c) || (isAsciiLetter(c) && this.has(c ^ 32)));
    }
    return new CharSet((c) => this.has(c) || caseVariants(c).some((variant) => this.has(variant)));
  }
}

export function single(codePoint: number): CharSet {
  return new CharSet((c) => c === codePoint, codePoint);
}

export function range(first: number, last: number): CharSet {
  return new CharSet((c) => c >= first && c <= last);
}

export function anyOf(...codePoints: readonly (number | readonly [number, number])[]): CharSet {
  return new CharSet((c) => codePoints.some((p) => (typeof p === 'number' ? c === p : c >= p[0] && c <= p[1])));
}

export function union(sets: readonly CharSet[]): CharSet {
  if (sets.length === 1) return sets[0]!;
  return new CharSet((c) => sets.some((set) => set.has(c)));
}

function isAsciiLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function caseVariants(c: number): number[] {
  const text = String.fromCodePoint(c);
  const variants: number[] = [];
  for (const other of [text.toLowerCase(), text.toUpperCase(), text.toUpperCase().toLowerCase()]) {
    const point = other.codePointAt(0)!;
    // A case pair that needs several characters (ß and SS) is none for a single-character match.
    if (other.length === (point > 0xffff ? 2 : 1) && point !== c) variants.push(point);
  }
  return variants;
}
