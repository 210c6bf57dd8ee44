import { JavaNumber } from '../../convert/java-number.ts';
import { syntaxError } from '../language-error.ts';
import { nearestName } from '../../errors/nearest-name.ts';
import { functionStart, outsideConditions, scanFunction, unescape } from './function-scanner.ts';
import {
  binaryOperators,
  type BinaryOperator,
  type FunctionNode,
  type SimpleNode,
  type TextNode,
} from './simple-ast.ts';
import { skipBlanks, unaryAt } from './template-parser.ts';

/**
 * Reads a condition: values (functions, quoted text; numbers, true, false and null on the right) joined by operators with
 * a blank on both sides, these joined by `&&` and `||` from left to right. Camel has no brackets and no `and`, `or`, `not`.
 */
export function parsePredicate(text: string): SimpleNode[] {
  return new PredicateParser(text).parse();
}

const advice: Readonly<Record<string, string>> = {
  and: 'Write && for "and".',
  or: 'Write || for "or".',
  not: 'Negate the operator: != or !contains or !in.',
  eq: 'Write == for "eq".',
};

/** Operators that take a text or a function on the right, and no bare number, true, false or null. */
const textOnRight: ReadonlySet<BinaryOperator> = new Set(['is', 'regex', 'range']);

class PredicateParser {
  readonly #text: string;
  readonly #nodes: SimpleNode[] = [];
  #at = 0;
  #inPattern = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): SimpleNode[] {
    const text = this.#text;
    while (this.#at < text.length) {
      if (/\s/.test(text[this.#at]!)) this.#at++;
      else if (!this.#logical() && !this.#binary() && !this.#ternary()) {
        const value = this.#value();
        if (value === undefined) throw this.#unexpected();
        this.#nodes.push(value);
      }
    }
    return this.#nodes;
  }

  #unexpected() {
    const text = this.#text;
    const word = /^[A-Za-z]+/.exec(text.slice(this.#at))?.[0];
    const token = word === 'null' ? 'null' : text[this.#at]!;
    let hint = word === undefined ? '' : (advice[word.toLowerCase()] ?? '');
    if (hint === '' && word !== undefined && this.#nodes.length > 0) {
      const near = nearestName(
        word,
        binaryOperators.map((operator) => operator.text),
      );
      if (near !== undefined && near !== word) hint = `Did you mean the operator ${near}?`;
    }
    if (hint === '' && /^[=!<>~]/.test(token))
      hint = 'An operator stands between two values, with a blank on both sides.';
    if (hint === '' && /^[()]/.test(token)) hint = 'Simple has no brackets: && and || are read from left to right.';
    if (hint === '' && word !== undefined) hint = `Put text in quotes: '${word}'`;
    return syntaxError(text, this.#at, `Unexpected token ${token}`, hint);
  }

  /** A function or a quoted text, which may stand anywhere. */
  #value(): SimpleNode | undefined {
    const text = this.#text;
    const at = this.#at;
    if (functionStart(text, at) > 0) {
      const { node, end } = scanFunction(text, at, outsideConditions);
      const unary = unaryAt(text, end);
      this.#at = unary ? end + 2 : end;
      return unary ? { kind: 'unary', operator: unary, operand: node, at: end } : node;
    }
    const quote = text[at]!;
    if (quote === "'" || quote === '"') return this.#quoted(quote);
    return undefined;
  }

  #quoted(quote: string): SimpleNode {
    const text = this.#text;
    const start = this.#at;
    const parts: (TextNode | FunctionNode)[] = [];
    let literal = '';
    let at = start + 1;
    const flush = () => {
      if (literal !== '') parts.push({ kind: 'text', text: unescape(literal), at: start + 1 });
      literal = '';
    };
    while (at < text.length && text[at] !== quote) {
      if (functionStart(text, at) > 0) {
        flush();
        const { node, end } = scanFunction(text, at, outsideConditions);
        parts.push(node);
        at = end;
      } else {
        literal += text[at++];
      }
    }
    if (at >= text.length) {
      const name = quote === "'" ? 'singleQuote' : 'doubleQuote';
      throw syntaxError(text, text.length - 1, `expected symbol ${name} but was eol`, `Close the text with ${quote}.`);
    }
    if (
      !this.#inPattern &&
      /\}/.test(parts.reduce((rest, part) => (part.kind === 'text' ? rest + part.text : rest), literal))
    ) {
      const name = quote === "'" ? 'singleQuote' : 'doubleQuote';
      throw syntaxError(
        text,
        at,
        `${name} has no matching start token`,
        'A closing brace may only stand in the pattern of regex',
      );
    }
    flush();
    this.#at = at + 1;
    return { kind: 'quoted', parts, at: start };
  }

  #logical(): boolean {
    const text = this.#text;
    const place = this.#at;
    const operator = text.startsWith('&&', place) ? '&&' : text.startsWith('||', place) ? '||' : undefined;
    if (operator === undefined) return false;
    this.#at += 2;
    this.#expectBlank();
    const left = this.#nodes.pop();
    if (left === undefined) {
      throw syntaxError(text, place, `Logical operator ${operator} has no left hand side token`);
    }
    if (left.kind !== 'binary' && left.kind !== 'logical') {
      const problem = `Logical operator ${operator} does not support left hand side token ${tokenAt(text, left.at)}`;
      throw syntaxError(text, place, problem, conditionAdvice);
    }
    this.#at = skipBlanks(text, this.#at);
    if (this.#at >= text.length) {
      throw syntaxError(text, text.length, `Logical operator ${operator} does not support token null`);
    }
    const right = this.#value();
    if (right === undefined) {
      const word = /^\S+/.exec(text.slice(this.#at))![0];
      const hint = `A condition such as \${header.x} == 'y' must stand after ${operator}.`;
      throw syntaxError(
        text,
        this.#at,
        `Logical operator ${operator} does not support right hand side token ${word}`,
        hint,
      );
    }
    this.#nodes.push(right);
    this.#at = skipBlanks(text, this.#at);
    if (!this.#binary()) {
      const problem = `Logical operator ${operator} does not support right hand side token ${tokenAt(text, right.at)}`;
      throw syntaxError(text, place, problem, conditionAdvice);
    }
    this.#nodes.push({ kind: 'logical', operator, left, right: this.#nodes.pop()!, at: place });
    return true;
  }

  #expectBlank(): void {
    const text = this.#text;
    const next = text[this.#at];
    if (next === ' ' || next === '\n' || next === '\t' || next === '\r') return;
    const found = next === undefined ? 'eol' : 'character';
    const place = next === undefined ? text.length - 1 : this.#at;
    throw syntaxError(text, place, `expected symbol whiteSpace but was ${found}`, 'A blank must stand there.');
  }

  #binary(): boolean {
    const text = this.#text;
    const place = this.#at;
    const found = binaryOperators.find((operator) => text.startsWith(operator.text, place));
    if (found === undefined) return false;
    const after = place + found.text.length;
    if (text[place - 1] !== ' ' || text[after] !== ' ' || text.length - after <= 1) return false;
    const left = this.#nodes.pop();
    if (left === undefined) {
      throw syntaxError(text, place, `Binary operator ${found.text} has no left hand side token`);
    }
    this.#at = skipBlanks(text, after);
    const name = found.negated && !found.text.startsWith('!') ? `!${found.operator}` : found.text;
    this.#inPattern = found.operator === 'regex';
    const right = this.#value() ?? (textOnRight.has(found.operator) ? undefined : this.#literal());
    this.#inPattern = false;
    if (right === undefined) {
      const word = /^\S*/.exec(text.slice(this.#at))![0];
      const hint = word === '' ? '' : `Put it in quotes: ${name} '${word}'`;
      throw syntaxError(
        text,
        this.#at,
        `Binary operator ${name} does not support token ${text[this.#at] ?? 'null'}`,
        hint,
      );
    }
    if (this.#at < text.length) this.#expectBlank();
    this.#nodes.push({ kind: 'binary', operator: found.operator, negated: found.negated, left, right, at: place });
    return true;
  }

  /** A number, true, false or null: on the right of an operator only. */
  #literal(): SimpleNode | undefined {
    const at = this.#at;
    const word = /^[^\s]+/.exec(this.#text.slice(at))?.[0] ?? '';
    const value = literalValue(word);
    if (value === undefined) return undefined;
    this.#at += word.length;
    return { kind: 'literal', value, text: word, at };
  }

  /** `condition ? yes : no`, whose branches are values. */
  #ternary(): boolean {
    const text = this.#text;
    const place = this.#at;
    if (text[place] !== '?' || text[place - 1] !== ' ' || text[place + 1] !== ' ' || this.#nodes.length === 0)
      return false;
    const test = this.#nodes.pop()!;
    this.#at = skipBlanks(text, place + 1);
    const yes = this.#value() ?? this.#literal();
    this.#at = skipBlanks(text, this.#at);
    if (yes === undefined || text[this.#at] !== ':') {
      throw syntaxError(text, this.#at, 'Ternary operator needs "? value : value"');
    }
    this.#at = skipBlanks(text, this.#at + 1);
    const no = this.#value() ?? this.#literal();
    if (no === undefined) throw syntaxError(text, this.#at, 'Ternary operator has no value after ":"');
    this.#nodes.push({ kind: 'ternary', test, yes, no, at: place });
    return true;
  }
}

const conditionAdvice = "A condition such as ${header.x} == 'y' must stand on both sides.";

const tokenAt = (text: string, at: number) => (functionStart(text, at) > 0 ? '${' : (text[at] ?? 'null'));

/** The value of a bare word on the right of an operator, or undefined when it must be quoted. */
export function literalValue(word: string): number | boolean | null | string | JavaNumber | undefined {
  if (word === 'null') return null;
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (!/^[+-]?\d+(\.\d+)?$/.test(word)) return undefined;
  if (word.startsWith('+')) return word;
  const value = Number(word);
  return word.includes('.') && Number.isInteger(value) ? new JavaNumber('Double', value.toFixed(1)) : value;
}
