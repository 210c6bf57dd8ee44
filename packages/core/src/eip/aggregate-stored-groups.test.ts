import { expect, onTestFinished, test } from 'vitest';
import { startSteps } from '../../test/run-steps.ts';
import { settle } from '../testing/virtual-clock.ts';

test('a header that a stored group cannot keep is named in the log, once and without its value', async () => {
  class Connection {
    readonly secret = 'hush';
  }
  const context = await startSteps((steps) =>
    steps.eip(
      'aggregate',
      {
        correlationExpression: { language: 'constant', expression: 'all' },
        completionSize: 3,
        aggregationRepository: true,
        aggregationStrategy: (_old: unknown, next: unknown) => next,
      },
      (group) => group.to('mock:group'),
    ),
  );
  onTestFinished(() => context.stop());
  for (let n = 0; n < 6; n++) {
    await context.send('loopback:in', n, { headers: { unit: 'x', connection: new Connection(), at: new Date(0) } });
  }
  await settle();
  expect(context.mocks.get('mock:group').received.map(({ headers }) => headers['unit'])).toEqual(['x', 'x']);
  expect(context.logged.messages('WARN')).toEqual([
    'The stored groups of route r leave out the header "connection": it is a Connection. Text, bytes and JSON are kept.',
    'The stored groups of route r leave out the header "at": it is a Date. Text, bytes and JSON are kept.',
  ]);
});
