import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import { createTestContext } from '../testing/test-context.ts';
import { ErrorRegistry } from './error-registry.ts';

const failsOn =
  (bad: unknown) =>
  ({ body }: { readonly body: unknown }) => {
    if (body === bad) throw Object.assign(new Error('secret of Amina'), { code: 'DHIS2_REFUSED' });
  };

test('failures are kept with their place, class and code, newest first, and no text', async () => {
  const context = createTestContext();
  const errors = new ErrorRegistry(context);
  await context.addRoutes(
    route('plain').from('loopback:plain').process(failsOn('bad')).id('deliver'),
    route('handled')
      .from('loopback:handled')
      .onException(['java.lang.Exception'], { handled: true }, (steps) => steps.to('mock:handled'))
      .throwException('java.io.IOException', 'secret of Amina')
      .id('throws'),
  );
  await context.start();
  await context.send('loopback:plain', 'good');
  await context.send('loopback:plain', 'bad');
  await context.send('loopback:handled', 'x');
  expect(errors.entries).toMatchObject([
    { routeId: 'handled', stepId: 'throws', exceptionType: 'java.io.IOException', handled: true },
    { routeId: 'plain', stepId: 'deliver', code: 'DHIS2_REFUSED', handled: false },
  ]);
  expect(JSON.stringify(errors.entries)).not.toContain('Amina');
  errors.clear();
  expect(errors.entries).toEqual([]);
  errors.close();
  await context.send('loopback:plain', 'bad');
  expect(errors.entries).toEqual([]);
  await context.stop();
});

test('each failed part of a split is one failure, and that of its message no other', async () => {
  const context = createTestContext();
  const errors = new ErrorRegistry(context);
  await context.addRoutes(
    route('r')
      .from('loopback:in')
      .castBody<readonly string[]>()
      .split((part) => part.process(failsOn('bad')).id('deliver')),
  );
  await context.start();
  await context.send('loopback:in', ['bad', 'good', 'bad']);
  expect(errors.entries.map(({ stepId, handled }) => [stepId, handled])).toEqual([
    ['deliver', false],
    ['deliver', false],
  ]);
  await context.stop();
});

test('the oldest go when there are too many, and all go after their time', async () => {
  const context = createTestContext();
  const errors = new ErrorRegistry(context, { maximumEntries: 2, timeToLiveSeconds: 60 });
  await context.addRoutes(route('r').from('loopback:in').throwException('java.io.IOException', 'x'));
  await context.start();
  for (let i = 0; i < 3; i++) {
    await context.send('loopback:in', i);
    await context.clock.advance(10_000);
  }
  const [second, first] = errors.entries;
  expect(errors.entries).toHaveLength(2);
  expect(second!.at - first!.at).toBe(10_000);
  await context.clock.advance(45_000);
  expect(errors.entries).toEqual([second]);
  await context.clock.advance(60_000);
  expect(errors.entries).toEqual([]);
  await context.stop();
});
