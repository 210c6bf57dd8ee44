import { expect, test } from 'vitest';
import type { Exchange } from '../exchange/exchange.ts';
import { RecordedLog } from '../testing/recorded-log.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { runSteps, startSteps } from '../../test/run-steps.ts';

type Options = Readonly<Record<string, unknown>>;
const quick = { maximumRedeliveries: 2, redeliveryDelay: 0 };

/** How often a step was tried that always fails, and the log. */
async function tried(kind: string, options: Options, beans: Options = {}, headers: Options = {}) {
  let tries = 0;
  const context = await startSteps(
    (steps) =>
      steps.errorHandler(kind as 'defaultErrorHandler', options).process(() => {
        tries++;
        throw new Error('down');
      }),
    { beans },
  );
  context.logged.lines.length = 0;
  const exchange = await context.clock.runUntil(context.send('loopback:in', 'a', { pattern: 'InOut', headers }));
  return { tries, exchange, context };
}

test('the redelivery policy may be a bean', async () => {
  expect((await tried('defaultErrorHandler', { redeliveryPolicyRef: '#quick' }, { quick })).tries).toBe(3);
});

test('a bean may say whether to try again, by a function or as a predicate', async () => {
  let asked = 0;
  const often = { redeliveryPolicy: { redeliveryDelay: 0 } };
  const again = () => ++asked % 4 !== 0;
  expect((await tried('defaultErrorHandler', { ...often, retryWhileRef: '#again' }, { again })).tries).toBe(4);
  const predicate = { test: again };
  expect((await tried('defaultErrorHandler', { ...often, retryWhileRef: '#again' }, { again: predicate })).tries).toBe(
    4,
  );
});

test('its lines go to the logger that it names, or to the one given', async () => {
  const named = await tried('defaultErrorHandler', { redeliveryPolicy: quick, logName: 'failures' });
  expect(named.context.logged.messages('ERROR', 'failures')).toHaveLength(1);
  expect(named.context.logged.messages('ERROR', 'r')).toEqual([]);
  const own = new RecordedLog();
  const options = { redeliveryPolicy: quick, loggerRef: '#own' };
  const given = await tried('defaultErrorHandler', options, { own: own.factory('own') });
  expect(own.messages('ERROR')).toHaveLength(1);
  expect(given.context.logged.lines.filter(({ level }) => level === 'ERROR')).toEqual([]);
});

test('a bean may be the error handler', async () => {
  const careful = { kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead', redeliveryPolicy: quick } };
  const { tries, exchange, context } = await tried('refErrorHandler', { ref: '#careful' }, { careful });
  expect([tries, exchange.exception]).toEqual([3, undefined]);
  expect(context.mocks.get('mock:dead').bodies).toEqual(['a']);
});

test('those of transactions try again as the default one does', async () => {
  for (const kind of ['jtaTransactionErrorHandler', 'springTransactionErrorHandler'])
    expect((await tried(kind, { redeliveryPolicy: quick })).tries).toBe(3);
});

test('what prepares a failure also runs where nothing is sent', async () => {
  const seen: unknown[] = [];
  const prepare = (exchange: Exchange) => void seen.push(exchange.property('CamelExceptionCaught'));
  const { exchange } = await tried('defaultErrorHandler', { onPrepareFailureRef: '#prepare' }, { prepare });
  expect(seen).toEqual([exchange.exception]);
});

test('a condition for redelivery that is not there is refused', async () => {
  await expect(tried('defaultErrorHandler', { retryWhileRef: '#nowhere' })).rejects.toThrow('nowhere');
});

test('headers that steer redelivery must be numbers', async () => {
  for (const name of ['CamelRedeliveryCounter', 'CamelRedeliveryDelay']) {
    const { exchange, tries } = await tried('defaultErrorHandler', { redeliveryPolicy: quick }, {}, { [name]: 'x' });
    expect([tries, exchange.exception]).toEqual([1, expect.objectContaining({ code: 'ROUTE_CONVERSION_FAILED' })]);
  }
});

test('a Kamelet takes dead letters, though its own route is under the same error handler', async () => {
  const model = loadYaml(`
- errorHandler: { deadLetterChannel: { deadLetterUri: "kamelet:keep" } }
- routeTemplate: { id: keep, from: { uri: "kamelet:source", steps: [{ to: "mock:kept" }] } }
- route: { from: { uri: "loopback:in", steps: [{ throwException: { exceptionType: java.io.IOException } }] } }
`);
  const context = await startSteps(() => ({ toRoutes: () => model }));
  expect((await context.send('loopback:in', 'a')).exception).toBeUndefined();
  expect(context.mocks.get('mock:kept').bodies).toEqual(['a']);
});

test('a dead letter channel needs its endpoint', async () => {
  await expect(tried('deadLetterChannel', {})).rejects.toThrow('deadLetterUri must be specified');
});

test('the one of a route goes before that of a file, and a file may have it anywhere', async () => {
  const model = loadYaml(`
- route: { id: plain, from: { uri: "loopback:plain", steps: [{ throwException: { exceptionType: java.io.IOException } }] } }
- route:
    id: own
    errorHandler: { noErrorHandler: {} }
    from: { uri: "loopback:own", steps: [{ throwException: { exceptionType: java.io.IOException } }] }
- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }
`);
  const context = await startSteps(() => ({ toRoutes: () => model }));
  expect((await context.send('loopback:plain')).exception).toBeUndefined();
  expect((await context.send('loopback:own')).exception).toBeDefined();
  expect(context.mocks.get('mock:dead').received).toHaveLength(1);
});

test('what prepares a dead letter gets the message as it came in', async () => {
  const bodies: unknown[] = [];
  const note = ({ body }: { body: unknown }) => void bodies.push(body);
  const run = await runSteps(
    (steps) =>
      steps
        .errorHandler('deadLetterChannel', {
          deadLetterUri: 'mock:dead',
          useOriginalMessage: true,
          onPrepareFailureRef: '#note',
        })
        .setBody('changed')
        .throwException('java.io.IOException', 'x'),
    'original',
    { beans: { note } },
  );
  expect(bodies).toEqual(['original']);
  expect(run.mocks.get('mock:dead').bodies).toEqual(['original']);
});
