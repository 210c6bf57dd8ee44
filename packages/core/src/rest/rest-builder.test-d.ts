import { expectTypeOf, test } from 'vitest';
import { direct } from '@dhow/components/direct';
import { z } from 'zod';
import { rest } from './rest-builder.ts';

test('parameters have the types that they were declared with', () => {
  rest('/units')
    .get('/{unit}/reports/:id')
    .param('limit', { type: 'integer', default: 1 })
    .param('open', { type: 'boolean' })
    .param('month', { required: true, values: ['jan', 'feb'] })
    .route((steps) =>
      steps.process(({ header }) => {
        expectTypeOf(header('unit')).toEqualTypeOf<string>();
        expectTypeOf(header('id')).toEqualTypeOf<string>();
        expectTypeOf(header('limit')).toEqualTypeOf<number>();
        expectTypeOf(header('open')).toEqualTypeOf<boolean | undefined>();
        expectTypeOf(header('month')).toEqualTypeOf<'jan' | 'feb'>();
        expectTypeOf(header('other')).toEqualTypeOf<unknown>();
      }),
    );
});

test('a body is what its schema says, and goes only to what takes it', () => {
  const taken = rest('/units')
    .post()
    .body(z.object({ cases: z.number() }));
  taken.route((steps) => {
    expectTypeOf(steps.steps).toBeArray();
    return steps.transform(({ body }) => body.cases);
  });
  taken.to(direct<{ readonly cases: number }>('reports'));
  // @ts-expect-error -- the route takes texts
  taken.to(direct<string>('texts'));
});
