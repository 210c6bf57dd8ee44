import { expect, test } from 'vitest';
import { messageOf, runSteps, startSteps } from '../../test/run-steps.ts';

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

test('blanks beside a placeholder without text are dropped, unless they are wanted', async () => {
  const text = (options: Readonly<Record<string, unknown>>) =>
    runSteps(
      (steps) => steps.eip('setBody', { expression: { language: 'simple', expression: '{{word}} ${body}', options } }),
      'a',
      { properties: { word: '' } },
    );
  expect((await text({})).body).toBe('a');
  expect((await text({ trim: false })).body).toBe(' a');
});

const failing = { language: 'method', expression: 'teller?method=tell' };
const named = { name: 'a', expression: failing };

test.each([
  ['setBody', { expression: failing }],
  ['transform', { expression: failing }],
  ['setHeader', named],
  ['setHeaders', { headers: [named, { name: 'b', expression: { language: 'constant', expression: '2' } }] }],
  ['setProperty', named],
  ['setVariable', named],
])('%s by a bean that fails leaves the message as it was', async (step, options) => {
  const tell = () => {
    throw new Error('no answer');
  };
  const context = await startSteps(
    (steps) =>
      steps
        .setProperty('a', () => 1)
        .setVariable('a', () => 1)
        .eip(step, options),
    { beans: { teller: { tell } } },
  );
  const exchange = await context.send('loopback:in', 'x', { headers: { a: 1 } });
  expect(messageOf(exchange.exception)).toBe('no answer');
  expect(exchange.body).toBe('x');
  expect(exchange.headers.toObject()).toEqual({ a: 1 });
  expect([exchange.property('a'), exchange.variable('a')]).toEqual([1, 1]);
});
