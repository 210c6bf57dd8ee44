import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { runRoute } from '../testing/run-route.ts';

test('the steps run only for messages that the predicate takes; what follows runs for all', async () => {
  const filtered = route('r')
    .from('timer:t')
    .castBody<number>()
    .filter(
      ({ body }) => body > 1,
      (steps) => steps.to('mock:in'),
    )
    .to('mock:after');
  for (const [body, count] of [
    [1, 0],
    [2, 1],
  ] as const) {
    const run = await runRoute(filtered, body);
    expect(run.mocks.get('mock:in').received).toHaveLength(count);
    expect(run.mocks.get('mock:after').received).toHaveLength(1);
  }
});

test('statusPropertyName keeps whether the message passed', async () => {
  const filtered = route('r')
    .from('timer:t')
    .eip(
      'filter',
      { expression: { language: 'function', function: () => false }, statusPropertyName: 'passed' },
      (steps) => steps,
    );
  expect((await runRoute(filtered, 'x')).exchange.property('passed')).toBe(false);
});
