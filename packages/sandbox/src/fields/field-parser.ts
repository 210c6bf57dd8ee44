/** A step such as `~rename(x)` after a field. */
export interface FieldTransform {
  readonly name: string;
  readonly args: readonly string[];
}

/** One field of a `fields` parameter. */
export interface FieldNode {
  readonly name: string;
  /** `!name`. */
  readonly exclude: boolean;
  /** `*` or `:preset`. */
  readonly preset: boolean;
  readonly transforms: readonly FieldTransform[];
  readonly children: readonly FieldNode[] | undefined;
}

/**
 * Parses DHIS2's field filter: `id,name,parent[id,!code],children~size,:owner`.
 *
 * Lenient, as the server is: a bracket that never closes ends with the text.
 */
export function parseFields(text: string): FieldNode[] {
  return new FieldParser(text).list();
}

class FieldParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  list(): FieldNode[] {
    const nodes: FieldNode[] = [];
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at]!;
      if (char === ']' || char === ')') {
        this.#at++;
        break;
      }
      if (char === ',' || char === ' ') {
        this.#at++;
        continue;
      }
      const before = this.#at;
      nodes.push(this.#node());
      if (this.#at === before) this.#at++;
    }
    return nodes;
  }

  #node(): FieldNode {
    let exclude = false;
    if (this.#text[this.#at] === '!' || this.#text[this.#at] === '-') {
      exclude = true;
      this.#at++;
    }
    let preset = false;
    if (this.#text[this.#at] === ':') {
      preset = true;
      this.#at++;
    }
    let name = this.#word();
    if (name === '*') {
      preset = true;
      name = 'all';
    }
    const transforms: FieldTransform[] = [];
    while (this.#atTransform()) transforms.push(this.#transform());
    let children: FieldNode[] | undefined;
    if (this.#text[this.#at] === '[' || this.#text[this.#at] === '(') {
      this.#at++;
      children = this.list();
    }
    while (this.#atTransform()) transforms.push(this.#transform());
    return { name, exclude, preset, transforms, children };
  }

  #atTransform(): boolean {
    const char = this.#text[this.#at];
    return char === '~' || char === '|' || (char === ':' && this.#text[this.#at + 1] === ':');
  }

  #transform(): FieldTransform {
    this.#at += this.#text[this.#at] === ':' ? 2 : 1;
    const name = this.#word();
    const args: string[] = [];
    if (this.#text[this.#at] === '(') {
      const end = this.#text.indexOf(')', this.#at);
      const inside = this.#text.slice(this.#at + 1, end < 0 ? undefined : end);
      args.push(...inside.split(/[;,]/).map((arg) => arg.trim()));
      this.#at = end < 0 ? this.#text.length : end + 1;
    }
    return { name, args };
  }

  #word(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[,[\]()~|:!\s]/.test(this.#text[this.#at]!)) this.#at++;
    return this.#text.slice(start, this.#at);
  }
}
