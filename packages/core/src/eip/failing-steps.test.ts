import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { runSteps } from '../../test/run-steps.ts';

test('throwException throws its class with a message in Simple', async () => {
  const run = await runSteps(
    (steps) => steps.throwException('java.io.IOException', 'no ${body}').to('mock:after'),
    'disk',
  );
  expect(exceptionTypeOf(run.exception)).toBe('java.io.IOException');
  expect((run.exception as Error).message).toBe('no disk');
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('throwException throws an object', async () => {
  const ref = new RangeError('mine');
  expect((await runSteps((steps) => steps.eip('throwException', { ref }))).exception).toBe(ref);
});

test('rollback fails the message, or only marks it', async () => {
  const failed = await runSteps((steps) => steps.rollback('not good').to('mock:after'));
  expect(failed.exception).toMatchObject({ code: 'ROUTE_ROLLBACK' });
  const marked = await runSteps((steps) => steps.eip('rollback', { markRollbackOnly: true }).to('mock:after'));
  expect(marked.exception).toBeUndefined();
  expect(marked.exchange.rollbackOnly).toBe(true);
  expect(marked.mocks.get('mock:after').received).toHaveLength(0);
});

test('stop ends the message well', async () => {
  const run = await runSteps((steps) => steps.to('mock:before').stop().to('mock:after'));
  expect(run.exception).toBeUndefined();
  expect(run.mocks.get('mock:before').received).toHaveLength(1);
  expect(run.mocks.get('mock:after').received).toHaveLength(0);
});

test('script runs for its effect, and its value is dropped', async () => {
  const seen: unknown[] = [];
  const expression = {
    language: 'function',
    function: async ({ body }: { body: unknown }) => {
      await Promise.resolve();
      seen.push(body);
      return 'dropped';
    },
  };
  const run = await runSteps((steps) => steps.eip('script', { expression }), 'kept');
  expect([run.body, seen]).toEqual(['kept', ['kept']]);
});
