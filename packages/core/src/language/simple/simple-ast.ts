import type { JavaNumber } from '../../convert/java-number.ts';

/**
 * The tree of a Simple expression. `at` is the offset in the text. A function keeps its text (what stands in the braces):
 * its arguments are read by the function itself, as in Camel.
 */
export type SimpleNode =
  | TextNode
  | FunctionNode
  | { readonly kind: 'quoted'; readonly parts: readonly (TextNode | FunctionNode)[]; readonly at: number }
  | {
      readonly kind: 'literal';
      readonly value: number | boolean | null | string | JavaNumber;
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: '++' | '--'; readonly operand: FunctionNode; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly negated: boolean;
      readonly left: SimpleNode;
      readonly right: SimpleNode;
      readonly at: number;
    }
  | {
      readonly kind: 'logical';
      readonly operator: '&&' | '||';
      readonly left: SimpleNode;
      readonly right: SimpleNode;
      readonly at: number;
    }
  | {
      readonly kind: 'ternary';
      readonly test: SimpleNode;
      readonly yes: SimpleNode;
      readonly no: SimpleNode;
      readonly at: number;
    }
  | { readonly kind: 'elvis'; readonly left: SimpleNode; readonly right: SimpleNode; readonly at: number }
  | {
      readonly kind: 'chain';
      readonly nullSafe: boolean;
      readonly left: SimpleNode;
      readonly right: FunctionNode;
      readonly at: number;
    };

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly at: number;
}

export interface FunctionNode {
  readonly kind: 'function';
  /** What stands between the braces. */
  readonly text: string;
  /** Whether it holds functions of its own; its mistakes then show at evaluation, as in Camel. */
  readonly nested: boolean;
  readonly at: number;
}

export type BinaryOperator =
  | '=='
  | '=~'
  | '>'
  | '>='
  | '<'
  | '<='
  | 'contains'
  | '~~'
  | 'regex'
  | 'in'
  | 'is'
  | 'range'
  | 'startsWith'
  | 'endsWith';

/** Operators as written, longest first, with what they mean. */
export const binaryOperators: readonly { text: string; operator: BinaryOperator; negated: boolean }[] = [
  ...negatable('==', '!=', []),
  ...negatable('=~', '!=~', []),
  ...negatable('contains', '!contains', ['not contains']),
  ...negatable('~~', '!~~', []),
  ...negatable('regex', '!regex', ['not regex']),
  ...negatable('in', '!in', ['not in']),
  ...negatable('is', '!is', ['not is']),
  ...negatable('range', '!range', ['not range']),
  ...negatable('startsWith', '!startsWith', []),
  ...negatable('endsWith', '!endsWith', []),
  { text: 'starts with', operator: 'startsWith' as const, negated: false },
  { text: 'ends with', operator: 'endsWith' as const, negated: false },
  { text: '>=', operator: '>=' as const, negated: false },
  { text: '<=', operator: '<=' as const, negated: false },
  { text: '>', operator: '>' as const, negated: false },
  { text: '<', operator: '<' as const, negated: false },
].toSorted((a, b) => b.text.length - a.text.length);

function negatable(operator: BinaryOperator, negative: string, others: readonly string[]) {
  return [
    { text: operator, operator, negated: false },
    ...[negative, ...others].map((text) => ({ text, operator, negated: true })),
  ];
}
