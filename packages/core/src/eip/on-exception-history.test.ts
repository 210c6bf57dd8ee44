import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

test.each([
  [undefined, true],
  [true, true],
  [false, false],
])('logExhaustedMessageHistory %s of a redelivery policy', async (logExhaustedMessageHistory, shown) => {
  const policy = logExhaustedMessageHistory === undefined ? {} : { logExhaustedMessageHistory };
  const context = await startSteps((steps) =>
    steps
      .options({ messageHistory: true })
      .onException(['java.io.IOException'], { redeliveryPolicy: policy })
      .throwException('java.io.IOException', 'no room for Amina'),
  );
  await context.send('loopback:in', 'Amina');
  const lines = context.logged.lines.map(({ message }) => message).filter((line) => line.includes('Exhausted'));
  expect(lines.map((line) => line.includes('r/throwException1'))).toEqual([shown]);
  expect(lines.join()).not.toContain('Amina');
});
