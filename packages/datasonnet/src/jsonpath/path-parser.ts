import { parseFilter } from './filter-parser.ts';
import { JsonPathError } from './path-syntax.ts';
import type { ParsedPath, PathStep } from './path-syntax.ts';

/** Parses a path of Jayway JsonPath; one that begins with neither `$` nor `@` is taken from the root. */
export function parsePath(text: string): ParsedPath {
  const trimmed = text.trim();
  if (trimmed === '') throw new JsonPathError('the path is empty');
  const rooted = /^[$@]/.test(trimmed) ? trimmed : `$.${trimmed}`;
  const scanner = new PathScanner(rooted, 1, /^[^.[(\s*][^.[(\s]*/);
  if (rooted.endsWith('.')) throw scanner.invalid("Path must not end with a '.' or '..'");
  const steps = scanner.steps();
  if (scanner.at < rooted.length) throw scanner.invalid(scanner.strayed());
  return { relative: rooted.startsWith('@'), steps };
}

/** Reads the steps of a path that is part of a longer text (a filter) and tells where it ends. */
function parsePathAt(text: string, start: number): { readonly path: ParsedPath; readonly end: number } {
  // In a filter the operators end a path.
  const scanner = new PathScanner(text, start + 1, /^[^.[\]()\s,=<>!&|~'"?*]+/);
  const steps = scanner.steps();
  return { path: { relative: text.charAt(start) === '@', steps }, end: scanner.at };
}

class PathScanner {
  readonly #text: string;
  /** What a name behind a dot is made of. */
  readonly #name: RegExp;
  /** Where the last name behind a dot begins. */
  #nameStart = 0;
  at: number;

  constructor(text: string, at: number, name: RegExp) {
    this.#text = text;
    this.#name = name;
    this.at = at;
  }

  invalid(message: string): JsonPathError {
    return new JsonPathError(message, 'InvalidPathException');
  }

  /** What is wrong where a path goes on with something else than a step. */
  strayed(): string {
    if (!/\s/.test(this.#text.charAt(this.at))) return `Illegal character at position ${this.at} expected '.' or '['`;
    const blank = "Use bracket notion ['my prop'] if your property contains blank characters.";
    return `${blank} position: ${this.#nameStart}`;
  }

  steps(): PathStep[] {
    const steps: PathStep[] = [];
    for (;;) {
      const c = this.#text.charAt(this.at);
      if (c === '.') {
        this.at++;
        if (this.#text.charAt(this.at) === '.') {
          this.at++;
          steps.push({ kind: 'scan' });
          if (this.#text.charAt(this.at) === '[') continue;
        }
        steps.push(this.#dotted());
      } else if (c === '[') steps.push(this.#bracketed());
      else return steps;
    }
  }

  #dotted(): PathStep {
    if (this.#text.charAt(this.at) === '*') {
      this.at++;
      return { kind: 'wildcard' };
    }
    const name = this.#name.exec(this.#text.slice(this.at))?.[0];
    if (name === undefined) throw this.invalid(`A name is missing at position ${this.at}`);
    this.#nameStart = this.at;
    this.at += name.length;
    if (this.#text.charAt(this.at) !== '(') return { kind: 'names', names: [name] };
    const close = this.#text.indexOf(')', this.at);
    if (close < 0) throw this.invalid(`Arguments to function: '${name}' are not closed properly.`);
    const argument = this.#text.slice(this.at + 1, close).trim();
    this.at = close + 1;
    return { kind: 'function', name, argument };
  }

  #bracketed(): PathStep {
    const open = this.at;
    if (/^\[\s*\?/.test(this.#text.slice(open, open + 8))) return this.#filter(open);
    const inside = /^\[\s*((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\]'"])*)\]/.exec(this.#text.slice(open))?.[0];
    if (inside === undefined) throw this.#unclosed(open);
    this.at = open + inside.length;
    const body = inside.slice(1, -1).trim();
    if (body === '*') return { kind: 'wildcard' };
    if (/^['"]/.test(body)) return { kind: 'names', names: this.#quotedNames(body) };
    const slice = /^(-?\d+)?\s*:\s*(-?\d+)?(?:\s*:\s*-?\d*)?$/.exec(body);
    if (slice !== null) return { kind: 'slice', from: numberOf(slice[1]), to: numberOf(slice[2]) };
    if (/^-?\d+(?:\s*,\s*-?\d+)*$/.test(body)) return { kind: 'indexes', indexes: body.split(',').map(Number) };
    throw this.#noToken(open);
  }

  #unclosed(open: number): JsonPathError {
    const wildcard = /^\[\s*\*/.exec(this.#text.slice(open))?.[0];
    if (wildcard !== undefined) {
      return this.invalid(`Expected wildcard token to end with ']' on position ${open + wildcard.length}`);
    }
    const quote = /^\[\s*(['"])/.exec(this.#text.slice(open))?.[1];
    if (quote === undefined) return this.#noToken(open);
    return this.invalid(`Property has not been closed - missing closing ${quote}`);
  }

  #noToken(open: number): JsonPathError {
    return this.invalid(`Could not parse token starting at position ${open}. Expected ?, ', 0-9, * `);
  }

  #quotedNames(body: string): string[] {
    const names: string[] = [];
    const pattern = /\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")\s*(,|$)/y;
    for (let last = ','; last === ',';) {
      const match = pattern.exec(body);
      if (match === null) throw this.invalid('Names in [ ] must be quoted and separated by commas');
      names.push((match[1] ?? match[2]!).replace(/\\(.)/g, '$1'));
      last = match[3]!;
    }
    return names;
  }

  #filter(open: number): PathStep {
    const start = this.#text.indexOf('?', open) + 1;
    const { condition, end } = parseFilter(this.#text, start, parsePathAt);
    const close = /^\s*\]/.exec(this.#text.slice(end))?.[0];
    if (close === undefined) throw this.#noToken(open);
    this.at = end + close.length;
    return { kind: 'filter', condition };
  }
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
