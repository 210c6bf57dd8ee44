import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { runRoute } from '../testing/run-route.ts';

const sized = route('r')
  .from('timer:t')
  .castBody<number>()
  .choice((choice) =>
    choice
      .when(
        ({ body }) => body > 100,
        (steps) => steps.setBody('huge'),
      )
      .when(
        async ({ body }) => await Promise.resolve(body > 10),
        (steps) => steps.setBody('big'),
      )
      .otherwise((steps) => steps.setBody('small')),
  );

test('the first branch whose predicate holds is taken, whether it waits or not', async () => {
  for (const [body, taken] of [
    [1000, 'huge'],
    [50, 'big'],
    [1, 'small'],
  ] as const)
    expect((await runRoute(sized, body)).body).toBe(taken);
});

test('without a branch that holds and without otherwise the message stays as it is', async () => {
  const none = route('r')
    .from('timer:t')
    .castBody<number>()
    .choice((choice) =>
      choice.when(
        () => false,
        (steps) => steps.setBody('taken'),
      ),
    );
  expect((await runRoute(none, 5)).body).toBe(5);
});

test('with precondition the branch is decided once, when the route starts', async () => {
  let asked = 0;
  const when = {
    kind: 'when',
    options: { expression: { language: 'function', function: () => ++asked > 0 } },
    steps: [{ kind: 'setBody', options: { expression: { language: 'function', function: () => 'first' } } }],
  };
  const once = route('r')
    .from('timer:t')
    .eip('choice', { precondition: true, when: [when] });
  expect((await runRoute(once, 'x')).body).toBe('first');
  expect(asked).toBe(1);
});
