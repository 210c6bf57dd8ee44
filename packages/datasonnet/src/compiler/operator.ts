import { hasField } from '../runtime/object-value.ts';
import type { ValueOperator } from '../runtime/semantics.ts';
import type { Frame, Value } from '../runtime/value.ts';
import { isObject } from '../runtime/value.ts';
import type { SourceRange } from '../source/source-text.ts';
import type { Binary, Expression, Unary } from '../syntax/syntax-tree.ts';
import { compileInSuper } from './access.ts';
import type { Code, Compiled } from './code.ts';
import { constantly, lazily } from './code.ts';
import type { Compiler } from './compiler.ts';
import type { Scope } from './scope.ts';

export function compileUnary(compiler: Compiler, node: Unary, scope: Scope): Compiled {
  const { evaluation } = compiler;
  const { operator } = node;
  const range = compiler.rangeOf({ start: node.start, end: node.start + 1 });
  const operand = compiler.compile(node.operand, scope);
  const { run } = operand;
  if (compiler.options.optimise && operator === '-' && typeof operand.constant === 'number') {
    return constantly(-operand.constant);
  }
  if (operator === '!') {
    return lazily((frame) => {
      const value = run(frame);
      return typeof value === 'boolean' ? !value : evaluation.semantics.unary(evaluation, operator, value, range);
    });
  }
  return lazily((frame) => evaluation.semantics.unary(evaluation, operator, run(frame), range));
}

export function compileBinary(compiler: Compiler, node: Binary, scope: Scope): Compiled {
  // A long sum is a chain of left operands: it is gone down in a loop, not one call inside the other.
  const chain: Binary[] = [];
  let first: Expression = node;
  while (first.kind === 'Binary' && isPlain(first)) {
    chain.push(first);
    first = first.left;
  }
  if (chain.length === 0) return compileSpecial(compiler, node, scope);
  let left = compiler.compile(first, scope);
  for (const each of chain.toReversed()) left = compileValues(compiler, each, left, scope);
  return left;
}

/** Whether both sides are always evaluated. */
function isPlain({ operator, right }: Binary): boolean {
  if (operator === 'in') return right.kind !== 'Super';
  return operator !== 'default' && operator !== '??' && operator !== '&&' && operator !== '||';
}

function compileSpecial(compiler: Compiler, node: Binary, scope: Scope): Compiled {
  switch (node.operator) {
    case 'default':
      return compileTry(compiler, node.left, node.right, scope);
    case '??':
      return compileCoalesce(compiler, node, scope);
    case '&&':
    case '||':
      return compileLogic(compiler, node.operator, node, scope);
    default:
      return compileInSuper(compiler, node.left, node.right, scope);
  }
}

function compileValues(compiler: Compiler, node: Binary, left: Compiled, scope: Scope): Compiled {
  const operator = node.operator as ValueOperator;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.operatorStart + operator.length });
  const right = compiler.compile(node.right, scope);
  const operate = valueOperator(compiler, operator, range);
  const [l, r] = [left.run, right.run];
  const run: Code = (frame) => operate(l(frame), r(frame));
  if (!compiler.options.optimise) return lazily(run);
  const folded = fold(operator, left.constant, right.constant);
  if (folded !== undefined) return constantly(folded);
  return lazily(fastNumbers(compiler, operator, l, r, operate) ?? run, {
    peek: peekSum(compiler, operator, left, right),
  });
}

/** `left operator right` of values, with its error at a place. */
export function valueOperator(
  compiler: Compiler,
  operator: ValueOperator,
  range: SourceRange,
): (left: Value, right: Value) => Value {
  const { evaluation } = compiler;
  const { semantics } = evaluation;
  if (operator === 'in') {
    return (left, right) =>
      typeof left === 'string' && isObject(right)
        ? hasField(right, left, { hidden: true })
        : semantics.binary(evaluation, operator, left, right, range);
  }
  return (left, right) => semantics.binary(evaluation, operator, left, right, range);
}

/** The operator with its numbers done on the spot. */
function fastNumbers(
  compiler: Compiler,
  operator: ValueOperator,
  l: Code,
  r: Code,
  operate: (left: Value, right: Value) => Value,
): Code | undefined {
  const bounded = compiler.evaluation.semantics.checksOverflow;
  switch (operator) {
    case '+':
      if (bounded) {
        return (frame) => {
          const a = l(frame);
          const b = r(frame);
          if (typeof a === 'number' && typeof b === 'number') {
            const value = a + b;
            if (Number.isFinite(value)) return value;
          }
          return operate(a, b);
        };
      }
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a + b : operate(a, b);
      };
    case '-':
      if (bounded) {
        return (frame) => {
          const a = l(frame);
          const b = r(frame);
          if (typeof a === 'number' && typeof b === 'number') {
            const value = a - b;
            if (Number.isFinite(value)) return value;
          }
          return operate(a, b);
        };
      }
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a - b : operate(a, b);
      };
    case '*':
      if (bounded) {
        return (frame) => {
          const a = l(frame);
          const b = r(frame);
          if (typeof a === 'number' && typeof b === 'number') {
            const value = a * b;
            if (Number.isFinite(value)) return value;
          }
          return operate(a, b);
        };
      }
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a * b : operate(a, b);
      };
    case '<':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a < b : operate(a, b);
      };
    case '>':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a > b : operate(a, b);
      };
    case '<=':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : operate(a, b);
      };
    case '>=':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : operate(a, b);
      };
    case '==':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return isScalar(a) && isScalar(b) ? a === b : operate(a, b);
      };
    case '!=':
      return (frame) => {
        const a = l(frame);
        const b = r(frame);
        return isScalar(a) && isScalar(b) ? a !== b : operate(a, b);
      };
    default:
  }
  return undefined;
}

function isScalar(value: Value): boolean {
  return typeof value !== 'object' || value === null;
}

/** Sums and differences of numbers that are there already cost less than the thunk that would put them off. */
function peekSum(
  compiler: Compiler,
  operator: ValueOperator,
  left: Compiled,
  right: Compiled,
): ((frame: Frame) => Value | undefined) | undefined {
  const { peek: l } = left;
  const { peek: r } = right;
  if (!l || !r) return undefined;
  const bounded = compiler.evaluation.semantics.checksOverflow;
  if (operator === '+' || operator === '-' || operator === '*') {
    return (frame) => {
      const a = l(frame);
      if (typeof a !== 'number') return undefined;
      const b = r(frame);
      if (typeof b !== 'number') return undefined;
      const value = operator === '+' ? a + b : operator === '-' ? a - b : a * b;
      return bounded && !Number.isFinite(value) ? undefined : value;
    };
  }
  return undefined;
}

function fold(operator: ValueOperator, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (typeof left === 'string' && typeof right === 'string' && operator === '+') return left + right;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const value =
    operator === '+' ? left + right : operator === '-' ? left - right : operator === '*' ? left * right : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function compileLogic(compiler: Compiler, operator: '&&' | '||', node: Binary, scope: Scope): Compiled {
  const { evaluation } = compiler;
  const range = compiler.rangeOf({ start: node.operatorStart, end: node.operatorStart + 2 });
  const left = compiler.compile(node.left, scope).run;
  const right = compiler.compile(node.right, scope).run;
  const decides = operator === '||';
  return lazily((frame) => {
    const first = left(frame);
    if (first === decides) return first;
    if (typeof first !== 'boolean') {
      throw evaluation.semantics.notBoolean(evaluation, first, `the left side of ${operator}`, range);
    }
    const second = right(frame);
    if (typeof second === 'boolean') return second;
    throw evaluation.semantics.notBoolean(evaluation, second, `the right side of ${operator}`, range);
  });
}

/** `left ?? right`: right where left is null or a selection that finds nothing. */
function compileCoalesce(compiler: Compiler, node: Binary, scope: Scope): Compiled {
  const left = compiler.compile(node.left, scope);
  const attempt = left.attempt ?? left.run;
  const right = compiler.compile(node.right, scope).run;
  return lazily((frame) => attempt(frame) ?? right(frame));
}

/** `try body else otherwise` and `body default otherwise`. */
export function compileTry(
  compiler: Compiler,
  bodyNode: Expression,
  otherwiseNode: Expression,
  scope: Scope,
): Compiled {
  const { evaluation } = compiler;
  const body = compiler.withoutFallback(bodyNode, scope);
  const otherwise = compiler.compile(otherwiseNode, scope).run;
  const attempt = body.attempt ?? body.run;
  return lazily((frame) => {
    const { depth } = evaluation;
    let value: Value | undefined;
    try {
      value = attempt(frame);
    } catch (error) {
      if (!evaluation.recovers(error, depth)) throw error;
    }
    return value === undefined ? otherwise(frame) : value;
  });
}
