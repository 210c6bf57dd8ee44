import type { SourceRange } from '../source/source-text.ts';
import type { UnaryOperator } from '../syntax/syntax-tree.ts';
import type { Evaluation } from './evaluation.ts';
import {
  addExact,
  compareExact,
  divideExact,
  multiplyExact,
  negateExact,
  remainderExact,
  subtractExact,
} from './exact-decimal.ts';
import { jsonText } from './json-text.ts';
import { strictPlainNumber } from './number-text.ts';
import type { ValueOperator } from './semantics.ts';
import { StrictSemantics, spacedLayout } from './strict-semantics.ts';
import type { Kind, Value } from './value.ts';
import { ExactNumber, kindOf } from './value.ts';

type Numeric = number | ExactNumber;

const textLayout = { ...spacedLayout, exactNumbers: 'untouched' as const };

/** The strict operators, and exact decimals: what has one for an operand is computed exactly. */
export class DhowSemantics extends StrictSemantics {
  protected override seen(value: Value): Value {
    return value;
  }

  override kindOf(value: Value): Kind {
    return kindOf(value);
  }

  override exactEqual(left: Value, right: Value): boolean {
    return isNumeric(left) && isNumeric(right) && compareExact(left, right) === 0;
  }

  override toText(evaluation: Evaluation, value: Value): string {
    if (value instanceof ExactNumber) return value.text;
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? strictPlainNumber(value) : jsonText(evaluation, value, textLayout);
  }

  override binary(
    evaluation: Evaluation,
    operator: ValueOperator,
    left: Value,
    right: Value,
    range: SourceRange,
  ): Value {
    if ((left instanceof ExactNumber || right instanceof ExactNumber) && isNumeric(left) && isNumeric(right)) {
      const value = exact(operator, left, right);
      if (value !== undefined) return value;
      return super.binary(evaluation, operator, toDouble(left), toDouble(right), range);
    }
    return super.binary(evaluation, operator, left, right, range);
  }

  override unary(evaluation: Evaluation, operator: UnaryOperator, value: Value, range: SourceRange): Value {
    if (!(value instanceof ExactNumber)) return super.unary(evaluation, operator, value, range);
    if (operator === '-') return negateExact(value);
    return operator === '+' ? value : super.unary(evaluation, operator, value.toNumber(), range);
  }

  override index(evaluation: Evaluation, target: Value, index: Value, range: SourceRange): Value {
    return super.index(evaluation, target, index instanceof ExactNumber ? index.toNumber() : index, range);
  }
}

function isNumeric(value: Value): value is Numeric {
  return typeof value === 'number' || value instanceof ExactNumber;
}

function toDouble(value: Numeric): number {
  return typeof value === 'number' ? value : value.toNumber();
}

function exact(operator: ValueOperator, left: Numeric, right: Numeric): Value | undefined {
  switch (operator) {
    case '+':
      return addExact(left, right);
    case '-':
      return subtractExact(left, right);
    case '*':
      return multiplyExact(left, right);
    case '/':
      return divideExact(left, right);
    case '%':
      return remainderExact(left, right);
    case '==':
      return compareExact(left, right) === 0;
    case '!=':
      return compareExact(left, right) !== 0;
    case '<':
      return compareExact(left, right) < 0;
    case '>':
      return compareExact(left, right) > 0;
    case '<=':
      return compareExact(left, right) <= 0;
    case '>=':
      return compareExact(left, right) >= 0;
    default:
      return undefined;
  }
}
