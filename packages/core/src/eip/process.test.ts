import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';

test('a function works on the message, and the route waits for it', async () => {
  const run = await runSteps((steps) =>
    steps.process(async (message) => {
      await Promise.resolve();
      message.body = 'done';
    }),
  );
  expect(run.body).toBe('done');
});

test('an object with process, and a bean that is one, get the exchange', async () => {
  const processor = { process: (exchange: Exchange) => void (exchange.body = `${String(exchange.body)}!`) };
  const run = await runSteps(
    (steps) => steps.eip('process', { ref: processor }).eip('process', { ref: '#shout' }),
    'a',
    { beans: { shout: processor } },
  );
  expect(run.body).toBe('a!!');
});

test('what it throws is the failure of the message', async () => {
  const error = new RangeError('too much');
  const run = await runSteps((steps) =>
    steps
      .process(() => {
        throw error;
      })
      .to('mock:after'),
  );
  expect(run.exception).toBe(error);
  expect(run.mocks.get('mock:after').received).toEqual([]);
});

test('a bean that cannot process, or is not there, is refused', async () => {
  const start = (ref: unknown) => startSteps((steps) => steps.eip('process', { ref }), { beans: { plain: {} } });
  await expect(start('#plain')).rejects.toThrow('process(exchange, signal)');
  await expect(start('#plane')).rejects.toThrow(/plane.*plain/s);
});
