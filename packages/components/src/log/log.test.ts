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

test('writes throughput for groups of messages', async () => {
  const written = await lines({ groupSize: 2 }, new Exchange('Hi'), 5);
  expect(written).toHaveLength(2);
  expect(written[1]).toContain('Received: 4 messages so far');
});
