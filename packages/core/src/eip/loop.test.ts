import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createTestContext } from '../testing/test-context.ts';
import { runSteps } from '../../test/run-steps.ts';

const add = (text: string) =>
  function append({ body }: { body: unknown }) {
    return `${String(body)}${text}`;
  };

test('each round gets what the one before left, with its index', async () => {
  const run = await runSteps((steps) => steps.loop(3, (round) => round.transform(add('x')).to('mock:round')), 'a');
  expect(run.body).toBe('axxx');
  const { received } = run.mocks.get('mock:round');
  expect(received.map(({ exchange }) => exchange.property('CamelLoopIndex'))).toEqual([0, 1, 2]);
  expect(run.exchange.property('CamelLoopSize')).toBe(3);
});

test('with copy each round starts from the message as it was', async () => {
  const run = await runSteps(
    (steps) => steps.loop(2, (round) => round.transform(add('x')).to('mock:round'), { copy: true }),
    'a',
  );
  expect(run.mocks.get('mock:round').bodies).toEqual(['ax', 'ax']);
});

test('while the predicate holds', async () => {
  const run = await runSteps(
    (steps) =>
      steps.loopWhile(
        ({ body }) => String(body).length < 4,
        (round) => round.transform(add('x')),
      ),
    'a',
  );
  expect(run.body).toBe('axxx');
});

test('no round for nought, and for less', async () => {
  for (const times of [0, -1]) {
    const run = await runSteps((steps) => steps.loop(times, (round) => round.to('mock:round')), 'a');
    expect(run.mocks.get('mock:round').received).toHaveLength(0);
    expect(run.exception).toBeUndefined();
  }
});

test('a failing round ends the loop', async () => {
  let rounds = 0;
  const fail = () => {
    if (++rounds === 2) throw new Error('second round');
  };
  const run = await runSteps((steps) => steps.loop(5, (round) => round.process(fail)), 'a');
  expect(rounds).toBe(2);
  expect(run.exception).toMatchObject({ message: 'second round' });
});

test('onPrepare prepares the copy of each round', async () => {
  const options = {
    expression: { language: 'constant', expression: '2' },
    copy: true,
    onPrepare: (exchange: Exchange) => void (exchange.body = `prepared ${String(exchange.body)}`),
  };
  const run = await runSteps(
    (steps) => steps.eip('loop', options, (round) => round.to('mock:round').setBody('x')),
    'a',
  );
  expect(run.mocks.get('mock:round').bodies).toEqual(['prepared a', 'prepared a']);
});

test('onPrepare prepares each round without copy, too', async () => {
  const options = {
    expression: { language: 'constant', expression: '2' },
    onPrepare: (exchange: Exchange) => void (exchange.body = `<${String(exchange.body)}>`),
  };
  expect((await runSteps((steps) => steps.eip('loop', options, (round) => round), 'a')).body).toBe('<<a>>');
});

test('half a round is none', async () => {
  for (const rounds of [2.5, ' 2 ', true, ['2']]) {
    const run = await runSteps(
      (steps) =>
        steps.loop(
          () => rounds as number,
          (round) => round.to('mock:round'),
        ),
      'a',
    );
    expect(run.exception).toMatchObject({ code: 'ROUTE_CONVERSION_FAILED' });
  }
});

test('it ends early when the context stops, if so configured', async () => {
  const rounds = async (breakOnShutdown: boolean) => {
    const context = createTestContext({ shutdownTimeoutMs: 60_000 });
    const options = { expression: { language: 'constant', expression: '5' }, breakOnShutdown };
    await context.addRoutes(
      route('r')
        .from('loopback:in')
        .eip('loop', options, (round) => round.to('mock:round').delay(1000)),
    );
    await context.start();
    const sent = context.send('loopback:in', 'a');
    await context.clock.advance(1500);
    const stopping = context.stop();
    await context.clock.runUntil(Promise.all([sent, stopping]));
    return context.mocks.get('mock:round').received.length;
  };
  expect(await rounds(true)).toBe(2);
  expect(await rounds(false)).toBe(5);
});

test('a loop without end ends when the message is not wanted any more', async () => {
  const abort = new AbortController();
  let rounds = 0;
  const run = await runSteps(
    (steps) =>
      steps.loopWhile(
        () => true,
        (round) =>
          round.process(() => {
            if (++rounds === 3) abort.abort(new Error('not wanted any more'));
          }),
      ),
    'a',
    { signal: abort.signal },
  );
  expect([rounds, run.exception]).toEqual([3, abort.signal.reason]);
});

test('with copy, a round sees no properties and variables of the one before, and what the last one took away is there again', async () => {
  const simple = (expression: string) => ({ language: 'simple', expression });
  const run = await runSteps((steps) =>
    steps
      .setProperty('kept', () => 1)
      .setVariable('kept', () => 1)
      .loop(
        2,
        (round) =>
          round
            .eip('setProperty', { name: 'p', expression: simple('${exchangeProperty.p}x') })
            .eip('setVariable', { name: 'v', expression: simple('${variable.v}x') })
            .eip('setExchangePattern', { pattern: 'InOnly' })
            .eip('removeProperty', { name: 'kept' })
            .eip('removeVariable', { name: 'kept' }),
        { copy: true },
      ),
  );
  const { exchange } = run;
  expect([exchange.property('p'), exchange.property('kept')]).toEqual(['x', 1]);
  expect([exchange.variable('v'), exchange.variable('kept')]).toEqual(['x', 1]);
  expect(exchange.pattern).toBe('InOut');
});
