import { JqCursor } from './jq-cursor.ts';
import { JqSyntaxError, type JqDefinition, type JqNode, type JqPattern, type JqPatternEntry } from './jq-syntax.ts';

const levels: readonly (readonly string[])[] = [
  ['//'],
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const updates = 1;

/** Parses a jq filter. */
export function parseJq(text: string): JqNode {
  return new JqParser(text).parse();
}

class JqParser extends JqCursor {
  parse(): JqNode {
    const node = this.#pipe();
    this.blanks();
    if (this.at < this.text.length) throw this.unexpected();
    return node;
  }

  #pipe(): JqNode {
    if (this.take('def')) return this.#define();
    const left = this.#comma();
    this.blanks();
    if (this.text[this.at] === '|' && this.text[this.at + 1] !== '=') {
      this.at++;
      return { kind: 'pipe', left, right: this.#pipe() };
    }
    return left;
  }

  #define(): JqNode {
    const name = this.match(/^[A-Za-z_]\w*/);
    if (name === undefined) throw this.unexpected('; the name of a function is missing');
    const parameters: string[] = [];
    if (this.take('(')) {
      do parameters.push(this.match(/^\$?[A-Za-z_]\w*/) ?? this.#missing('a parameter'));
      while (this.take(';'));
      this.expect(')');
    }
    this.expect(':');
    const made: JqDefinition = { parameters, body: this.#pipe() };
    this.expect(';');
    return { kind: 'define', name, made, rest: this.#pipe() };
  }

  #missing(what: string): never {
    throw this.unexpected(`; ${what} is missing`);
  }

  #comma(): JqNode {
    let left = this.#operators(0);
    while (this.take(',')) left = { kind: 'comma', left, right: this.#operators(0) };
    return left;
  }

  #operators(level: number): JqNode {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#operators(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.#takeOperator(each));
      if (operator === undefined) return left;
      const kind = level === updates ? 'update' : 'operator';
      left = { kind, operator, left, right: this.#operators(level + 1) };
    }
  }

  #takeOperator(operator: string): boolean {
    this.blanks();
    if (operator === '/' && this.text.startsWith('//', this.at)) return false;
    // `=` after an operator makes it another one, but for `<=` and the like, which are asked for first.
    if (!operator.endsWith('=') || operator === '=') {
      if (this.text.startsWith(`${operator}=`, this.at)) return false;
    }
    return this.take(operator);
  }

  #unary(): JqNode {
    if (this.take('-')) return { kind: 'negate', operand: this.#postfix() };
    if (this.take('label')) {
      const name = this.#variable();
      this.expect('|');
      return { kind: 'label', name, body: this.#pipe() };
    }
    const source = this.#postfix();
    if (!this.take('as')) return source;
    const pattern = this.#pattern();
    this.expect('|');
    return { kind: 'bind', source, pattern, body: this.#pipe() };
  }

  #pattern(): JqPattern {
    if (this.take('[')) {
      const items: JqPattern[] = [];
      do items.push(this.#pattern());
      while (this.take(','));
      this.expect(']');
      return { kind: 'list', items };
    }
    if (!this.take('{')) return { kind: 'variable', name: this.#variable() };
    const entries: JqPatternEntry[] = [];
    do entries.push(this.#patternEntry());
    while (this.take(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  #patternEntry(): JqPatternEntry {
    this.blanks();
    if (this.text[this.at] === '$') {
      const name = this.#variable();
      return { key: literal(name), name, pattern: this.take(':') ? this.#pattern() : undefined };
    }
    const key = this.#key();
    this.expect(':');
    return { key, name: undefined, pattern: this.#pattern() };
  }

  #key(): JqNode {
    this.blanks();
    if (this.text[this.at] === '"') return this.#string();
    if (this.take('(')) {
      const key = this.#pipe();
      this.expect(')');
      return key;
    }
    return literal(this.match(/^[A-Za-z_]\w*/) ?? this.#missing('a key'));
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
    const rest = this.text.slice(this.at);
    const field = /^\s*\.([A-Za-z_]\w*)/.exec(rest);
    if (field) {
      this.at += field[0].length;
      return { kind: 'index', target, index: literal(field[1]!), optional: this.take('?') };
    }
    if (/^\s*\."/.test(rest)) {
      this.take('.');
      return { kind: 'index', target, index: this.#string(), optional: this.take('?') };
    }
    if (/^\s*\.\[/.test(rest)) this.take('.');
    if (this.take('[')) return this.#bracket(target);
    if (this.take('?')) return { kind: 'try', body: target, handler: undefined };
    return undefined;
  }

  #bracket(target: JqNode): JqNode {
    if (this.take(']')) return { kind: 'iterate', target, optional: this.take('?') };
    const from = this.take(':') ? undefined : this.#pipe();
    const sliced = from === undefined || this.take(':');
    if (!sliced) {
      this.expect(']');
      return { kind: 'index', target, index: from, optional: this.take('?') };
    }
    const to = this.take(']') ? undefined : this.#pipe();
    if (to !== undefined) this.expect(']');
    return { kind: 'slice', target, from, to };
  }

  #term(): JqNode {
    const number = this.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return literal(Number(number));
    this.blanks();
    if (this.text[this.at] === '"') return this.#string();
    if (this.take('..')) return { kind: 'recurse' };
    if (this.text[this.at] === '.') return this.#dot();
    if (this.text[this.at] === '$') return { kind: 'variable', name: this.#variable() };
    if (this.take('(')) {
      const inner = this.#pipe();
      this.expect(')');
      return inner;
    }
    if (this.take('[')) {
      const inner = this.take(']') ? undefined : this.#pipe();
      if (inner !== undefined) this.expect(']');
      return { kind: 'array', inner };
    }
    if (this.take('{')) return this.#object();
    if (this.take('if')) return this.#if();
    if (this.take('try')) {
      const body = this.#postfix();
      return { kind: 'try', body, handler: this.take('catch') ? this.#postfix() : undefined };
    }
    if (this.take('break')) return { kind: 'break', name: this.#variable() };
    const format = this.match(/^@\w+/);
    if (format !== undefined) {
      this.blanks();
      return { kind: 'format', format, text: this.text[this.at] === '"' ? this.#string() : undefined };
    }
    if (this.take('reduce')) return this.#fold('reduce');
    if (this.take('foreach')) return this.#fold('foreach');
    return this.#call();
  }

  #dot(): JqNode {
    const rest = this.text.slice(this.at);
    if (/^\.(?:[A-Za-z_]|")/.test(rest)) return this.#suffix({ kind: 'identity' })!;
    this.at++;
    if (this.take('[')) return this.#bracket({ kind: 'identity' });
    return { kind: 'identity' };
  }

  #variable(): string {
    const name = this.match(/^\$\w+/);
    if (name === undefined) throw this.unexpected('; a variable such as $x is missing');
    return name.slice(1);
  }

  #fold(kind: 'reduce' | 'foreach'): JqNode {
    const source = this.#postfix();
    this.expect('as');
    const pattern = this.#pattern();
    this.expect('(');
    const start = this.#pipe();
    this.expect(';');
    const update = this.#pipe();
    const extract = this.take(';') ? this.#pipe() : undefined;
    this.expect(')');
    return { kind, source, pattern, start, update, extract };
  }

  #if(): JqNode {
    const branches: { test: JqNode; yes: JqNode }[] = [];
    let otherwise: JqNode | undefined;
    do {
      const test = this.#pipe();
      this.expect('then');
      branches.push({ test, yes: this.#pipe() });
    } while (this.take('elif'));
    if (this.take('else')) otherwise = this.#pipe();
    this.expect('end');
    return { kind: 'if', branches, otherwise };
  }

  #object(): JqNode {
    const entries: { key: JqNode; value: JqNode }[] = [];
    if (this.take('}')) return { kind: 'object', entries };
    do entries.push(this.#entry());
    while (this.take(','));
    this.expect('}');
    return { kind: 'object', entries };
  }

  #entry(): { key: JqNode; value: JqNode } {
    this.blanks();
    if (this.text[this.at] === '$') {
      const name = this.#variable();
      return { key: literal(name), value: { kind: 'variable', name } };
    }
    const key = this.#key();
    if (!this.take(':')) {
      return { key, value: { kind: 'index', target: { kind: 'identity' }, index: key, optional: false } };
    }
    let value = this.#operators(0);
    while (this.take('|')) value = { kind: 'pipe', left: value, right: this.#operators(0) };
    return { key, value };
  }

  #call(): JqNode {
    const name = this.match(/^[A-Za-z_]\w*/);
    if (name === undefined) throw this.unexpected();
    if (name === 'true' || name === 'false') return literal(name === 'true');
    if (name === 'null') return literal(null);
    const args: JqNode[] = [];
    if (this.text[this.at] === '(') {
      this.at++;
      do args.push(this.#pipe());
      while (this.take(';'));
      this.expect(')');
    }
    return { kind: 'call', name, args };
  }

  #string(): JqNode {
    this.expect('"');
    const parts: (string | JqNode)[] = [];
    let text = '';
    for (;;) {
      const char = this.text[this.at++];
      if (char === undefined) throw new JqSyntaxError('the text is not closed with "', this.text.length);
      if (char === '"') break;
      if (char !== '\\') text += char;
      else if (this.text[this.at] === '(') {
        this.at++;
        parts.push(text, this.#pipe());
        text = '';
        this.expect(')');
      } else text += this.#escape();
    }
    parts.push(text);
    return parts.length === 1 ? literal(text) : { kind: 'text', parts };
  }

  #escape(): string {
    const char = this.text[this.at++];
    if (char !== 'u') return { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }[char ?? ''] ?? char ?? '';
    const code = this.text.slice(this.at, this.at + 4);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
}

const literal = (value: string | number | boolean | null): JqNode => ({ kind: 'literal', value });
