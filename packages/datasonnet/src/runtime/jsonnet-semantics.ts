import type { SourceRange } from '../source/source-text.ts';
import type { UnaryOperator } from '../syntax/syntax-tree.ts';
import { failure } from '../errors/datasonnet-errors.ts';
import { bitwise, shift } from './bit-operators.ts';
import { characterAt, characterCount, characters, compareCharacters } from './code-points.ts';
import { deepEqual } from './equality.ts';
import type { Evaluation } from './evaluation.ts';
import { formatLikeJsonnet } from './jsonnet-format.ts';
import type { JsonLayout } from './json-text.ts';
import { jsonText } from './json-text.ts';
import { jsonnetNumber } from './number-text.ts';
import { fieldNames } from './object-value.ts';
import type { SliceBounds, ValueOperator } from './semantics.ts';
import { StrictSemantics } from './strict-semantics.ts';
import type { Kind, ObjectValue, Value } from './value.ts';
import { ExactNumber, force, isArray, isFunction, kindOf } from './value.ts';

const textLayout: JsonLayout = {
  indent: '',
  newline: '',
  multiline: false,
  itemSeparator: ', ',
  keySeparator: ': ',
  empty: 'spaced',
  number: jsonnetNumber,
  exactNumbers: 'untouched',
  functions: 'refuse',
};

/** The layout of Jsonnet's own output. */
export const jsonnetLayout: JsonLayout = {
  ...textLayout,
  indent: '   ',
  newline: '\n',
  multiline: true,
  itemSeparator: ',',
};

/** The operators of the Jsonnet specification. */
export class JsonnetSemantics extends StrictSemantics {
  override readonly checksOverflow = true;

  protected override seen(value: Value): Value {
    return value instanceof ExactNumber ? value.toNumber() : value;
  }

  override kindOf(value: Value): Kind {
    return kindOf(value);
  }

  override visibleFields(_evaluation: Evaluation, object: ObjectValue): readonly string[] {
    return [...fieldNames(object, { hidden: false })].sort(compareCharacters);
  }

  override equal(evaluation: Evaluation, left: Value, right: Value): boolean {
    return deepEqual(evaluation, this.seen(left), this.seen(right), 'needed');
  }

  override exactEqual(left: Value, right: Value): boolean {
    return this.seen(left) === this.seen(right);
  }

  override toText(evaluation: Evaluation, given: Value): string {
    const value = this.seen(given);
    return typeof value === 'string' ? value : jsonText(evaluation, value, textLayout);
  }

  override toJson(evaluation: Evaluation, value: Value): string {
    return jsonText(evaluation, value, { ...textLayout, itemSeparator: ',', keySeparator: ':', empty: 'closed' });
  }

  override jsonNumber(value: number): string {
    return jsonnetNumber(value);
  }

  override binary(evaluation: Evaluation, operator: ValueOperator, l: Value, r: Value, range: SourceRange): Value {
    const left = this.seen(l);
    const right = this.seen(r);
    if (typeof left === 'number' && typeof right === 'number')
      return this.#numbers(evaluation, operator, left, right, range);
    switch (operator) {
      case '<':
        return this.compare(evaluation, left, right, range, operator) < 0;
      case '>':
        return this.compare(evaluation, left, right, range, operator) > 0;
      case '<=':
        return this.compare(evaluation, left, right, range, operator) <= 0;
      case '>=':
        return this.compare(evaluation, left, right, range, operator) >= 0;
      case '%':
        if (typeof left === 'string') return formatLikeJsonnet(evaluation, left, right);
        break;
      case '+':
        if ((typeof left === 'string' && isFunction(right)) || (isFunction(left) && typeof right === 'string')) break;
        return super.binary(evaluation, operator, left, right, range);
      case '==':
      case '!=':
      case 'in':
        return super.binary(evaluation, operator, left, right, range);
      default:
    }
    throw this.unfit(evaluation, operator, left, right, range);
  }

  #numbers(evaluation: Evaluation, operator: ValueOperator, left: number, right: number, range: SourceRange): Value {
    const finite = (value: number): number => {
      if (Number.isFinite(value)) return value;
      throw evaluation.fail(
        'DS_VALUE',
        Number.isNaN(value) ? 'the result is not a number' : 'the result is too large',
        range,
      );
    };
    switch (operator) {
      case '+':
        return finite(left + right);
      case '-':
        return finite(left - right);
      case '*':
        return finite(left * right);
      case '/':
      case '%':
        if (right === 0) throw evaluation.fail('DS_VALUE', 'division by zero', range);
        return finite(operator === '/' ? left / right : left % right);
      case '==':
        return left === right;
      case '!=':
        return left !== right;
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
        if (right < 0) throw evaluation.fail('DS_VALUE', 'a shift by a negative number', range);
        return shift(operator, left, right);
      case '&':
      case '|':
      case '^':
        return bitwise(operator, left, right);
      default:
        throw this.unfit(evaluation, operator, left, right, range);
    }
  }

  /** Numbers, texts by code points, arrays element by element. */
  compare(evaluation: Evaluation, left: Value, right: Value, range: SourceRange | undefined, operator = '<'): number {
    const a = this.seen(left);
    const b = this.seen(right);
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'string' && typeof b === 'string') return compareCharacters(a, b);
    if (isArray(a) && isArray(b)) {
      const length = Math.min(a.length, b.length);
      evaluation.step(length);
      for (let at = 0; at < length; at++) {
        const order = this.compare(evaluation, force(a[at]!), force(b[at]!), range, operator);
        if (order !== 0) return order;
      }
      return a.length - b.length;
    }
    if (range) throw this.unfit(evaluation, operator, a, b, range);
    throw failure('DS_KIND', `${kindOf(a)} and ${kindOf(b)} have no order`, { left: kindOf(a), right: kindOf(b) });
  }

  override unary(evaluation: Evaluation, operator: UnaryOperator, value: Value, range: SourceRange): Value {
    return super.unary(evaluation, operator, this.seen(value), range);
  }

  override index(evaluation: Evaluation, target: Value, index: Value, range: SourceRange): Value {
    if (typeof target === 'string' && typeof index === 'number') {
      const found = Number.isInteger(index) ? characterAt(target, index) : undefined;
      if (found !== undefined) return found;
      const length = characterCount(target);
      throw evaluation.fail('DS_INDEX', `index ${index} is outside of a text of ${length} characters`, range, {
        index,
        length,
      });
    }
    return super.index(evaluation, target, index, range);
  }

  override slice(evaluation: Evaluation, target: Value, bounds: SliceBounds, range: SourceRange): Value {
    if (!isArray(target) && typeof target !== 'string') {
      throw evaluation.fail('DS_KIND', `only arrays and texts have slices, found ${kindOf(target)}`, range);
    }
    const number = (bound: Value | undefined, otherwise: number, least: number): number => {
      if (bound === undefined || bound === null) return otherwise;
      if (typeof bound !== 'number') {
        throw evaluation.fail('DS_KIND', `the bounds of a slice are numbers, found ${kindOf(bound)}`, range);
      }
      if (!Number.isInteger(bound) || bound < least) {
        throw evaluation.fail(
          'DS_INDEX',
          `the bounds of a slice are whole numbers from ${least}, found ${bound}`,
          range,
        );
      }
      return bound;
    };
    const parts = typeof target === 'string' ? characters(target) : target;
    const from = number(bounds.from, 0, 0);
    const to = Math.min(parts.length, number(bounds.to, parts.length, 0));
    const step = number(bounds.step, 1, 1);
    const picked: Value[] = [];
    for (let at = from; at < to; at += step) picked.push(parts[at] as Value);
    return typeof target === 'string' ? (picked as string[]).join('') : picked;
  }

  override assertionMessage(evaluation: Evaluation, message: Value | undefined): string {
    return message === undefined ? 'this assertion does not hold' : this.toText(evaluation, message);
  }
}
