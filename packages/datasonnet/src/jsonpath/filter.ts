import { compileRegex } from '../regex/regex.ts';
import { JsonPathError } from './path-syntax.ts';
import type { FilterCondition, FilterOperand, Json, ParsedPath, PathEvaluator } from './path-syntax.ts';

/** Whether an element passes a filter. */
export function accepts(condition: FilterCondition, element: Json, root: Json, evaluate: PathEvaluator): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => accepts(part, element, root, evaluate));
    case 'or':
      return condition.parts.some((part) => accepts(part, element, root, evaluate));
    case 'not':
      return !accepts(condition.part, element, root, evaluate);
    case 'exists':
      return valueAt(condition.path, element, root, evaluate) !== undefined;
    case 'compare':
      return compare(condition.operator, condition.left, condition.right, element, root, evaluate);
  }
}

function valueAt(path: ParsedPath, element: Json, root: Json, evaluate: PathEvaluator): Json | undefined {
  try {
    const { definite, values } = evaluate(path, path.relative ? element : root, root);
    return definite ? values.at(-1) : values;
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function compare(
  operator: string,
  left: FilterOperand,
  right: FilterOperand,
  element: Json,
  root: Json,
  evaluate: PathEvaluator,
): boolean {
  if (operator === '=~') {
    const value = operandValue(left.kind === 'regex' ? right : left, element, root, evaluate);
    const pattern = left.kind === 'regex' ? left : right;
    if (pattern.kind !== 'regex' || value === undefined) return false;
    const regex = compileRegex(pattern.source, 'java');
    const texts = Array.isArray(value) ? value : [value];
    return texts.some((text) => (typeof text === 'string' || typeof text === 'number') && regex.matches(String(text)));
  }
  const a = operandValue(left, element, root, evaluate);
  const b = operandValue(right, element, root, evaluate);
  switch (operator) {
    case '==':
      return equal(a, b);
    case '!=':
      return !equal(a, b);
    case '===':
      return typeof a === typeof b && equal(a, b);
    case '!==':
      return !(typeof a === typeof b && equal(a, b));
    case '<':
      return ordered(a, b, (order) => order < 0);
    case '<=':
      return ordered(a, b, (order) => order <= 0);
    case '>':
      return ordered(a, b, (order) => order > 0);
    case '>=':
      return ordered(a, b, (order) => order >= 0);
    case 'size':
      return sizeOf(a) !== undefined && sizeOf(a) === b;
    case 'empty':
      return sizeOf(a) !== undefined && typeof b === 'boolean' && (sizeOf(a) === 0) === b;
    case 'contains':
      if (typeof a === 'string') return typeof b === 'string' && a.includes(b);
      return Array.isArray(a) && a.some((item) => equal(item as Json, b));
    case 'type':
      return typeof b === 'string' && typeName(a) === b.toLowerCase();
    default:
      return membership(operator, a, b);
  }
}

function membership(operator: string, a: Json | undefined, b: Json | undefined): boolean {
  if (!isList(b)) return false;
  const inside = (item: Json | undefined): boolean => b.some((other) => equal(item, other));
  if (operator === 'in') return inside(a);
  if (operator === 'nin') return !inside(a);
  if (!isList(a)) return false;
  if (operator === 'subsetof') return a.every(inside);
  if (operator === 'anyof') return a.some(inside);
  if (operator === 'noneof') return !a.some(inside);
  return b.every((item) => a.some((other) => equal(item, other)));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function operandValue(operand: FilterOperand, element: Json, root: Json, evaluate: PathEvaluator): Json | undefined {
  if (operand.kind === 'regex') return operand.source;
  return operand.kind === 'path' ? valueAt(operand.path, element, root, evaluate) : operand.value;
}

/** A number and the text of the same number are equal here. */
function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (typeof a === 'number' && typeof b === 'string') return b.trim() !== '' && Number(b) === a;
  if (typeof a === 'string' && typeof b === 'number') return a === String(b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}

function ordered(a: Json | undefined, b: Json | undefined, test: (order: number) => boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return test(a - b);
  if (typeof a === 'string' && typeof b === 'string') return test(a < b ? -1 : a > b ? 1 : 0);
  return false;
}

function sizeOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' || isList(value) ? value.length : undefined;
}

function typeName(value: Json | undefined): string {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  return typeof value === 'object' ? 'json' : typeof value;
}
