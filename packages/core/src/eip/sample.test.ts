import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

test('one message in a period', async () => {
  const context = await startSteps((steps) => steps.sample({ samplePeriod: 1000 }).to('mock:out'));
  for (let n = 0; n < 5; n++) {
    await context.send('loopback:in', n);
    await context.clock.advance(400);
  }
  expect(context.mocks.get('mock:out').bodies).toEqual([0, 3]);
});

test('one message of so many', async () => {
  const context = await startSteps((steps) => steps.sample({ messageFrequency: 3 }).to('mock:out'));
  for (let n = 1; n <= 7; n++) await context.send('loopback:in', n);
  expect(context.mocks.get('mock:out').bodies).toEqual([3, 6]);
});

test('one message in another period', async () => {
  const context = await startSteps((steps) => steps.eip('sample', { samplePeriod: '5s' }).to('mock:out'));
  for (let n = 0; n < 4; n++) {
    await context.send('loopback:in', n);
    await context.clock.advance(2500);
  }
  expect(context.mocks.get('mock:out').bodies).toEqual([0, 2]);
});

test('a period or number that lets nothing through is refused', async () => {
  const refused = (options: Readonly<Record<string, unknown>>) => startSteps((steps) => steps.eip('sample', options));
  await expect(refused({ samplePeriod: 0 })).rejects.toThrow(/positive value is required for the sampling period/);
  await expect(refused({ messageFrequency: 0 })).rejects.toThrow(/sampling message frequency/);
});
