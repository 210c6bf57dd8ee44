import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { runRoute } from './run-route.ts';

const report = route('report')
  .from('timer:never')
  .castBody<string>()
  .setHeader('kind', 'report')
  .transform(({ body }) => body.toUpperCase())
  .to('http:api.example.org/reports');

test('a message goes through the steps, and what is sent on is seen', async () => {
  const run = await runRoute(report, 'june', {
    mock: ['http'],
    prepare: ({ mocks }) => void mocks.get('http:api.example.org/reports').reply('stored'),
  });
  expect(run.body).toBe('stored');
  expect(run.mocks.get('http:api.example.org/reports').bodies).toEqual(['JUNE']);
  expect(run.headers).toEqual({ kind: 'report' });
});

test('each step shows what it did to the message', async () => {
  const run = await runRoute(report, 'june', { mock: ['http'] });
  expect(run.steps.map(({ kind }) => kind)).toEqual(['setHeader', 'transform', 'to']);
  expect(run.steps[1]).toMatchObject({ before: { body: 'june' }, after: { body: 'JUNE' } });
});

test('the coverage names the steps that no message passed', async () => {
  const branching = route('branching')
    .from('timer:never')
    .castBody<number>()
    .choice((choice) =>
      choice
        .when(
          ({ body }) => body > 0,
          (steps) => steps.setBody('positive'),
        )
        .otherwise((steps) => steps.log('negative')),
    );
  const { coverage } = await runRoute(branching, 1);
  expect(coverage.uncovered.map(({ kind }) => kind)).toEqual(['log']);
  expect(coverage.share).toBeCloseTo(2 / 3);
});

test('waits of the route pass at once, by virtual time', async () => {
  const slow = route('slow').from('timer:never').delay(3_600_000).setBody('done');
  expect((await runRoute(slow, 'x')).body).toBe('done');
});

test('a failure is in the result, not thrown', async () => {
  const failing = route('failing').from('timer:never').throwException('java.io.IOException', 'broken');
  expect((await runRoute(failing, 'x')).exception).toMatchObject({
    exceptionType: 'java.io.IOException',
    message: 'broken',
  });
});
