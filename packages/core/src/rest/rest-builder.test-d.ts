import { expectTypeOf } from 'vitest';
import { z } from 'zod';
import type { EndpointRef } from '../builder/refs.ts';
import { rest } from './rest-builder.ts';

declare const reports: EndpointRef<{ readonly cases: number }, unknown>;
declare const texts: EndpointRef<string, unknown>;

// Parameters have the types that they were declared with.
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

// A body is what its schema says, and goes only to what takes it.
const taken = rest('/units')
  .post()
  .body(z.object({ cases: z.number() }));
taken.route((steps) =>
  steps.transform(({ body }) => {
    expectTypeOf(body).toEqualTypeOf<{ cases: number }>();
    return body.cases;
  }),
);
taken.to(reports);
// @ts-expect-error -- the route takes texts
taken.to(texts);
