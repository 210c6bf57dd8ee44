import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

const beans = {
  'text>upper': (body: unknown) => String(body).toUpperCase(),
  upper: () => Promise.resolve('from any type'),
};

test('the transformer for both types is taken, or else the one for the type wanted', async () => {
  const transformed = async (options: Readonly<Record<string, unknown>>) =>
    (await runSteps((steps) => steps.eip('transformDataType', options), 'a', { beans })).body;
  expect(await transformed({ fromType: 'text', toType: 'upper' })).toBe('A');
  expect(await transformed({ fromType: 'xml', toType: 'upper' })).toBe('from any type');
  expect(await transformed({ toType: 'upper' })).toBe('from any type');
});

test('one that is not there is refused', async () => {
  const start = startSteps((steps) => steps.eip('transformDataType', { fromType: 'text', toType: 'lower' }), { beans });
  await expect(start).rejects.toThrow('No transformer from: text to:lower');
});
