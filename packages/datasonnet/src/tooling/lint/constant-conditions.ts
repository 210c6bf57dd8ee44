import { childrenOf } from '../../syntax/children.ts';
import type { Expression } from '../../syntax/syntax-tree.ts';
import type { RawFinding } from './raw-finding.ts';

/** Conditions that are always the same, and what they keep from being evaluated. */
export function findConstantConditions(root: Expression): readonly RawFinding[] {
  const findings: RawFinding[] = [];
  const pending: Expression[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    findings.push(...findingsOf(node));
    pending.push(...childrenOf(node));
  }
  return findings;
}

function findingsOf(node: Expression): readonly RawFinding[] {
  switch (node.kind) {
    case 'Conditional': {
      const value = constantOf(node.condition);
      if (value === undefined) return [];
      if (typeof value !== 'boolean') return [constant(node.condition, value)];
      const dead = value ? node.alternative : node.consequence;
      return [
        constant(node.condition, value),
        ...(dead ? [unreachable(dead, `the condition is always ${value}`)] : []),
      ];
    }
    case 'Assertion': {
      const value = constantOf(node.condition);
      if (value === undefined) return [];
      return [
        constant(node.condition, value),
        ...(value === true ? [] : [unreachable(node.body, 'the assertion never holds')]),
      ];
    }
    case 'Binary': {
      if (node.operator === '&&' || node.operator === '||') {
        const value = constantOf(node.left);
        if (value === undefined) return [];
        const decides = value === (node.operator === '||');
        return [
          constant(node.left, value),
          ...(decides ? [unreachable(node.right, `the left side is always ${String(value)}`)] : []),
        ];
      }
      if (node.operator === 'default' && cannotFail(node.left))
        return [unreachable(node.right, 'what default protects cannot fail')];
      if (node.operator === '??' && cannotFail(node.left) && unwrapped(node.left).kind !== 'NullLiteral') {
        return [unreachable(node.right, 'the left side is never null')];
      }
      return [];
    }
    case 'Try':
      return cannotFail(node.body) ? [unreachable(node.otherwise, 'what try protects cannot fail')] : [];
    case 'ArrayComprehension':
    case 'ObjectComprehension':
      return node.clauses.flatMap((clause) => {
        const value = clause.kind === 'IfClause' ? constantOf(clause.condition) : undefined;
        return clause.kind === 'IfClause' && value !== undefined ? [constant(clause.condition, value)] : [];
      });
    default:
      return [];
  }
}

function constant(node: Expression, value: unknown): RawFinding {
  const what = typeof value === 'boolean' ? `always ${value}` : 'no boolean';
  return { rule: 'constant-condition', severity: 'warning', message: `this condition is ${what}`, node };
}

function unreachable(node: Expression, reason: string): RawFinding {
  return { rule: 'unreachable-branch', severity: 'warning', message: `this is never evaluated: ${reason}`, node };
}

function unwrapped(node: Expression): Expression {
  let inner = node;
  while (inner.kind === 'Parenthesized') inner = inner.expression;
  return inner;
}

/** The value of an expression of literals only. */
function constantOf(given: Expression): unknown {
  const node = unwrapped(given);
  switch (node.kind) {
    case 'NullLiteral':
      return null;
    case 'BooleanLiteral':
    case 'NumberLiteral':
    case 'StringLiteral':
      return node.value;
    case 'Unary': {
      const value = constantOf(node.operand);
      if (node.operator === '!' && typeof value === 'boolean') return !value;
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'Binary':
      return comparison(node.operator, constantOf(node.left), constantOf(node.right));
    default:
      return undefined;
  }
}

function comparison(operator: string, left: unknown, right: unknown): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  if (operator === '&&' && typeof left === 'boolean' && typeof right === 'boolean') return left && right;
  if (operator === '||' && typeof left === 'boolean' && typeof right === 'boolean') return left || right;
  if (typeof left !== typeof right || (typeof left !== 'number' && typeof left !== 'string')) return undefined;
  const [a, b] = [left, right as number | string];
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  if (operator === '<=') return a <= b;
  return operator === '>=' ? a >= b : undefined;
}

/** Whether making the value (not what is inside it) cannot raise an error. */
function cannotFail(given: Expression): boolean {
  const node = unwrapped(given);
  switch (node.kind) {
    case 'NullLiteral':
    case 'BooleanLiteral':
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'ArrayLiteral':
    case 'FunctionExpression':
      return true;
    case 'ObjectLiteral':
      return node.members.every((member) => member.kind !== 'ObjectField' || member.name.kind === 'FixedFieldName');
    default:
      return false;
  }
}
