import { JqError } from './jq-syntax.ts';
import { add, compareJson, isJsonObject, shownJson, wrongKinds, type JsonTree } from './jq-value.ts';

/** The number that a minus sign stands before, or a failure. */
export function number(value: JsonTree): number {
  if (typeof value === 'number') return value;
  throw new JqError(`${shownJson(value)} cannot be negated`, 'JsonQueryTypeException');
}

function ofNumbers(
  left: JsonTree,
  right: JsonTree,
  done: string,
  apply: (left: number, right: number) => number,
): number {
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
  throw wrongKinds(left, right, `be ${done}`);
}

function byZero(left: JsonTree, right: JsonTree, done: string): JqError {
  return new JqError(`${shownJson(left)} and ${shownJson(right)} cannot be ${done} because the divisor is zero`);
}

/** An operator of two values; `and`, `or` and `//` decide which of theirs they need and are not here. */
export function applyOperator(operator: string, left: JsonTree, right: JsonTree): JsonTree {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      if (Array.isArray(left) && Array.isArray(right)) {
        const gone = right as JsonTree[];
        return (left as JsonTree[]).filter((item) => !gone.some((other) => compareJson(item, other) === 0));
      }
      return ofNumbers(left, right, 'subtracted', (a, b) => a - b);
    case '*':
      if (isJsonObject(left) && isJsonObject(right)) return merged(left, right);
      if (typeof left === 'string' && typeof right === 'number') return right > 0 ? left.repeat(right) : null;
      return ofNumbers(left, right, 'multiplied', (a, b) => a * b);
    case '/':
      if (typeof left === 'string' && typeof right === 'string') return left.split(right);
      return ofNumbers(left, right, 'divided', (a, b) => {
        if (b === 0) throw byZero(left, right, 'divided');
        return a / b;
      });
    case '%':
      return ofNumbers(left, right, 'divided (remainder)', (a, b) => {
        if (Math.trunc(b) === 0) throw byZero(left, right, 'divided (remainder)');
        return Math.trunc(a) % Math.trunc(b);
      });
    default: {
      const order = compareJson(left, right);
      if (operator === '==') return order === 0;
      if (operator === '!=') return order !== 0;
      if (operator === '<') return order < 0;
      if (operator === '<=') return order <= 0;
      return operator === '>' ? order > 0 : order >= 0;
    }
  }
}

type JsonObject = { [key: string]: JsonTree };

/** `*` of objects goes into those that both have. */
function merged(left: JsonObject, right: JsonObject): JsonObject {
  const both = Object.entries(right).map(([key, value]) => {
    const own = Object.hasOwn(left, key) ? left[key]! : null;
    return [key, isJsonObject(own) && isJsonObject(value) ? merged(own, value) : value] as const;
  });
  return { ...left, ...Object.fromEntries(both) };
}
