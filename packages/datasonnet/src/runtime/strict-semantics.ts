import type { SourceRange } from '../source/source-text.ts';
import type { UnaryOperator } from '../syntax/syntax-tree.ts';
import { bitwise, shift } from './bit-operators.ts';
import { deepEqual } from './equality.ts';
import type { Evaluation } from './evaluation.ts';
import { formatStrictly } from './strict-format.ts';
import type { JsonLayout } from './json-text.ts';
import { jsonText } from './json-text.ts';
import { LiteralObject } from './literal-object.ts';
import { strictJsonNumber, strictPlainNumber, toLong } from './number-text.ts';
import { fieldNames, getField, hasField, mergeObjects } from './object-value.ts';
import type { Semantics, SliceBounds, ValueOperator } from './semantics.ts';
import type { Kind, ObjectValue, Thunk, Value } from './value.ts';
import { ExactNumber, isArray, isObject, kindOf } from './value.ts';

/** What `std.toString` and `+` make of data. */
export const spacedLayout: JsonLayout = {
  indent: '',
  newline: '',
  multiline: false,
  itemSeparator: ', ',
  keySeparator: ': ',
  empty: 'spaced',
  number: strictPlainNumber,
  exactNumbers: 'marker',
  functions: 'call',
};

/** The JSON writer's. */
export const compactLayout: JsonLayout = {
  indent: '',
  newline: '',
  multiline: false,
  itemSeparator: ',',
  keySeparator: ':',
  empty: 'closed',
  number: (value) => (Number.isFinite(value) ? strictJsonNumber(value) : `"${value}"`),
  exactNumbers: 'untouched',
  functions: 'call',
};

/** JSON on one line as library functions see it. */
export const markedLayout: JsonLayout = { ...compactLayout, exactNumbers: 'marker' };

/** The operators as the mapper 3.0 has them. */
export class StrictSemantics implements Semantics {
  readonly checksOverflow: boolean = false;

  /** What an operator sees of a number whose digits a double would lose: the mapper makes a marked text of it. */
  protected seen(value: Value): Value {
    return value instanceof ExactNumber ? value.markerText : value;
  }

  kindOf(value: Value): Kind {
    return value instanceof ExactNumber ? 'string' : kindOf(value);
  }

  visibleFields(evaluation: Evaluation, object: ObjectValue): readonly string[] {
    if (object instanceof LiteralObject) {
      return evaluation.preserveOrder ? object.shape.visibleNames : object.shape.sortedVisibleNames;
    }
    const names = fieldNames(object, { hidden: false });
    return evaluation.preserveOrder ? names : names.toSorted();
  }

  equal(evaluation: Evaluation, left: Value, right: Value): boolean {
    return deepEqual(evaluation, this.seen(left), this.seen(right), 'whole');
  }

  exactEqual(left: Value, right: Value): boolean {
    return this.seen(left) === this.seen(right);
  }

  toText(evaluation: Evaluation, given: Value): string {
    const value = this.seen(given);
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return strictPlainNumber(value);
    return jsonText(evaluation, value, spacedLayout);
  }

  toJson(evaluation: Evaluation, value: Value): string {
    return jsonText(evaluation, value, compactLayout);
  }

  jsonNumber(value: number): string {
    return strictJsonNumber(value);
  }

  binary(evaluation: Evaluation, operator: ValueOperator, l: Value, r: Value, range: SourceRange): Value {
    const left = this.seen(l);
    const right = this.seen(r);
    switch (operator) {
      case '==':
        return this.equal(evaluation, left, right);
      case '!=':
        return !this.equal(evaluation, left, right);
      case '+': {
        const sum = this.add(evaluation, left, right);
        if (sum !== undefined) return sum;
        break;
      }
      case '%':
        if (typeof left === 'string') return formatStrictly(evaluation, left, right);
        if (typeof left === 'number' && typeof right === 'number') return left % right;
        break;
      case 'in':
        if (typeof left === 'string' && isObject(right)) return hasField(right, left, { hidden: true });
        break;
      default: {
        const value = this.#scalars(evaluation, operator, left, right, range);
        if (value !== undefined) return value;
      }
    }
    throw this.unfit(evaluation, operator, left, right, range);
  }

  /** `left + right`, or undefined when the kinds do not go together. */
  add(evaluation: Evaluation, left: Value, right: Value): Value | undefined {
    if (typeof left === 'string') {
      const text = this.toText(evaluation, right);
      evaluation.checkSize(left.length + text.length);
      return left + text;
    }
    if (typeof right === 'string') return this.toText(evaluation, left) + right;
    if (typeof left === 'number' && typeof right === 'number') return left + right;
    if (isArray(left) && isArray(right)) {
      evaluation.checkSize(left.length + right.length);
      evaluation.step(right.length);
      return left.concat(right);
    }
    if (isObject(left) && isObject(right)) return mergeObjects(left, right);
    return undefined;
  }

  #scalars(
    evaluation: Evaluation,
    operator: ValueOperator,
    left: Value,
    right: Value,
    range: SourceRange,
  ): Value | undefined {
    if (typeof left === 'string' && typeof right === 'string') {
      switch (operator) {
        case '<':
          return left < right;
        case '>':
          return left > right;
        case '<=':
          return left <= right;
        case '>=':
          return left >= right;
        default:
          return undefined;
      }
    }
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    switch (operator) {
      case '-':
        return left - right;
      case '*':
        return left * right;
      case '/':
        if (right === 0) throw evaluation.fail('DS_VALUE', 'division by zero', range);
        return left / right;
      case '<':
        return left < right;
      case '>':
        return left > right;
      case '<=':
        return left <= right;
      case '>=':
        return left >= right;
      case '<<':
      case '>>':
        return shift(operator, left, right);
      case '&':
      case '|':
      case '^':
        return bitwise(operator, left, right);
      default:
        return undefined;
    }
  }

  protected unfit(evaluation: Evaluation, operator: string, left: Value, right: Value, range: SourceRange): Error {
    const found = `${this.kindOf(left)} ${operator} ${this.kindOf(right)}`;
    return evaluation.fail('DS_KIND', `${operator} does not work on ${found}${advice(operator, left, right)}`, range, {
      operator,
      left: this.kindOf(left),
      right: this.kindOf(right),
    });
  }

  unary(evaluation: Evaluation, operator: UnaryOperator, given: Value, range: SourceRange): Value {
    const value = this.seen(given);
    if (operator === '!') {
      if (typeof value === 'boolean') return !value;
    } else if (typeof value === 'number') {
      if (operator === '-') return -value;
      if (operator === '+') return value;
      return Number(~toLong(value));
    }
    const takes = operator === '!' ? 'a boolean' : 'a number';
    throw evaluation.fail('DS_KIND', `${operator} takes ${takes}, found ${this.kindOf(value)}`, range, { operator });
  }

  index(evaluation: Evaluation, givenTarget: Value, givenIndex: Value, range: SourceRange): Value {
    const target = this.seen(givenTarget);
    const index = this.seen(givenIndex);
    if (isArray(target) && typeof index === 'number') {
      if (!Number.isInteger(index)) {
        throw evaluation.fail('DS_INDEX', `the index of an array must be a whole number, found ${index}`, range, {
          index,
        });
      }
      throw evaluation.fail('DS_INDEX', outside(index, target.length, 'array', 'elements'), range, {
        index,
        length: target.length,
      });
    }
    if (typeof target === 'string' && typeof index === 'number') {
      const at = Math.trunc(index);
      if (at >= 0 && at < target.length) return target[at]!;
      throw evaluation.fail('DS_INDEX', outside(index, target.length, 'text', 'characters'), range, {
        index,
        length: target.length,
      });
    }
    if (isObject(target) && typeof index === 'string') {
      const value = getField(target, index);
      if (value !== undefined) return value;
    }
    throw evaluation.fail('DS_KIND', `a ${this.kindOf(target)} has no [${this.kindOf(index)}]`, range, {
      target: this.kindOf(target),
      index: this.kindOf(index),
    });
  }

  slice(evaluation: Evaluation, givenTarget: Value, bounds: SliceBounds, range: SourceRange): Value {
    const target = this.seen(givenTarget);
    if (!isArray(target) && typeof target !== 'string') {
      throw evaluation.fail('DS_KIND', `only arrays and texts have slices, found ${this.kindOf(target)}`, range);
    }
    const number = (bound: Value | undefined, otherwise: number): number => {
      if (bound === undefined) return otherwise;
      if (typeof bound === 'number') return Math.trunc(bound);
      throw evaluation.fail('DS_KIND', `the bounds of a slice are numbers, found ${this.kindOf(bound)}`, range);
    };
    const from = Math.max(0, number(bounds.from, 0));
    const to = Math.min(target.length, number(bounds.to, target.length));
    const step = number(bounds.step, 1);
    if (step === 0) throw evaluation.fail('DS_INDEX', 'the step of a slice cannot be 0', range);
    if (step === 1) return target.slice(from, Math.max(from, to));
    const whole = typeof target === 'string' ? target.split('') : target;
    const picked: (Value | Thunk)[] = [];
    if (step > 0) for (let at = from; at < to; at += step) picked.push(whole[at]!);
    return typeof target === 'string' ? (picked as string[]).join('') : picked;
  }

  notBoolean(evaluation: Evaluation, value: Value, what: string, range: SourceRange): Error {
    return evaluation.fail('DS_KIND', `${what} must be a boolean, found ${this.kindOf(value)}`, range, {
      expected: 'boolean',
      found: this.kindOf(value),
    });
  }

  assertionMessage(evaluation: Evaluation, given: Value | undefined, range: SourceRange): string {
    if (given === undefined) return 'this assertion does not hold';
    const message = this.seen(given);
    if (typeof message === 'string') return message;
    throw evaluation.fail(
      'DS_KIND',
      `the message of an assertion must be a string, found ${this.kindOf(message)}`,
      range,
    );
  }
}

function outside(index: number, length: number, what: string, parts: string): string {
  if (length === 0) return `index ${index} of an empty ${what}`;
  return `index ${index} is outside of the ${what}, whose ${parts} are 0 to ${length - 1}`;
}

function advice(operator: string, left: Value, right: Value): string {
  if (operator === '+' && (left === null || right === null))
    return "; give the missing one a value with 'default' or std.get";
  return '';
}
