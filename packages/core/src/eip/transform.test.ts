import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('the body becomes what the expression answers', async () => {
  const run = await runSteps((steps) => steps.transform(({ body }) => `${String(body)}!`), 'a');
  expect(run.body).toBe('a!');
  expect((await runSteps((steps) => steps.transform(() => undefined), 'a')).body).toBeNull();
});

test('instead of an expression it may name data types, as transformDataType does', async () => {
  const beans = {
    'text>upper': (body: unknown) => String(body).toUpperCase(),
    upper: () => 'from any type',
  };
  const types = { fromType: 'text', toType: 'upper' };
  expect((await runSteps((steps) => steps.eip('transform', types), 'a', { beans })).body).toBe('A');
  expect((await runSteps((steps) => steps.eip('transform', { toType: 'upper' }), 'a', { beans })).body).toBe(
    'from any type',
  );
});

test('one of the two is needed', async () => {
  await expect(startSteps((steps) => steps.eip('transform', {}))).rejects.toThrow('an expression or toType is needed');
});

test('and both together are refused', async () => {
  const both = { expression: { language: 'constant', expression: 'x' }, fromType: 'text' };
  await expect(startSteps((steps) => steps.eip('transform', both))).rejects.toThrow('keep one');
});
