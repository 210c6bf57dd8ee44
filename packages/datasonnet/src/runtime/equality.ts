import { failure } from '../errors/datasonnet-errors.ts';
import type { Evaluation } from './evaluation.ts';
import { FunctionValue } from './function-value.ts';
import { LayeredObject, getField } from './object-value.ts';
import type { ArrayValue, ObjectValue, Value } from './value.ts';
import { ExactNumber, force, isArray, isObject } from './value.ts';

/**
 * Deep equality of data.
 *
 * @param demand `whole`: both sides are evaluated to the end first, so that an error anywhere in them is an error (the
 *   mapper's way); `needed`: only as far as the answer needs it (Jsonnet's).
 */
export function deepEqual(evaluation: Evaluation, left: Value, right: Value, demand: 'whole' | 'needed'): boolean {
  if (left === right && !isCompound(left)) return !(typeof left === 'number' && Number.isNaN(left));
  if (!isCompound(left) && !isCompound(right)) return scalarEqual(evaluation, left, right);
  if (left instanceof FunctionValue || right instanceof FunctionValue) {
    return functionEqual(evaluation, left, right, demand);
  }
  if (demand === 'whole') {
    evaluateWhole(evaluation, left);
    evaluateWhole(evaluation, right);
  }
  return compoundEqual(evaluation, left, right, demand);
}

function isCompound(value: Value): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

function scalarEqual(evaluation: Evaluation, left: Value, right: Value): boolean {
  if (left instanceof ExactNumber || right instanceof ExactNumber) return evaluation.semantics.exactEqual(left, right);
  return left === right;
}

function functionEqual(evaluation: Evaluation, left: Value, right: Value, demand: 'whole' | 'needed'): boolean {
  const isLeft = left instanceof FunctionValue;
  if (isLeft && right instanceof FunctionValue) throw failure('DS_KIND', 'functions cannot be compared');
  if (demand === 'needed') return false;
  const called = isLeft ? evaluation.call(left, []) : left;
  const other = right instanceof FunctionValue ? evaluation.call(right, []) : right;
  return deepEqual(evaluation, called, other, demand);
}

function compoundEqual(evaluation: Evaluation, left: Value, right: Value, demand: 'whole' | 'needed'): boolean {
  if (isArray(left)) return isArray(right) && arraysEqual(evaluation, left, right, demand);
  if (isObject(left)) return isObject(right) && objectsEqual(evaluation, left, right, demand);
  return false;
}

function arraysEqual(evaluation: Evaluation, left: ArrayValue, right: ArrayValue, demand: 'whole' | 'needed'): boolean {
  if (left.length !== right.length) return false;
  evaluation.step(left.length);
  for (let at = 0; at < left.length; at++) {
    if (!partEqual(evaluation, force(left[at]!), force(right[at]!), demand)) return false;
  }
  return true;
}

function objectsEqual(
  evaluation: Evaluation,
  left: ObjectValue,
  right: ObjectValue,
  demand: 'whole' | 'needed',
): boolean {
  const names = evaluation.visibleFields(left);
  const others = evaluation.visibleFields(right);
  if (names.length !== others.length) return false;
  const known = new Set(others);
  if (!names.every((name) => known.has(name))) return false;
  evaluation.step(names.length);
  return names.every((name) => partEqual(evaluation, getField(left, name)!, getField(right, name)!, demand));
}

function partEqual(evaluation: Evaluation, left: Value, right: Value, demand: 'whole' | 'needed'): boolean {
  if (!isCompound(left) && !isCompound(right)) return scalarEqual(evaluation, left, right);
  if (left instanceof FunctionValue || right instanceof FunctionValue) {
    return functionEqual(evaluation, left, right, demand);
  }
  return compoundEqual(evaluation, left, right, demand);
}

/** Evaluates every element and visible field, deeply; functions are called without arguments. */
export function evaluateWhole(evaluation: Evaluation, value: Value): void {
  if (isArray(value)) {
    evaluation.step(value.length);
    for (const element of value) evaluateWhole(evaluation, force(element));
  } else if (value instanceof FunctionValue) evaluateWhole(evaluation, evaluation.call(value, []));
  else if (value instanceof LayeredObject) {
    value.checkAssertions();
    const names = evaluation.visibleFields(value);
    evaluation.step(names.length + 1);
    for (const name of names) evaluateWhole(evaluation, value.get(name)!);
  }
}
