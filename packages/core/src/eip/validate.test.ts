import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';

test('messages that the predicate does not take fail, with the predicate in the message', async () => {
  const check = (body: unknown) =>
    runSteps((steps) => steps.validate({ language: 'simple', expression: '${body} > 3' }), body);
  expect((await check(4)).exception).toBeUndefined();
  const { exception } = await check(3);
  expect(exception).toMatchObject({ code: 'ROUTE_VALIDATION_FAILED' });
  expect((exception as Error).message).toContain('Predicate[body > 3]');
});

test('a function may make the error', async () => {
  const run = await runSteps((steps) =>
    steps.eip('validate', {
      expression: { language: 'constant', expression: 'false' },
      predicateExceptionFactory: () => new RangeError('too small'),
    }),
  );
  expect(run.exception).toEqual(new RangeError('too small'));
});
