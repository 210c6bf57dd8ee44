import type { SourceRange } from '../source/source-text.ts';
import type { BinaryOperator, UnaryOperator } from '../syntax/syntax-tree.ts';
import type { Evaluation } from './evaluation.ts';
import type { Kind, ObjectValue, Value } from './value.ts';

/** The operators that compute from two values; the others decide what is evaluated at all. */
export type ValueOperator = Exclude<BinaryOperator, 'default' | '&&' | '||' | '??'>;

/**
 * What the profiles see differently: operators, indexes, spelling of numbers. The compiler handles the common pairs of
 * kinds itself and comes here for the rest.
 */
export interface Semantics {
  kindOf(value: Value): Kind;
  visibleFields(evaluation: Evaluation, object: ObjectValue): readonly string[];
  equal(evaluation: Evaluation, left: Value, right: Value): boolean;
  /** Equality of two scalars of which one is an `ExactNumber`. */
  exactEqual(left: Value, right: Value): boolean;
  /** What `+` and `std.toString` make of it. */
  toText(evaluation: Evaluation, value: Value): string;
  toJson(evaluation: Evaluation, value: Value): string;
  jsonNumber(value: number): string;
  binary(evaluation: Evaluation, operator: ValueOperator, left: Value, right: Value, range: SourceRange): Value;
  unary(evaluation: Evaluation, operator: UnaryOperator, value: Value, range: SourceRange): Value;
  /** `target[index]`, where it is not a field of an object. */
  index(evaluation: Evaluation, target: Value, index: Value, range: SourceRange): Value;
  slice(evaluation: Evaluation, target: Value, bounds: SliceBounds, range: SourceRange): Value;
  /** For a value of a condition or of `&&` and `||` that is no boolean. */
  notBoolean(evaluation: Evaluation, value: Value, what: string, range: SourceRange): Error;
  /** The message of an assertion that does not hold, with what the mapping says to it. */
  assertionMessage(evaluation: Evaluation, message: Value | undefined, range: SourceRange): string;
  /** Whether numbers that leave the range of doubles are an error. */
  readonly checksOverflow: boolean;
}

export interface SliceBounds {
  readonly from: Value | undefined;
  readonly to: Value | undefined;
  readonly step: Value | undefined;
}
