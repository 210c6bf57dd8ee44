import { expect, test } from 'vitest';
import { route } from '../builder/route-steps.ts';
import type { Component } from '../component/component.ts';
import { option } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { runSteps } from '../../test/run-steps.ts';
import { runRoute } from '../testing/run-route.ts';

const list = (options: Parameters<ReturnType<typeof start>['recipientList']>[1] = {}) =>
  start().recipientList(({ body }) => body, options);
const start = () => route('r').from('timer:t').castBody<string | string[]>();

test('a copy goes to each URI of a text or a list', async () => {
  for (const body of ['mock:a,mock:b', ['mock:a', 'mock:b']]) {
    const run = await runRoute(list(), body);
    expect(run.mocks.get('mock:a').bodies).toEqual([body]);
    expect(run.mocks.get('mock:b').received[0]!.exchange.property('CamelRecipientListEndpoint')).toBe('mock://b');
  }
});

test('a URI that leads nowhere fails, or is left out', async () => {
  const failed = await runRoute(list(), 'mock:a,nosuch:b');
  expect(failed.exception).toMatchObject({ exceptionType: 'org.apache.camel.NoSuchEndpointException' });
  expect((failed.exception as Error).cause).toMatchObject({ code: 'ROUTE_NO_SUCH_COMPONENT' });
  const run = await runRoute(list({ ignoreInvalidEndpoints: true }), 'nosuch:b,mock:a');
  expect(run.mocks.get('mock:a').received).toHaveLength(1);
  expect(run.exception).toBeUndefined();
});

test('schemes that are not allowed fail even where invalid endpoints are ignored', async () => {
  const run = await runRoute(list({ ignoreInvalidEndpoints: true, allowedSchemes: 'direct, log' }), 'mock:a');
  expect(run.exception).toMatchObject({ code: 'ROUTE_SCHEME_NOT_ALLOWED' });
  expect(run.mocks.get('mock:a').received).toEqual([]);
});

test('an empty URI between others fails, or is left out; a blank text names none', async () => {
  const failed = await runRoute(list(), 'mock:a,,mock:b');
  expect(failed.exception).toMatchObject({ message: 'uri must be specified and not empty' });
  const run = await runRoute(list({ ignoreInvalidEndpoints: true }), 'mock:a,,mock:b');
  expect(run.mocks.get('mock:b').received[0]!.exchange.property('CamelMulticastIndex')).toBe(1);
  expect((await runRoute(list().to('mock:after'), ' ')).mocks.get('mock:after').bodies).toEqual([' ']);
  const options = { expression, delimiter: ' ' };
  await expect(runSteps((steps) => steps.eip('recipientList', options), 'mock:a')).rejects.toThrow(
    /"delimiter" is blank.*write the expression tokenize: { token: " " }/,
  );
});

test('null is sent nowhere', async () => {
  const none = start().recipientList(() => null as unknown as string);
  expect((await runRoute(none.to('mock:after'), 'x')).mocks.get('mock:after').bodies).toEqual(['x']);
});

const expression = { language: 'simple', expression: '${body}' };
const joined = (old: Exchange | undefined, next: Exchange) => {
  if (!old) return next;
  old.body = `${String(old.body)}+${String(next.body)}`;
  return old;
};
/** Recipients `rest:MS` answer their MS after as many milliseconds; `rest:bad` fails. */
const resting: Component = {
  spec: {
    scheme: 'rest',
    title: 'Rest',
    description: 'Rests.',
    path: { name: 'ms', description: 'Time.' },
    options: {},
  },
  createEndpoint: ({ uri, path }, context) => ({
    uri,
    createProducer: () => ({
      async process(exchange, signal) {
        if (path === 'bad') throw new Error('bad recipient');
        await context.clock.sleep(Number(path), signal);
        exchange.body = path;
      },
    }),
  }),
};
const sent = (body: string, options: Readonly<Record<string, unknown>>) =>
  runSteps((steps) => steps.eip('recipientList', { expression, ...options }), body, { components: [resting] });

test('another delimiter stands between URIs, or none', async () => {
  expect((await sent('mock:a;mock:b', { delimiter: ';' })).mocks.get('mock:b').received).toHaveLength(1);
  const whole = await sent('mock:a,b', { delimiter: 'false' });
  expect(whole.mocks.get('mock:a,b').received).toHaveLength(1);
});

test('the last reply wins, or a strategy joins them', async () => {
  expect((await sent('rest:1,rest:2', {})).body).toBe('2');
  expect((await sent('rest:1,rest:2', { aggregationStrategy: joined })).body).toBe('1+2');
});

test('a method of a bean joins the bodies; the first is joined with null when it may be', async () => {
  const aggregationStrategy = { join: (old: unknown, next: unknown) => [old, next] };
  const method = { aggregationStrategy, aggregationStrategyMethodName: 'join' };
  expect((await sent('rest:1,rest:2', method)).body).toEqual(['1', '2']);
  const allowing = { ...method, aggregationStrategyMethodAllowNull: true };
  expect((await sent('rest:1,rest:2', allowing)).body).toEqual([[null, '1'], '2']);
});

test('in turn, in parallel, or by a pool of threads; joined in order or as they come', async () => {
  const order = async (options: Readonly<Record<string, unknown>>) =>
    (await sent('rest:30,rest:10', { aggregationStrategy: joined, streaming: true, ...options })).body;
  expect(await order({})).toBe('30+10');
  expect(await order({ parallelProcessing: true })).toBe('10+30');
  expect(await order({ parallelProcessing: true, streaming: false })).toBe('30+10');
  expect(await order({ executorService: '#pool' })).toBe('10+30');
});

test('recipients not done in time are left out', async () => {
  const options = { aggregationStrategy: joined, parallelProcessing: true };
  expect((await sent('rest:10,rest:90,rest:20', { ...options, timeout: 50 })).body).toBe('10+20');
  expect((await sent('rest:10,rest:90,rest:20', options)).body).toBe('10+90+20');
});

test('stopOnException ends at the first that fails; else all are sent to before it fails', async () => {
  const reached = async (stopOnException: boolean) => {
    const run = await sent('rest:bad,mock:b', { stopOnException });
    expect(run.exception).toBeDefined();
    return run.mocks.get('mock:b').received.length;
  };
  expect([await reached(true), await reached(false)]).toEqual([0, 1]);
});

test('with shareUnitOfWork one that fails fails the whole, whatever the strategy makes of it', async () => {
  const failed = async (shareUnitOfWork: boolean) =>
    (await sent('rest:1,rest:bad', { aggregationStrategy: joined, shareUnitOfWork })).exception;
  expect(await failed(true)).toMatchObject({ message: 'bad recipient' });
  expect(await failed(false)).toBeUndefined();
});

test('onPrepare changes each copy before it is sent', async () => {
  const onPrepare = (copy: Exchange) => void (copy.body = 'prepared');
  expect((await sent('mock:a', { onPrepare })).mocks.get('mock:a').bodies).toEqual(['prepared']);
});

test('a bad value of an option fails, and says which', async () => {
  const options = { size: option.integer({ description: 'Size.' }) };
  const sized: Component = { ...resting, spec: { ...resting.spec, scheme: 'sized', options } };
  const { exception } = await runSteps((steps) => steps.eip('recipientList', { expression }), 'sized:x?size=many', {
    components: [sized],
  });
  expect(exception).toMatchObject({ exceptionType: 'org.apache.camel.ResolveEndpointFailedException' });
  expect((exception as Error).message).toContain('NumberFormatException: For input string: "many"');
  expect((exception as Error).cause).toMatchObject({ code: 'ROUTE_BAD_OPTION' });
});

test.each([
  ['direct:', 'Expected scheme-specific part at index 7: direct:'],
  [':a', 'Expected scheme name at index 0: :a'],
  [[['mock:a'], 'mock:b'], 'Illegal character in scheme name at index 0: %5Bmock:a%5D'],
])('an entry that is no URI is told apart as Camel does: %j', async (recipients, reason) => {
  const { exception } = await runSteps((steps) => steps.eip('recipientList', { expression }), recipients);
  expect((exception as Error).message).toContain(`due to: ${reason}`);
});
