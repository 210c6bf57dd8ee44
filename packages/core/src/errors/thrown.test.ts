import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';
import type { RouteSteps } from '../builder/route-steps.ts';
import type { HeaderTypes } from '../builder/message.ts';

type Steps = RouteSteps<unknown, HeaderTypes>;

// oxlint-disable-next-line typescript/only-throw-error, typescript/prefer-promise-reject-errors -- that is what it is about
const ways: readonly (() => never | Promise<never>)[] = [
  () => {
    // oxlint-disable-next-line typescript/only-throw-error
    throw undefined;
  },
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors
  () => Promise.reject(),
];
const again = { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } };

const places: Readonly<Record<string, (steps: Steps, fail: () => never | Promise<never>) => Steps>> = {
  'a step': (steps, fail) => steps.process(fail),
  'a step that is tried again': (steps, fail) => steps.errorHandler('defaultErrorHandler', again).process(fail),
  'a part': (steps, fail) => steps.split((part) => part.process(fail) as never),
  'the strategy of parts side by side': (steps, fail) =>
    steps.split((part) => part, { parallelProcessing: true, aggregationStrategy: fail }),
  'the preparation of a part': (steps, fail) => steps.split((part) => part, { onPrepare: fail }),
  'the preparation of a tap': (steps, fail) => steps.wireTap('mock:tap', { onPrepare: fail }),
};

test.each(Object.entries(places))('%s that throws nothing has failed', async (_, build) => {
  for (const fail of ways) {
    const run = await runSteps((steps) => build(steps as Steps, fail).to('mock:after'), ['x']);
    expect(run.exception).toBeInstanceOf(Error);
    expect(run.mocks.get('mock:after').received).toHaveLength(0);
  }
});
