import type { SourceText } from '../source/source-text.ts';
import type { Grammar } from './grammar.ts';
import { isBinaryOperator, precedenceOf } from './grammar.ts';
import { readInterpolation } from './interpolation.ts';
import type { Token } from './lexer.ts';
import { Lexer, describe } from './lexer.ts';
import { checkComprehension, parseMembers } from './object-parser.ts';
import type {
  Binding,
  ComprehensionClause,
  Expression,
  NamedArgument,
  Name,
  Parameter,
  StringLiteral,
  SyntaxDiagnostic,
  SyntaxTree,
  UnaryOperator,
} from './syntax-tree.ts';

/** How deep expressions may be nested: far past what people write, well before the parser's own stack ends. */
const nestingLimit = 400;

export interface ParseRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a file. Never throws for what the text holds: what is wrong is in `diagnostics`, and the tree covers the rest.
 *
 * @param range The part of the text to read; all of it when left out.
 */
export function parse(source: SourceText, grammar: Grammar, range?: ParseRange): SyntaxTree {
  const parser = new Parser(source, grammar, range ?? { start: 0, end: source.text.length });
  const root = parser.file();
  return { source, root, comments: parser.lexer.comments, diagnostics: parser.diagnostics };
}

/** Recursive descent with precedence climbing; `token` is always the next one not yet taken. */
export class Parser {
  readonly source: SourceText;
  readonly grammar: Grammar;
  readonly lexer: Lexer;
  readonly diagnostics: SyntaxDiagnostic[] = [];
  token: Token;
  /** End of the token taken last. */
  lastEnd: number;
  #recovering = false;
  #nesting = 0;

  constructor(source: SourceText, grammar: Grammar, range: ParseRange) {
    this.source = source;
    this.grammar = grammar;
    this.lexer = new Lexer(source.text, grammar, range.end);
    this.lastEnd = range.start;
    this.token = this.lexer.at(range.start);
  }

  file(): Expression {
    const root = this.expression();
    while (this.token.kind !== 'end') {
      this.report(`${describe(this.token)} does not belong here; the mapping is complete before it`);
      this.take();
    }
    const { problem } = this.lexer;
    if (problem) this.diagnostics.push({ message: problem.message, start: problem.start, end: problem.end });
    return root;
  }

  // Tokens

  is(symbol: string): boolean {
    return (this.token.kind === 'symbol' || this.token.kind === 'keyword') && this.token.text === symbol;
  }

  take(): Token {
    const taken = this.token;
    if (taken.problem !== undefined) this.#add(taken.problem, taken.start, taken.end);
    this.lastEnd = taken.end;
    this.token = this.lexer.at(taken.end);
    return taken;
  }

  takeIf(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.take();
    return true;
  }

  expect(symbol: string, where: string): void {
    if (this.takeIf(symbol)) this.#recovering = false;
    else this.report(`expected ${symbol} ${where}, found ${describe(this.token)}`);
  }

  /**
   * What is between two parts of a list: takes a comma; where one is missing or doubled before another part, says so and
   * goes on. False at the end of the list.
   */
  separates(close: string, after: string): boolean {
    if (this.takeIf(',')) {
      this.#doubledCommas();
      return true;
    }
    if (this.is(close) || this.is('for') || !this.#startsPart()) return false;
    this.report(`expected , or ${close} after ${after}, found ${describe(this.token)}`);
    return true;
  }

  #doubledCommas(): void {
    while (this.is(',')) {
      this.report('a part is missing before this comma');
      this.take();
    }
  }

  #startsPart(): boolean {
    const { kind, text } = this.token;
    if (kind === 'symbol') return ['{', '[', '(', '$', '-', '!'].includes(text);
    if (kind === 'keyword') return !['then', 'else', 'in', 'for', 'tailstrict'].includes(text);
    return kind === 'identifier' || kind === 'number' || kind === 'string' || kind === 'interpolation';
  }

  report(message: string): void {
    // What follows a mistake is mostly its consequence: one report until something fits again.
    if (this.#recovering) return;
    this.#recovering = true;
    this.#add(message, this.token.start, Math.max(this.token.end, this.token.start));
  }

  #add(message: string, start: number, end: number): void {
    if (this.diagnostics.length < 100) this.diagnostics.push({ message, start, end });
  }

  /** A name where one is declared or selected: there it may start with a digit (DataSonnet). */
  name(what: string): Name {
    if (this.token.kind === 'number' && this.grammar.datasonnet) this.token = this.lexer.nameAt(this.token.start);
    if (this.token.kind === 'identifier') {
      const { text, start, end } = this.take();
      this.#recovering = false;
      return { text, start, end };
    }
    if (this.token.kind === 'keyword') {
      this.report(`"${this.token.text}" is a keyword and cannot be ${what}`);
      const { text, start, end } = this.take();
      return { text, start, end };
    }
    this.report(`expected ${what}, found ${describe(this.token)}`);
    return { text: '', start: this.token.start, end: this.token.start };
  }

  // Expressions

  expression(): Expression {
    return this.#binary(0);
  }

  #binary(minimum: number): Expression {
    if (++this.#nesting > nestingLimit) {
      this.report(`expressions are nested deeper than ${nestingLimit} levels here`);
      this.token = { kind: 'end', text: '', start: this.token.start, end: this.token.start };
    }
    let left = this.#unary();
    while (true) {
      const { token } = this;
      const operator = token.text;
      const operates =
        token.kind === 'symbol' || operator === 'in' || (operator === 'default' && token.kind === 'identifier');
      if (!operates || token.kind === 'string' || !isBinaryOperator(operator)) break;
      if (operator === 'default' && !this.grammar.datasonnet) break;
      const precedence = precedenceOf(operator);
      if (precedence <= minimum) break;
      this.take();
      const right = this.#binary(precedence);
      left = { kind: 'Binary', operator, operatorStart: token.start, left, right, start: left.start, end: right.end };
    }
    this.#nesting--;
    return left;
  }

  #unary(): Expression {
    const { token } = this;
    if (token.kind === 'symbol' && '+-!~'.includes(token.text)) {
      if (++this.#nesting > nestingLimit) {
        this.report(`expressions are nested deeper than ${nestingLimit} levels here`);
        return this.#missing();
      }
      this.take();
      const operand = this.#unary();
      this.#nesting--;
      const operator = token.text as UnaryOperator;
      return { kind: 'Unary', operator, operand, start: token.start, end: operand.end };
    }
    return this.#postfix(this.#primary());
  }

  #postfix(first: Expression): Expression {
    let target = first;
    while (this.token.kind === 'symbol') {
      const { text, start: operatorStart } = this.token;
      const { start } = target;
      if (text === '.' || text === '?.') {
        this.take();
        const name = this.name('the name of a field');
        target = { kind: 'FieldAccess', target, name, optional: text === '?.', operatorStart, start, end: name.end };
      } else if (text === '[' || text === '?[') {
        this.take();
        target = this.#index(target, text === '?[', operatorStart);
      } else if (text === '(') {
        this.take();
        target = this.#call(target, operatorStart);
      } else if (text === '{') {
        const extension = this.#object();
        target = { kind: 'ObjectExtension', base: target, extension, start, end: extension.end };
      } else break;
    }
    return target;
  }

  #index(target: Expression, optional: boolean, operatorStart: number): Expression {
    const { start } = target;
    const parts: (Expression | undefined)[] = [undefined, undefined, undefined];
    let colons = 0;
    if (!this.is(':') && !this.is('::') && !this.is(']')) parts[0] = this.expression();
    while ((this.is(':') || this.is('::')) && colons < 2) {
      colons += this.take().text.length;
      if (!this.is(':') && !this.is('::') && !this.is(']') && colons <= 2) parts[colons] = this.expression();
    }
    if (colons === 0 && parts[0] === undefined && !this.grammar.datasonnet) this.report('expected an index');
    this.expect(']', 'after an index');
    const [from, to, step] = parts;
    const { lastEnd: end } = this;
    if (colons === 0 && from !== undefined) {
      return { kind: 'IndexAccess', target, index: from, optional, operatorStart, start, end };
    }
    return { kind: 'Slice', target, from, to, step, colons: colons as 0 | 1 | 2, operatorStart, start, end };
  }

  #call(callee: Expression, operatorStart: number): Expression {
    const positional: Expression[] = [];
    const named: NamedArgument[] = [];
    while (!this.is(')') && this.token.kind !== 'end' && !this.is(',')) {
      const argument = this.expression();
      if (argument.kind === 'Identifier' && this.is('=')) {
        this.take();
        const value = this.expression();
        const { name: text, start, end } = argument;
        named.push({ name: { text, start, end }, value, start, end: value.end });
      } else {
        if (named.length > 0) this.#add('positional arguments come before named ones', argument.start, argument.end);
        positional.push(argument);
      }
      if (!this.separates(')', 'an argument')) break;
    }
    if (positional.length + named.length === 0 && this.grammar.datasonnet) this.takeIf(',');
    this.expect(')', 'after the arguments');
    const tailstrict = this.grammar.jsonnet && this.takeIf('tailstrict');
    const { lastEnd: end } = this;
    return { kind: 'Call', callee, positional, named, tailstrict, operatorStart, start: callee.start, end };
  }

  #primary(): Expression {
    const { token } = this;
    const { start, end } = token;
    switch (token.kind) {
      case 'identifier':
        this.take();
        this.#recovering = false;
        return { kind: 'Identifier', name: token.text, start, end };
      case 'number': {
        this.take();
        this.#recovering = false;
        const exact = token.text.endsWith('m');
        const value = Number(token.text.replaceAll('_', '').replace(/m$/, ''));
        if (!this.grammar.datasonnet && !Number.isFinite(value)) this.#add('this number is too large', start, end);
        return { kind: 'NumberLiteral', value, text: token.text, exact, start, end };
      }
      case 'string':
        this.#recovering = false;
        return this.#string();
      case 'interpolation':
        this.#recovering = false;
        return readInterpolation(this);
      case 'keyword':
        return this.#keyword(token);
      case 'symbol':
        if (token.text === '(') return this.#parenthesized();
        if (token.text === '[') return this.#array();
        if (token.text === '{') return this.#object();
        if (token.text === '$') {
          this.take();
          return { kind: 'Dollar', start, end };
        }
        return this.#missing();
      default:
        return this.#missing();
    }
  }

  #missing(): Expression {
    const { token } = this;
    this.report(`expected an expression, found ${describe(token)}`);
    const closes = token.kind === 'end' || [')', ']', '}', ',', ';', 'then', 'else', 'for'].includes(token.text);
    if (!closes) this.take();
    return { kind: 'Missing', start: token.start, end: closes ? token.start : token.end };
  }

  #string(): StringLiteral {
    const { text: value, start, end, form } = this.take();
    return { kind: 'StringLiteral', value, form: form ?? 'double', start, end };
  }

  #keyword(token: Token): Expression {
    const { start, end } = token;
    switch (token.text) {
      case 'null':
        this.take();
        return { kind: 'NullLiteral', start, end };
      case 'true':
      case 'false':
        this.take();
        return { kind: 'BooleanLiteral', value: token.text === 'true', start, end };
      case 'self':
        this.take();
        return { kind: 'Self', start, end };
      case 'super':
        this.take();
        return { kind: 'Super', start, end };
      case 'local':
        return this.#local();
      case 'if':
        return this.#conditional();
      case 'function': {
        this.take();
        const parameters = this.parameters();
        const body = this.expression();
        return { kind: 'FunctionExpression', parameters, body, start, end: body.end };
      }
      case 'error': {
        this.take();
        const message = this.expression();
        return { kind: 'ErrorExpression', message, start, end: message.end };
      }
      case 'assert': {
        this.take();
        const condition = this.expression();
        const message = this.takeIf(':') ? this.expression() : undefined;
        this.expect(';', 'after an assertion');
        const body = this.expression();
        return { kind: 'Assertion', condition, message, body, start, end: body.end };
      }
      case 'try': {
        this.take();
        const body = this.expression();
        this.expect('else', 'after what is tried');
        const otherwise = this.expression();
        return { kind: 'Try', body, otherwise, start, end: otherwise.end };
      }
      case 'import':
      case 'importstr':
      case 'importbin': {
        this.take();
        if (this.token.kind !== 'string') this.report('expected the name of a file in quotes');
        const path: StringLiteral =
          this.token.kind === 'string'
            ? this.#string()
            : { kind: 'StringLiteral', value: '', form: 'double', start: this.token.start, end: this.token.start };
        return { kind: 'Import', form: token.text, path, start, end: path.end };
      }
      default:
        return this.#missing();
    }
  }

  #parenthesized(): Expression {
    const { start } = this.take();
    const expression = this.expression();
    this.expect(')', 'to close the parenthesis');
    return { kind: 'Parenthesized', expression, start, end: this.lastEnd };
  }

  // Chains of `else if` and of `local` are as long as a mapping is: they are read in a loop, not one inside the other.

  #conditional(): Expression {
    const heads: { start: number; condition: Expression; consequence: Expression }[] = [];
    let alternative: Expression | undefined;
    for (let goesOn = true; goesOn;) {
      const { start } = this.take();
      const condition = this.expression();
      this.expect('then', 'after the condition');
      heads.push({ start, condition, consequence: this.expression() });
      const hasElse = this.takeIf('else');
      goesOn = hasElse && this.is('if');
      if (hasElse && !goesOn) alternative = this.expression();
    }
    for (const { start, condition, consequence } of heads.toReversed()) {
      const { end } = alternative ?? consequence;
      alternative = { kind: 'Conditional', condition, consequence, alternative, start, end };
    }
    return alternative!;
  }

  #local(): Expression {
    const heads: { start: number; bindings: readonly Binding[] }[] = [];
    while (this.is('local')) {
      const { start } = this.take();
      const bindings: Binding[] = [this.binding()];
      while (this.takeIf(',')) {
        if (this.is(';')) break;
        bindings.push(this.binding());
      }
      if (!this.grammar.datasonnet) this.#checkBindings(bindings);
      this.expect(';', 'after local');
      heads.push({ start, bindings });
    }
    let body = this.expression();
    for (const { start, bindings } of heads.toReversed())
      body = { kind: 'Local', bindings, body, start, end: body.end };
    return body;
  }

  #checkBindings(bindings: readonly Binding[]): void {
    const seen = new Set<string>();
    for (const { name } of bindings) {
      if (seen.has(name.text)) this.#add(`the variable ${name.text} is bound twice`, name.start, name.end);
      seen.add(name.text);
    }
  }

  binding(): Binding {
    const name = this.name('the name of a variable');
    const parameters = this.is('(') ? this.parameters() : undefined;
    this.expect('=', 'after the name of a variable');
    const value = this.expression();
    return { name, parameters, value, start: name.start, end: value.end };
  }

  parameters(): readonly Parameter[] {
    this.expect('(', 'before the parameters');
    const parameters: Parameter[] = [];
    while (!this.is(')') && !this.is(',') && this.token.kind !== 'end') {
      const before = this.token.start;
      const name = this.name('the name of a parameter');
      const value = this.takeIf('=') ? this.expression() : undefined;
      if (parameters.some((other) => other.name.text === name.text)) {
        this.#add(`the parameter ${name.text} is there twice`, name.start, name.end);
      }
      parameters.push({ name, default: value, start: name.start, end: (value ?? name).end });
      if (!this.takeIf(',') || this.token.start === before) break;
    }
    if (parameters.length === 0 && this.grammar.datasonnet) this.takeIf(',');
    this.expect(')', 'after the parameters');
    return parameters;
  }

  #array(): Expression {
    const { start } = this.take();
    const elements: Expression[] = [];
    while (!this.is(']') && this.token.kind !== 'end') {
      const before = this.token.start;
      elements.push(this.expression());
      if (elements.length === 1) {
        const comma = this.takeIf(',');
        if (this.is('for')) {
          const clauses = this.clauses();
          this.expect(']', 'to close the comprehension');
          return { kind: 'ArrayComprehension', element: elements[0]!, clauses, start, end: this.lastEnd };
        }
        if (!comma && !this.separates(']', 'an element')) break;
        this.#doubledCommas();
      } else if (!this.separates(']', 'an element')) break;
      if (this.token.start === before) break;
    }
    this.expect(']', 'to close the array');
    return { kind: 'ArrayLiteral', elements, start, end: this.lastEnd };
  }

  clauses(): readonly ComprehensionClause[] {
    const clauses: ComprehensionClause[] = [];
    while (this.is('for') || (this.is('if') && clauses.length > 0)) {
      const { text, start } = this.take();
      if (text === 'for') {
        const variable = this.name('the name of a variable');
        this.expect('in', 'after the variable');
        const iterable = this.expression();
        clauses.push({ kind: 'ForClause', variable, iterable, start, end: iterable.end });
      } else {
        const condition = this.expression();
        clauses.push({ kind: 'IfClause', condition, start, end: condition.end });
      }
    }
    return clauses;
  }

  #object(): Extract<Expression, { kind: 'ObjectLiteral' | 'ObjectComprehension' }> {
    const { start } = this.take();
    const members = parseMembers(this);
    if (this.is('for')) {
      const clauses = this.clauses();
      this.expect('}', 'to close the comprehension');
      const problem = checkComprehension(members, !this.grammar.datasonnet);
      if (problem) this.#add(problem.message, problem.start, problem.end);
      return { kind: 'ObjectComprehension', members, clauses, start, end: this.lastEnd };
    }
    this.expect('}', 'to close the object');
    return { kind: 'ObjectLiteral', members, start, end: this.lastEnd };
  }
}
