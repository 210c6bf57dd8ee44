import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';
import type { RouteSteps } from '../builder/route-steps.ts';
import type { HeaderTypes } from '../builder/message.ts';

type Steps = RouteSteps<unknown, HeaderTypes>;
const forEver = { redeliveryPolicy: { maximumRedeliveries: -1, redeliveryDelay: 0 } };

/** Routes that never end by themselves, and wait for nothing. */
const endless: Readonly<Record<string, (steps: Steps) => Steps>> = {
  'a loop': (steps) =>
    steps.loopWhile(
      () => true,
      (round) => round,
    ),
  'a dynamic router': (steps) => steps.dynamicRouter(() => 'mock:a'),
  'a step that is tried for ever': (steps) =>
    steps.errorHandler('defaultErrorHandler', forEver).process(() => {
      throw new Error('down');
    }),
};

test.each(Object.entries(endless))(
  '%s without a wait lets others have their turn, and can be ended',
  async (_, build) => {
    const abort = new AbortController();
    setImmediate(() => abort.abort(new Error('not wanted any more')));
    const run = await runSteps((steps) => build(steps as Steps), 'x', { signal: abort.signal });
    expect(run.exception).toBeInstanceOf(Error);
  },
);
