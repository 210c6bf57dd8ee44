import { syntaxError } from '../language-error.ts';
import { functionStart, outsideOnly, scanFunction, unescape } from './function-scanner.ts';
import type { FunctionNode, SimpleNode } from './simple-ast.ts';
import { unquoted } from './quoted-arguments.ts';

/**
 * Reads text with functions in it: `Hello ${body}`. Next to functions it knows `++` and `--`, the elvis operator `?:` and
 * the chain `~>`; all else is text.
 */
export function parseTemplate(text: string): SimpleNode[] {
  const nodes: SimpleNode[] = [];
  let literal = '';
  let literalAt = 0;
  const flush = () => {
    if (literal !== '') nodes.push({ kind: 'text', text: unescape(literal), at: literalAt });
    literal = '';
  };
  let at = 0;
  while (at < text.length) {
    const operator = operatorAt(text, at);
    if (functionStart(text, at) > 0) {
      flush();
      const { node, end } = scanFunction(text, at, outsideOnly);
      at = end;
      const unary = unaryAt(text, at);
      nodes.push(unary ? { kind: 'unary', operator: unary, operand: node, at } : node);
      if (unary) at += 2;
    } else if (operator === '?:' && skipBlanks(text, at + 2) < text.length && hasLeft(nodes, literal)) {
      at = elvis(at);
    } else if (operator !== undefined && operator !== '?:') {
      at = chain(at, operator);
    } else {
      if (literal === '') literalAt = at;
      if (text[at] === '\\' && at + 1 < text.length && functionStart(text, at + 1) === 0) literal += text[at++];
      literal += text[at++];
    }
  }
  flush();
  return nodes;

  function elvis(place: number): number {
    literal = literal.trimEnd();
    flush();
    const left = nodes.pop()!;
    const from = skipBlanks(text, place + 2);
    if (functionStart(text, from) > 0) {
      const { node, end } = scanFunction(text, from, outsideOnly);
      if (functionStart(text, end) > 0)
        throw syntaxError(text, end, 'expected symbol whiteSpace but was functionStart');
      nodes.push({ kind: 'elvis', left, right: node, at: place });
      return end;
    }
    if (!/^(?:['"]|\d|(?:true|false|null)\b)/.test(text.slice(from))) {
      const hint = `Put the text in quotes: ?: '${/^\S*/.exec(text.slice(from))![0]}'`;
      throw syntaxError(text, from, `Other operator ?: does not support token ${text[from]!}`, hint);
    }
    const next = nextOperator(text, from);
    const value = unescape(text.slice(from, next)).replace(next < text.length ? /\s+$/ : /^$/, '');
    nodes.push({ kind: 'elvis', left, right: { kind: 'text', text: unquoted(value), at: from }, at: place });
    return next;
  }

  function chain(place: number, operator: '~>' | '?~>'): number {
    const after = place + operator.length;
    if (text[after] !== ' ') {
      const found = after >= text.length ? 'eol' : 'character';
      throw syntaxError(text, after, `expected symbol whiteSpace but was ${found}`, `Put a blank after ${operator}.`);
    }
    const from = skipBlanks(text, after);
    if (functionStart(text, from) === 0) {
      const hint = `Write a function on the right: ${operator} \${uppercase()}`;
      throw syntaxError(text, from, `Chain operator ${operator} does not support token ${text[from] ?? 'null'}`, hint);
    }
    literal = literal.trimEnd();
    flush();
    const left: SimpleNode | undefined = nodes.pop();
    if (left === undefined) {
      throw syntaxError(text, place, `Chain operator ${operator} has no left hand side token`);
    }
    const { node, end } = scanFunction(text, from, outsideOnly);
    nodes.push({ kind: 'chain', nullSafe: operator === '?~>', left, right: node, at: place });
    return end;
  }
}

/** A single value when there is one part, else their text one after another. */
export type TemplateParts = readonly SimpleNode[];

const hasLeft = (nodes: TemplateParts, literal: string) =>
  literal === '' ? nodes.at(-1)?.kind === 'elvis' : /\s$/.test(literal) && (literal.trim() !== '' || nodes.length > 0);

function operatorAt(text: string, at: number): '?:' | '~>' | '?~>' | undefined {
  if (text.startsWith('~>', at)) return '~>';
  if (text.startsWith('?~>', at)) return '?~>';
  return text.startsWith('?: ', at) ? '?:' : undefined;
}

function nextOperator(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (functionStart(text, i) > 0) return i;
    if (text[i - 1] === ' ' && operatorAt(text, i) !== undefined) return i;
  }
  return text.length;
}

export function unaryAt(text: string, at: number): '++' | '--' | undefined {
  const operator = text.startsWith('++', at) ? '++' : text.startsWith('--', at) ? '--' : undefined;
  const after = text[at + 2];
  return operator !== undefined && (after === undefined || /\s/.test(after)) ? operator : undefined;
}

export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (i < text.length && /\s/.test(text[i]!)) i++;
  return i;
}

export type { FunctionNode };
