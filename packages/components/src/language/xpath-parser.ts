import { XPathError, type XPathNode, type XPathStep } from './xpath-syntax.ts';

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'variable' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const pattern =
  /\s*(?:(\d+(?:\.\d*)?|\.\d+)|("[^"]*"|'[^']*')|\$([\w.-]+(?::[\w.-]+)?)|([A-Za-z_][\w.-]*(?::(?!:)(?:[A-Za-z_][\w.-]*|\*))?)|(\/\/|::|\.\.|!=|<=|>=|[/()[\].@,|+\-=<>*]))/y;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) throw new XPathError(`unexpected "${text.slice(at).trim()[0]}"`, at);
    const [whole, number, string, variable, name, symbol] = found;
    const start = at + whole.length - whole.trimStart().length;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, at: start });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1), at: start });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable, at: start });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, at: start });
    else tokens.push({ kind: 'symbol', text: symbol!, at: start });
    at = pattern.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];
const nodeTypes = new Set(['node', 'text', 'comment', 'processing-instruction']);
const axes = new Set([
  'child',
  'descendant',
  'descendant-or-self',
  'parent',
  'ancestor',
  'ancestor-or-self',
  'self',
  'attribute',
  'following-sibling',
  'preceding-sibling',
  'following',
  'preceding',
]);

/** Parses XPath 1.0. Namespace prefixes are kept; the evaluator resolves them. */
export function parseXPath(text: string): XPathNode {
  return new Parser(text).parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  parse(): XPathNode {
    const node = this.#level(0);
    if (this.#peek().kind !== 'end') throw this.#unexpected();
    return node;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw this.#unexpected(`; "${text}" is missing`);
  }

  #unexpected(more = ''): XPathError {
    const token = this.#peek();
    return new XPathError(`unexpected ${token.kind === 'end' ? 'end' : `"${token.text}"`}${more}`, token.at);
  }

  #level(level: number): XPathNode {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const token = this.#peek();
      const word = token.kind === 'symbol' || token.kind === 'name' ? token.text : '';
      if (!operators.includes(word)) return left;
      this.#at++;
      left = { kind: 'binary', operator: word, left, right: this.#level(level + 1) };
    }
  }

  #unary(): XPathNode {
    if (this.#take('-')) return { kind: 'negate', operand: this.#unary() };
    let left = this.#path();
    while (this.#take('|')) left = { kind: 'binary', operator: '|', left, right: this.#path() };
    return left;
  }

  #path(): XPathNode {
    const primary = this.#primary();
    if (primary !== undefined) {
      const predicates = this.#predicates();
      const steps = this.#is('/') || this.#is('//') ? this.#steps() : [];
      if (predicates.length === 0 && steps.length === 0) return primary;
      return { kind: 'path', start: primary, absolute: false, predicates, steps };
    }
    if (this.#is('/') || this.#is('//')) {
      const alone = this.#is('/') && !this.#startsStep(1);
      if (alone) this.#at++;
      return { kind: 'path', start: undefined, absolute: true, predicates: [], steps: alone ? [] : this.#steps() };
    }
    const steps = [this.#step(), ...this.#steps()];
    return { kind: 'path', start: undefined, absolute: false, predicates: [], steps };
  }

  #primary(): XPathNode | undefined {
    const token = this.#peek();
    if (token.kind === 'number' || token.kind === 'string') {
      this.#at++;
      return { kind: 'literal', value: token.kind === 'number' ? Number(token.text) : token.text };
    }
    if (token.kind === 'variable') {
      this.#at++;
      return { kind: 'variable', name: token.text };
    }
    if (this.#take('(')) {
      const inner = this.#level(0);
      this.#expect(')');
      return inner;
    }
    if (token.kind === 'name' && this.#is('(', 1) && !nodeTypes.has(token.text)) return this.#call(token.text);
    return undefined;
  }

  #call(name: string): XPathNode {
    this.#at += 2;
    const args: XPathNode[] = [];
    if (!this.#take(')')) {
      do args.push(this.#level(0));
      while (this.#take(','));
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #startsStep(ahead: number): boolean {
    const token = this.#peek(ahead);
    return token.kind === 'name' || ['@', '.', '..', '*'].some((symbol) => this.#is(symbol, ahead));
  }

  #steps(): XPathStep[] {
    const steps: XPathStep[] = [];
    for (;;) {
      if (this.#take('//')) {
        steps.push({ axis: 'descendant-or-self', test: { kind: 'type', prefix: '', name: 'node' }, predicates: [] });
        steps.push(this.#step());
      } else if (this.#take('/')) steps.push(this.#step());
      else return steps;
    }
  }

  #step(): XPathStep {
    const anyNode = { kind: 'type', prefix: '', name: 'node' } as const;
    if (this.#take('..')) return { axis: 'parent', test: anyNode, predicates: this.#predicates() };
    if (this.#take('.')) return { axis: 'self', test: anyNode, predicates: this.#predicates() };
    let axis = 'child';
    if (this.#take('@')) axis = 'attribute';
    else if (this.#peek().kind === 'name' && this.#is('::', 1)) {
      axis = this.#peek().text;
      if (!axes.has(axis)) throw this.#unexpected(`; there is no axis "${axis}"`);
      this.#at += 2;
    }
    return { axis, test: this.#test(), predicates: this.#predicates() };
  }

  #test(): XPathStep['test'] {
    if (this.#take('*')) return { kind: 'name', prefix: '', name: '*' };
    const token = this.#peek();
    if (token.kind !== 'name') throw this.#unexpected();
    this.#at++;
    if (nodeTypes.has(token.text) && this.#take('(')) {
      if (this.#peek().kind === 'string') this.#at++;
      this.#expect(')');
      return { kind: 'type', prefix: '', name: token.text };
    }
    const colon = token.text.indexOf(':');
    return colon < 0
      ? { kind: 'name', prefix: '', name: token.text }
      : { kind: 'name', prefix: token.text.slice(0, colon), name: token.text.slice(colon + 1) };
  }

  #predicates(): XPathNode[] {
    const predicates: XPathNode[] = [];
    while (this.#take('[')) {
      predicates.push(this.#level(0));
      this.#expect(']');
    }
    return predicates;
  }
}
