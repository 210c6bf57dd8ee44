import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('its steps run one after the other, and what follows gets what they left', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .pipeline((inner) => inner.setBody('a').transform(({ body }) => `${body}b`))
        .transform(({ body }) => `${String(body)}c`),
    'x',
  );
  expect(run.body).toBe('abc');
});

test('a step that ends the message ends what follows, too', async () => {
  const run = await runSteps((steps) => steps.pipeline((inner) => inner.stop().to('mock:in')).to('mock:after'));
  expect(['in', 'after'].map((name) => run.mocks.get(`mock:${name}`).received.length)).toEqual([0, 0]);
});
