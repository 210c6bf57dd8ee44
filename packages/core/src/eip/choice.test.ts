import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { startSteps } from '../../test/run-steps.ts';
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
  const asked = async (precondition: boolean) => {
    let count = 0;
    const when = {
      kind: 'when',
      options: { expression: { language: 'function', function: () => ++count > 0 } },
      steps: [{ kind: 'to', options: { uri: 'mock:first' } }],
    };
    const context = await startSteps((steps) => steps.eip('choice', { precondition, when: [when] }));
    for (const body of ['a', 'b']) await context.send('loopback:in', body);
    expect(context.mocks.get('mock:first').bodies).toEqual(['a', 'b']);
    return count;
  };
  expect(await asked(true)).toBe(1);
  expect(await asked(false)).toBe(2);
});
