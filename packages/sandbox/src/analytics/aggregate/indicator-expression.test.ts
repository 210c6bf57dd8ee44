import { expect, test } from 'vitest';
import { evaluateExpression } from './indicator-expression.ts';

const values: Readonly<Record<string, number>> = { '#{a}': 6, '#{b.c}': 4 };
const evaluate = (expression: string): number | undefined => evaluateExpression(expression, (text) => values[text]);

test.each([
  ['#{a} + #{b.c} * 2', 14],
  ['(#{a} + #{b.c}) * 2', 20],
  ['-#{a} - 1.5', -7.5],
  ['2 ^ 3 ^ 2', 512],
  ['if(#{a} > #{b.c} && #{a} != 0, 10, 20)', 10],
  ['firstNonNull(#{missing}, 7)', 7],
  ['isNull(#{missing}) + isNotNull(#{a})', 2],
  ['greatest(1, #{a}, 3) - least(1, #{a})', 5],
  ['#{missing} + 5', 5],
])('%s is %d', (expression, result) => {
  expect(evaluate(expression)).toBe(result);
});

test('an operand without a value alone has no value', () => {
  expect(evaluate('#{missing}')).toBeUndefined();
});
