import { iterate } from '../../../convert/convert-collection.ts';
import { tryConvert } from '../../../convert/convert.ts';
import { combine, convertOrNull, requiredInteger, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { call, type FunctionCall, type SimpleFunction } from '../function-call.ts';

/** A whole number out of one number. */
function ofNumber(name: string, description: string, apply: (value: number) => number, type: string): SimpleFunction {
  return call(name, [0, 1], [`${name}()`, `${name}(exp)`], description, (of) =>
    combine([of.argument(0)], ([value]) => {
      const number = convertOrNull(value, type);
      return number === null ? null : apply(Number(number)) + 0;
    }),
  );
}

/** The whole numbers among the values and among the items of the values; anything else does not count. */
function wholeNumbers(values: readonly unknown[]): number[] {
  const found: number[] = [];
  for (const value of values) {
    for (const item of iterate(value)) {
      const whole = tryConvert(item, 'java.lang.Long');
      if (whole !== undefined) found.push(Number(whole));
    }
  }
  return found;
}

/** A whole number out of many; null when there is none. */
function ofNumbers(name: string, description: string, apply: (values: readonly number[]) => number): SimpleFunction {
  return call(name, [0, Infinity], [`${name}(exp,…)`], description, (of) =>
    combine(
      of.args.map((_, index) => of.argument(index)),
      (values) => {
        const numbers = wholeNumbers(values);
        return numbers.length === 0 ? null : apply(numbers);
      },
    ),
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function range(from: number, to: number): number[] | null {
  return from < 0 || to <= from ? null : Array.from({ length: to - from }, (_, i) => from + i);
}

function random(from: number, to: number): number {
  if (to <= from) throw new LanguageError('SIMPLE_ARGUMENT', 'bound must be positive');
  return from + Math.floor(Math.random() * (to - from));
}

export const numberFunctions: readonly SimpleFunction[] = [
  ofNumber('abs', 'The number without its sign, whole.', Math.abs, 'java.lang.Long'),
  ofNumber('ceil', 'The number rounded up to a whole one.', Math.ceil, 'java.lang.Double'),
  ofNumber('floor', 'The number rounded down to a whole one.', Math.floor, 'java.lang.Double'),
  ofNumbers('sum', 'The sum of whole numbers.', sum),
  ofNumbers('average', 'The average of whole numbers, its fraction cut.', (values) =>
    Math.trunc(sum(values) / values.length),
  ),
  ofNumbers('min', 'The least of whole numbers.', (values) => values.reduce((a, b) => Math.min(a, b))),
  ofNumbers('max', 'The greatest of whole numbers.', (values) => values.reduce((a, b) => Math.max(a, b))),
  call(
    'range',
    [1, 2],
    ['range(to)', 'range(from,to)'],
    'Whole numbers from one (or 1) up to another, without it; null when there are none or the first is below 0.',
    (of) => ofBounds(of, 1, range),
  ),
  call(
    'random',
    [1, 2],
    ['random(to)', 'random(from,to)'],
    'A whole number from 0 or the first up to the last, without it.',
    (of) => ofBounds(of, 0, random),
  ),
];

/** Two bounds, of which the first may be left out; they are written without quotes. */
function ofBounds(of: FunctionCall, least: number, apply: (from: number, to: number) => unknown): Evaluate {
  const bounds = of.quotedArgs().map((bound) => of.expression(bound));
  const from: Evaluate = bounds.length > 1 ? bounds[0]! : () => least;
  return combine([from, bounds.at(-1)!], ([a, b]) =>
    apply(requiredInteger(a, `The least of ${of.text}`), requiredInteger(b, `The bound of ${of.text}`)),
  );
}
