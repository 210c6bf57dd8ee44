import { JqError } from './jq-syntax.ts';
import { add, compareJson, isJsonObject, jsonKind, type JsonTree } from './jq-value.ts';

/** The value as a number, or a failure. */
export function number(value: JsonTree): number {
  if (typeof value === 'number') return value;
  throw new JqError(`${jsonKind(value)} (${JSON.stringify(value)}) is no number`);
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
      return number(left) - number(right);
    case '*':
      if (isJsonObject(left) && isJsonObject(right)) return merged(left, right);
      if (typeof left === 'string' && typeof right === 'number') return right > 0 ? left.repeat(right) : null;
      return number(left) * number(right);
    case '/':
      if (typeof left === 'string' && typeof right === 'string') return left.split(right);
      if (right === 0) throw new JqError(`${JSON.stringify(left)} cannot be divided by zero`);
      return number(left) / number(right);
    case '%':
      if (Math.trunc(number(right)) === 0) {
        throw new JqError(`${JSON.stringify(left)} cannot be divided (remainder): the divisor is zero`);
      }
      return Math.trunc(number(left)) % Math.trunc(number(right));
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
