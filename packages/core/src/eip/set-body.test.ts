import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('the body becomes what the expression answers, at once or later', async () => {
  const expression = { language: 'simple', expression: '${body}-${header.h}' };
  const run = await runSteps((steps) => steps.eip('setBody', { expression }), 'a', { headers: { h: 1 } });
  expect(run.body).toBe('a-1');
  const later = await runSteps((steps) => steps.setBody(async ({ body }) => [await Promise.resolve(body)]), 'a');
  expect(later.body).toEqual(['a']);
});

test('an expression without an answer leaves a null body', async () => {
  expect((await runSteps((steps) => steps.setBody(() => undefined), 'a')).body).toBeNull();
});

test('an optional placeholder without a value gives null', async () => {
  const expression = { language: 'constant', expression: '{{?nope}}' };
  expect((await runSteps((steps) => steps.eip('setBody', { expression }), 'a')).body).toBeNull();
});
