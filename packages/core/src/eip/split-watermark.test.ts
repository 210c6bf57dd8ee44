import { expect, test } from 'vitest';
import { runSteps } from '../../test/run-steps.ts';
import { memoryStateStore } from '../state/memory-store.ts';
import { WatermarkStore } from '../state/watermark-store.ts';

test('the state store keeps the watermark', async () => {
  const state = memoryStateStore();
  const parts = async (resumeStrategy: string, body: readonly number[]) => {
    const run = await runSteps(
      (steps) =>
        steps.eip(
          'split',
          { expression: { language: 'simple', expression: '${body}' }, resumeStrategy, watermarkKey: 'rows' },
          (part) => part.to('mock:part'),
        ),
      body,
      { state },
    );
    return run.mocks.get('mock:part').bodies;
  };
  expect([await parts('#state', [1, 2]), await parts('#state', [1, 2, 3])]).toEqual([[1, 2], [3]]);
  expect([await parts('#state:mine', [1, 2]), await parts('#state:mine', [1, 2, 3])]).toEqual([[1, 2], [3]]);
  expect(await new WatermarkStore(state).list()).toEqual([
    { name: 'mine/rows', value: 2 },
    { name: 'rows', value: 2 },
  ]);
});

/** Splits numbers with a watermark in the state store; which parts were worked on. */
function splitting(options: Readonly<Record<string, unknown>>, handles = false) {
  const state = memoryStateStore();
  const marks = new WatermarkStore(state);
  const run = async (body: unknown, fails?: (part: unknown) => boolean) => {
    const { mocks, exception } = await runSteps(
      (steps) =>
        steps
          .onException(['TypeError'], { handled: true }, (handling) => handling.to('mock:handled'))
          .eip(
            'split',
            {
              expression: { language: 'simple', expression: '${body}' },
              resumeStrategy: '#state',
              watermarkKey: 'rows',
              ...options,
            },
            (part) => part.to('mock:part'),
          ),
      body,
      {
        state,
        prepare: (context) =>
          void context.mocks.get('mock:part').whenReceived(({ body: part }) => {
            if (fails?.(part)) throw new (handles ? TypeError : RangeError)('bad part');
          }),
      },
    );
    return { parts: mocks.get('mock:part').bodies, exception };
  };
  return { run, mark: () => marks.get('rows') };
}

test('a stream is taken up behind the watermark part by part, and closed', async () => {
  let read = 0;
  let worked = 0;
  let most = 0;
  let closed = 0;
  async function* rows(count: number) {
    try {
      for (let n = 0; n < count; n++) {
        most = Math.max(most, ++read - worked);
        yield await Promise.resolve(n);
      }
    } finally {
      closed++;
    }
  }
  const { run, mark } = splitting({ streaming: true });
  const counting = () => (worked++, false);
  expect((await run(rows(100), counting)).parts).toHaveLength(100);
  expect(most).toBeLessThanOrEqual(3);
  expect((await run(rows(103))).parts).toEqual([100, 101, 102]);
  expect((await run(rows(103))).parts).toEqual([]);
  expect(await mark()).toBe(102);
  expect(closed).toBe(3);
});

test('a split that failed, or that ended early because of a failure that was handled, leaves the watermark', async () => {
  for (const handles of [false, true]) {
    const { run, mark } = splitting({ stopOnException: true }, handles);
    await run([1, 2]);
    expect(await mark()).toBe(1);
    const second = await run([1, 2, 3, 4, 5], (part) => part === 4);
    expect(second.parts).toEqual([3, 4]);
    expect(await mark()).toBe(1);
    expect((await run([1, 2, 3, 4, 5])).parts).toEqual([3, 4, 5]);
    expect(second.exception === undefined).toBe(handles);
  }
});
