import { expect, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';

const kept = async (options: object, header: Readonly<Record<string, unknown>>) => {
  const offsets: unknown[] = [];
  const resumeStrategy = { updateLastOffset: (offset: unknown) => void offsets.push(offset) };
  const context = await startSteps((steps) =>
    steps.eip('resumable', { resumeStrategy, ...options }).process(({ body }) => {
      if (body === 'bad') throw new Error('no');
    }),
  );
  context.logged.lines.length = 0;
  for (const body of ['good', 'bad']) await context.send('loopback:in', body, { headers: header });
  const lines = context.logged.lines.filter(({ message }) => message.includes('CamelOffset'));
  return { offsets, levels: lines.map(({ level }) => level) };
};

test('the offset of a message that ends well is kept', async () => {
  expect(await kept({}, { CamelOffset: 5 })).toEqual({ offsets: [5], levels: [] });
});

test('a message without an offset is told in the log, at the level given, unless that is fine', async () => {
  expect(await kept({}, {})).toEqual({ offsets: [], levels: ['ERROR'] });
  for (const loggingLevel of ['TRACE', 'DEBUG', 'INFO', 'WARN'])
    expect((await kept({ loggingLevel }, {})).levels).toEqual([loggingLevel]);
  expect((await kept({ loggingLevel: 'OFF' }, {})).levels).toEqual([]);
  expect(await kept({ intermittent: true }, {})).toEqual({ offsets: [], levels: [] });
});
