import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('it ends the message well: no further step runs', async () => {
  const run = await runSteps((steps) => steps.to('mock:before').stop().to('mock:after'), 'a');
  expect([run.exception, run.body]).toEqual([undefined, 'a']);
  expect(['before', 'after'].map((name) => run.mocks.get(`mock:${name}`).received.length)).toEqual([1, 0]);
});

test('in a part of a split it ends that part alone', async () => {
  const run = await runSteps(
    (steps) =>
      steps
        .split((part) =>
          part
            .filter(
              ({ body }) => body === 1,
              (first) => first.stop(),
            )
            .to('mock:part'),
        )
        .to('mock:after'),
    [1, 2],
  );
  expect(run.mocks.get('mock:part').bodies).toEqual([2]);
  expect(run.mocks.get('mock:after').received).toHaveLength(1);
});
