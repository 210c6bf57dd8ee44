import { JsonPathError } from './path-syntax.ts';
import type { Json } from './path-syntax.ts';

/** The functions that may end a path: `length()`, `sum()`, `avg()`, `min()`, `max()`, `stddev()`, `first()`, `last()`, `index(n)`, `keys()`. */
export function applyFunction(name: string, argument: string, value: Json): Json {
  switch (name) {
    case 'length':
    case 'size':
      if (Array.isArray(value)) return value.length;
      return typeof value === 'object' && value !== null ? Object.keys(value).length : null;
    case 'keys':
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
      // Java prints a set of names without quotes; only numbers and the empty set can be read again.
      return `[${Object.keys(value).join(', ')}]`;
    case 'first':
      return element(value, 0);
    case 'last':
      return element(value, -1);
    case 'index':
      return element(value, Number(argument));
    case 'min':
      return numbersOf(value).reduce((least, number) => Math.min(least, number));
    case 'max':
      return numbersOf(value).reduce((most, number) => Math.max(most, number));
    case 'sum':
      return sum(numbersOf(value));
    case 'avg':
      return sum(numbersOf(value)) / numbersOf(value).length;
    case 'stddev': {
      const numbers = numbersOf(value);
      const mean = sum(numbers) / numbers.length;
      return Math.sqrt(sum(numbers.map((x) => x * x)) / numbers.length - mean * mean);
    }
    default:
      throw new JsonPathError(`Function with name: ${name} does not exist.`, 'InvalidPathException');
  }
}

function element(value: Json, index: number): Json {
  if (!Array.isArray(value)) throw nothingToCompute();
  const item = (value as readonly Json[]).at(index);
  if (item === undefined) throw new JsonPathError('the array has no such element');
  return item;
}

function numbersOf(value: Json): number[] {
  const numbers = Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
  if (numbers.length === 0) throw nothingToCompute();
  return numbers;
}

function nothingToCompute(): JsonPathError {
  const message = 'Aggregation function attempted to calculate value using empty array';
  return new JsonPathError(message, 'JsonPathException');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
