import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('it runs for its effect, the route waits for it, and its value is dropped', async () => {
  const seen: unknown[] = [];
  const expression = {
    language: 'function',
    function: async ({ body }: { body: unknown }) => {
      await Promise.resolve();
      seen.push(body);
      return 'dropped';
    },
  };
  const run = await runSteps(
    (steps) => steps.eip('script', { expression }).process(() => void seen.push('after')),
    'kept',
  );
  expect([run.body, seen]).toEqual(['kept', ['kept', 'after']]);
});
