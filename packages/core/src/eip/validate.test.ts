import { expect, test } from 'vitest';
import { messageOf, runSteps } from '../../test/run-steps.ts';

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

test('the message shows the condition as Camel does', async () => {
  const shown = async (expression: string) => {
    const { exception } = await runSteps((steps) =>
      steps.eip('validate', { expression: { language: 'simple', expression } }),
    );
    return /Predicate\[(.*)\]\. /.exec(messageOf(exception))?.[1];
  };
  expect(await shown("${body} == 'a'")).toBe('body == a');
  expect(await shown("${body} regex '[0-9]+'")).toBe("${body} regex '[0-9]+'");
  expect(await shown("${header.h} == 'a' && ${body} == 'in b'")).toBe("${header.h} == 'a' && ${body} == 'in b'");
});

test.each(['header', 'exchangeProperty', 'variable'])('a %s is shown as one', async (language) => {
  const { exception } = await runSteps((steps) => steps.eip('validate', { expression: { language, expression: 'x' } }));
  expect(messageOf(exception)).toContain(`Predicate[${language}(x)]`);
});
