import { JsonPathError } from './path-syntax.ts';
import type { FilterCondition, FilterOperand, Json, ParsedPath } from './path-syntax.ts';

const operatorPattern =
  /^(?:===|!==|==|!=|<=|>=|=~|<|>|(?:in|nin|subsetof|anyof|noneof|allof|all|contains|size|empty|type)\b)/i;

/** Reads a path inside of a filter and tells where it ends; passed in, since paths contain filters and filters paths. */
export type PathReader = (text: string, start: number) => { readonly path: ParsedPath; readonly end: number };

/** Parses the condition of a filter, from its opening parenthesis on, and tells where it ends. */
export function parseFilter(
  text: string,
  start: number,
  readPath: PathReader,
): { readonly condition: FilterCondition; readonly end: number } {
  const parser = new FilterParser(text, start, readPath);
  parser.expect('(');
  const condition = parser.or();
  parser.expect(')');
  return { condition, end: parser.at };
}

class FilterParser {
  readonly #text: string;
  readonly #readPath: PathReader;
  at: number;

  constructor(text: string, at: number, readPath: PathReader) {
    this.#text = text;
    this.#readPath = readPath;
    this.at = at;
  }

  expect(token: string): void {
    if (!this.#takes(token)) throw this.#error(`${token} is missing`);
  }

  or(): FilterCondition {
    return this.#joined('or', '||', () => this.#joined('and', '&&', () => this.#term()));
  }

  #joined(kind: 'and' | 'or', token: string, next: () => FilterCondition): FilterCondition {
    const parts = [next()];
    while (this.#takes(token)) parts.push(next());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  #term(): FilterCondition {
    if (this.#takes('!')) return { kind: 'not', part: this.#term() };
    if (this.#takes('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    const left = this.#operand();
    this.#blanks();
    const operator = operatorPattern.exec(this.#text.slice(this.at))?.[0];
    if (operator === undefined) {
      if (left.kind !== 'path') throw this.#error('an operator is missing');
      return { kind: 'exists', path: left.path };
    }
    this.at += operator.length;
    return { kind: 'compare', left, operator: operator.toLowerCase(), right: this.#operand() };
  }

  #operand(): FilterOperand {
    this.#blanks();
    const c = this.#text.charAt(this.at);
    if (c === '@' || c === '$') {
      const { path, end } = this.#readPath(this.#text, this.at);
      this.at = end;
      return { kind: 'path', path };
    }
    if (c === '/') return this.#regex();
    return { kind: 'value', value: this.#literal() };
  }

  #regex(): FilterOperand {
    const match = /^\/((?:\\.|[^/\\])*)\/([a-zA-Z]*)/.exec(this.#text.slice(this.at));
    if (match === null) throw this.#error('a closing / is missing');
    this.at += match[0].length;
    return { kind: 'regex', source: match[2] === '' ? match[1]! : `(?${match[2]})${match[1]}` };
  }

  #literal(): Json {
    this.#blanks();
    const rest = this.#text.slice(this.at);
    const text = /^(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")/.exec(rest);
    if (text !== null) {
      this.at += text[0].length;
      return (text[1] ?? text[2]!).replace(/\\(.)/g, '$1');
    }
    const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(rest);
    if (number !== null) {
      this.at += number[0].length;
      return Number(number[0]);
    }
    const word = /^(?:true|false|null)\b/.exec(rest)?.[0];
    if (word !== undefined) {
      this.at += word.length;
      return word === 'null' ? null : word === 'true';
    }
    if (this.#takes('[')) {
      const items: Json[] = [];
      while (!this.#takes(']')) {
        items.push(this.#literal());
        this.#takes(',');
      }
      return items;
    }
    throw this.#error('a value or path is missing');
  }

  #takes(token: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }

  #blanks(): void {
    while (/\s/.test(this.#text.charAt(this.at))) this.at++;
  }

  #error(message: string): JsonPathError {
    return new JsonPathError(`${message} in the filter at index ${this.at}`);
  }
}
