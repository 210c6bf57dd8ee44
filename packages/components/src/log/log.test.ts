import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext, fakeEndpoint } from '../../test/fake-context.ts';
import { logComponent } from './index.ts';

const { signal } = new AbortController();

async function lines(options: Readonly<Record<string, unknown>>, exchange: Exchange, times = 1): Promise<string[]> {
  const context = fakeContext();
  const producer = await fakeEndpoint(logComponent(), 'mylog', options, context).createProducer!();
  for (let n = 0; n < times; n++) await producer.process(exchange, signal);
  return context.lines;
}

test("writes body type and body in Camel's shape", async () => {
  expect(await lines({}, new Exchange('Hi'))).toEqual(['INFO Exchange[BodyType: String, Body: Hi]']);
  expect(await lines({}, new Exchange(null))).toEqual(['INFO Exchange[BodyType: null, Body: [Body is null]]']);
});

test('writes one piece a line with multiline', async () => {
  const exchange = new Exchange('Hi');
  exchange.headers.set('h', 1);
  expect(await lines({ multiline: true, showHeaders: true }, exchange)).toEqual([
    'INFO Exchange[\n  Headers: {h=1}\n  BodyType: String\n  Body: Hi\n]',
  ]);
});

test('shows properties that routes set, and those of the engine only when asked', async () => {
  const exchange = new Exchange('Hi');
  exchange.properties.set('mine', 'x').set('CamelToEndpoint', 'y');
  expect(await lines({ showProperties: true, showBody: false, showBodyType: false }, exchange)).toEqual([
    'INFO Exchange[Properties: {mine=x}]',
  ]);
  expect((await lines({ showAllProperties: true }, exchange))[0]).toContain('CamelToEndpoint=y');
});

test('a stream is named, not read: the next step still has all of it', async () => {
  async function* pieces() {
    yield await Promise.resolve('a');
  }
  const exchange = new Exchange(pieces());
  const [line] = await lines({ showBodyType: false }, exchange);
  expect(line).toBe('INFO Exchange[Body: [Body is instance of java.io.InputStream]]');
  expect(await exchange.body.next()).toEqual({ done: false, value: 'a' });
});

test('no body is written with showBody=false', async () => {
  expect(await lines({ showBody: false }, new Exchange('Ada Lovelace'))).toEqual(['INFO Exchange[BodyType: String]']);
});

test('cuts long lines, keeps the level, and writes nothing with OFF', async () => {
  const [line] = await lines({ maxChars: 20, level: 'WARN' }, new Exchange('x'.repeat(100)));
  expect(line).toBe('WARN Exchange[BodyType: S...');
  expect(await lines({ level: 'OFF' }, new Exchange('Hi'))).toEqual([]);
});

test('shows the route, and exceptions with their class, caught or not, and where they were thrown', async () => {
  const exchange = new Exchange('Hi');
  exchange.fromRouteId = 'r1';
  exchange.properties.set('CamelExceptionCaught', new TypeError('caught'));
  const quiet = { showBody: false, showBodyType: false };
  const [caught] = await lines(
    { ...quiet, showRouteId: true, showRouteGroup: true, showCaughtException: true },
    exchange,
  );
  expect(caught).toBe(
    'INFO Exchange[RouteGroup: , RouteId: r1, CaughtExceptionType: TypeError, CaughtExceptionMessage: caught]',
  );
  exchange.exception = new RangeError('failed');
  const [failed] = await lines({ ...quiet, showException: true, showStackTrace: true }, exchange);
  expect(failed).toMatch(/ExceptionMessage: failed, StackTrace: RangeError: failed\n +at /);
});

test('writes the body alone, pieces in columns, and masks what is secret', async () => {
  expect(await lines({ plain: true, maxChars: 3 }, new Exchange('Hi there'))).toEqual(['INFO Hi ...']);
  expect(await lines({ style: 'Tab' }, new Exchange('Hi'))).toEqual(['INFO Exchange[\tBodyType: String\tBody: Hi]']);
  expect(await lines({ style: 'Fixed', multiline: true, showBodyType: false }, new Exchange('Hi'))).toEqual([
    'INFO Exchange[\n\tBody                Hi\n]',
  ]);
  const [masked] = await lines({ plain: true, logMask: true }, new Exchange('{"password":"hidden"}'));
  expect(masked).not.toContain('hidden');
});

test('writes throughput from time to time, while messages come', async () => {
  for (const [groupActiveOnly, expected] of [
    [true, ['2 new messages, with total 2', '1 new messages, with total 3']],
    [false, ['2 new messages, with total 2', '0 new messages, with total 2', '1 new messages, with total 3']],
  ] as const) {
    const context = fakeContext();
    const options = { groupIntervalMs: 500, groupDelayMs: 100, groupActiveOnly };
    const producer = await fakeEndpoint(logComponent(), 'mylog', options, context).createProducer!();
    await producer.start?.();
    for (let n = 0; n < 2; n++) await producer.process(new Exchange('Hi'), signal);
    await context.clock.advance(600);
    await producer.process(new Exchange('Hi'), signal);
    await context.clock.advance(500);
    await producer.stop?.();
    await context.clock.advance(5000);
    expect(context.lines.map((line) => /Received: (.*) so far/.exec(line)![1])).toEqual(expected);
    expect(context.lines.at(-1)).toMatch(
      /Last group took: (?:500|1000) millis which is: [12] messages per second\. average: 2\.727/,
    );
  }
});

test('writes throughput for groups of messages', async () => {
  const written = await lines({ groupSize: 2 }, new Exchange('Hi'), 5);
  expect(written).toHaveLength(2);
  expect(written[1]).toContain('Received: 4 messages so far');
});
