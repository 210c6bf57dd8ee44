import { JqSyntaxError, type JqNode } from './jq-syntax.ts';

const levels: readonly (readonly string[])[] = [
  ['//'],
  ['or'],
  ['and'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Parses a jq filter; updates (`|=`), `def` and regular expression flags are not part of what is read. */
export function parseJq(text: string): JqNode {
  return new JqParser(text).parse();
}

class JqParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): JqNode {
    const node = this.#pipe();
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#unexpected();
    return node;
  }

  #blanks(): void {
    const found = /^(?:\s|#[^\n]*)*/.exec(this.#text.slice(this.#at));
    this.#at += found![0].length;
  }

  #unexpected(more = ''): JqSyntaxError {
    this.#blanks();
    const found = this.#text[this.#at];
    return new JqSyntaxError(`unexpected ${found === undefined ? 'end' : `"${found}"`}${more}`, this.#at);
  }

  /** Takes a symbol, or a word that no letter follows. */
  #take(wanted: string): boolean {
    this.#blanks();
    if (!this.#text.startsWith(wanted, this.#at)) return false;
    if (/^\w/.test(wanted) && /\w/.test(this.#text[this.#at + wanted.length] ?? '')) return false;
    this.#at += wanted.length;
    return true;
  }

  #expect(wanted: string): void {
    if (!this.#take(wanted)) throw this.#unexpected(`; "${wanted}" is missing`);
  }

  #match(pattern: RegExp): string | undefined {
    this.#blanks();
    const found = pattern.exec(this.#text.slice(this.#at))?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #pipe(): JqNode {
    const left = this.#comma();
    if (this.#take('as')) {
      const name = this.#variable();
      this.#expect('|');
      return { kind: 'bind', source: left, name, body: this.#pipe() };
    }
    this.#blanks();
    if (this.#text[this.#at] === '|' && this.#text[this.#at + 1] !== '=') {
      this.#at++;
      return { kind: 'pipe', left, right: this.#pipe() };
    }
    return left;
  }

  #comma(): JqNode {
    let left = this.#operators(0);
    while (this.#take(',')) left = { kind: 'comma', left, right: this.#operators(0) };
    return left;
  }

  #operators(level: number): JqNode {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#operators(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.#takeOperator(each));
      if (operator === undefined) return left;
      left = { kind: 'operator', operator, left, right: this.#operators(level + 1) };
    }
  }

  #takeOperator(operator: string): boolean {
    this.#blanks();
    if (operator === '/' && this.#text.startsWith('//', this.#at)) return false;
    return this.#take(operator);
  }

  #unary(): JqNode {
    if (this.#take('-')) return { kind: 'negate', operand: this.#postfix() };
    return this.#postfix();
  }

  #postfix(): JqNode {
    let node = this.#term();
    for (;;) {
      const next = this.#suffix(node);
      if (next === undefined) return node;
      node = next;
    }
  }

  #suffix(target: JqNode): JqNode | undefined {
    const rest = this.#text.slice(this.#at);
    const field = /^\s*\.([A-Za-z_]\w*)/.exec(rest);
    if (field) {
      this.#at += field[0].length;
      return { kind: 'index', target, index: literal(field[1]!), optional: this.#take('?') };
    }
    if (/^\s*\."/.test(rest)) {
      this.#take('.');
      return { kind: 'index', target, index: this.#string(), optional: this.#take('?') };
    }
    if (/^\s*\.\[/.test(rest)) this.#take('.');
    if (this.#take('[')) return this.#bracket(target);
    if (this.#take('?')) return { kind: 'try', body: target, handler: undefined };
    return undefined;
  }

  #bracket(target: JqNode): JqNode {
    if (this.#take(']')) return { kind: 'iterate', target, optional: this.#take('?') };
    const from = this.#take(':') ? undefined : this.#pipe();
    const sliced = from === undefined || this.#take(':');
    if (!sliced) {
      this.#expect(']');
      return { kind: 'index', target, index: from, optional: this.#take('?') };
    }
    const to = this.#take(']') ? undefined : this.#pipe();
    if (to !== undefined) this.#expect(']');
    return { kind: 'slice', target, from, to };
  }

  #term(): JqNode {
    const number = this.#match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return literal(Number(number));
    this.#blanks();
    if (this.#text[this.#at] === '"') return this.#string();
    if (this.#take('..')) return { kind: 'recurse' };
    if (this.#text[this.#at] === '.') return this.#dot();
    if (this.#text[this.#at] === '$') return { kind: 'variable', name: this.#variable() };
    if (this.#take('(')) {
      const inner = this.#pipe();
      this.#expect(')');
      return inner;
    }
    if (this.#take('[')) {
      const inner = this.#take(']') ? undefined : this.#pipe();
      if (inner !== undefined) this.#expect(']');
      return { kind: 'array', inner };
    }
    if (this.#take('{')) return this.#object();
    if (this.#take('if')) return this.#if();
    if (this.#take('try')) {
      const body = this.#postfix();
      return { kind: 'try', body, handler: this.#take('catch') ? this.#postfix() : undefined };
    }
    if (this.#take('reduce')) return this.#fold('reduce');
    if (this.#take('foreach')) return this.#fold('foreach');
    return this.#call();
  }

  #dot(): JqNode {
    const rest = this.#text.slice(this.#at);
    if (/^\.(?:[A-Za-z_]|")/.test(rest)) return this.#suffix({ kind: 'identity' })!;
    this.#at++;
    if (this.#take('[')) return this.#bracket({ kind: 'identity' });
    return { kind: 'identity' };
  }

  #variable(): string {
    const name = this.#match(/^\$\w+/);
    if (name === undefined) throw this.#unexpected('; a variable such as $x is missing');
    return name.slice(1);
  }

  #fold(kind: 'reduce' | 'foreach'): JqNode {
    const source = this.#postfix();
    this.#expect('as');
    const name = this.#variable();
    this.#expect('(');
    const start = this.#pipe();
    this.#expect(';');
    const update = this.#pipe();
    const extract = this.#take(';') ? this.#pipe() : undefined;
    this.#expect(')');
    return { kind, source, name, start, update, extract };
  }

  #if(): JqNode {
    const branches: { test: JqNode; yes: JqNode }[] = [];
    let otherwise: JqNode | undefined;
    do {
      const test = this.#pipe();
      this.#expect('then');
      branches.push({ test, yes: this.#pipe() });
    } while (this.#take('elif'));
    if (this.#take('else')) otherwise = this.#pipe();
    this.#expect('end');
    return { kind: 'if', branches, otherwise };
  }

  #object(): JqNode {
    const entries: { key: JqNode; value: JqNode }[] = [];
    if (this.#take('}')) return { kind: 'object', entries };
    do entries.push(this.#entry());
    while (this.#take(','));
    this.#expect('}');
    return { kind: 'object', entries };
  }

  #entry(): { key: JqNode; value: JqNode } {
    this.#blanks();
    const start = this.#text[this.#at];
    let key: JqNode;
    if (start === '"') key = this.#string();
    else if (start === '$') {
      const name = this.#variable();
      return { key: literal(name), value: { kind: 'variable', name } };
    } else if (this.#take('(')) {
      key = this.#pipe();
      this.#expect(')');
    } else {
      const name = this.#match(/^[A-Za-z_]\w*/);
      if (name === undefined) throw this.#unexpected('; a key is missing');
      key = literal(name);
    }
    if (!this.#take(':')) {
      return { key, value: { kind: 'index', target: { kind: 'identity' }, index: key, optional: false } };
    }
    let value = this.#operators(0);
    while (this.#take('|')) value = { kind: 'pipe', left: value, right: this.#operators(0) };
    return { key, value };
  }

  #call(): JqNode {
    const name = this.#match(/^[A-Za-z_]\w*/);
    if (name === undefined) throw this.#unexpected();
    if (name === 'true' || name === 'false') return literal(name === 'true');
    if (name === 'null') return literal(null);
    const args: JqNode[] = [];
    if (this.#text[this.#at] === '(') {
      this.#at++;
      do args.push(this.#pipe());
      while (this.#take(';'));
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #string(): JqNode {
    this.#expect('"');
    const parts: (string | JqNode)[] = [];
    let text = '';
    for (;;) {
      const char = this.#text[this.#at++];
      if (char === undefined) throw new JqSyntaxError('the text is not closed with "', this.#text.length);
      if (char === '"') break;
      if (char !== '\\') text += char;
      else if (this.#text[this.#at] === '(') {
        this.#at++;
        parts.push(text, this.#pipe());
        text = '';
        this.#expect(')');
      } else text += this.#escape();
    }
    parts.push(text);
    return parts.length === 1 ? literal(text) : { kind: 'text', parts };
  }

  #escape(): string {
    const char = this.#text[this.#at++];
    if (char !== 'u') return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[char ?? ''] ?? char ?? '';
    const code = this.#text.slice(this.#at, this.#at + 4);
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
}

const literal = (value: string | number | boolean | null): JqNode => ({ kind: 'literal', value });
