import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { fakeContext, fakeEndpoint } from '../../test/fake-context.ts';
import { mockComponent } from './index.ts';

const { signal } = new AbortController();

async function sender(mock = mockComponent(), name = 'a', options: Readonly<Record<string, unknown>> = {}) {
  const producer = await fakeEndpoint(mock, name, options, fakeContext()).createProducer!();
  return (body: unknown) => producer.process(new Exchange(body), signal);
}

test('keeps what it received as it was then, in one sequence over all mocks', async () => {
  const mock = mockComponent();
  const producer = await fakeEndpoint(mock, 'a', {}, fakeContext()).createProducer!();
  const toB = await sender(mock, 'b');
  const exchange = new Exchange('one');
  exchange.headers.set('h', 1);
  void producer.process(exchange, signal);
  exchange.headers.set('h', 2);
  exchange.body = 'changed';
  void toB('two');
  void producer.process(exchange, signal);
  expect(mock.recorder.received().map(({ mock: name, sequence }) => [name, sequence])).toEqual([
    ['a', 0],
    ['b', 1],
    ['a', 2],
  ]);
  const [first, second] = mock.recorder.received('a');
  expect([first!.body, first!.headers.get('H')]).toEqual(['one', 1]);
  expect([second!.body, second!.headers.get('h')]).toEqual(['changed', 2]);
});

test('answers or fails as the test wants, after keeping the message', async () => {
  const mock = mockComponent();
  mock.recorder.whenReceived('a', (exchange) => {
    if (exchange.body === 'bad') throw new Error('no');
    exchange.body = 'reply';
  });
  const producer = await fakeEndpoint(mock, 'a', {}, fakeContext()).createProducer!();
  const exchange = new Exchange('good');
  void producer.process(exchange, signal);
  expect(exchange.body).toBe('reply');
  expect(() => producer.process(new Exchange('bad'), signal)).toThrow('no');
  expect(mock.recorder.received('a').map(({ body }) => body)).toEqual(['good', 'bad']);
});

test('retains the first or the last messages only, and counts all', async () => {
  const mock = mockComponent();
  const first = await sender(mock, 'first', { retainFirst: 2 });
  const last = await sender(mock, 'last', { retainLast: 2 });
  for (const body of [1, 2, 3, 4]) {
    void first(body);
    void last(body);
  }
  const bodies = (name: string) => mock.recorder.received(name).map(({ body }) => body);
  expect(bodies('first')).toEqual([1, 2]);
  expect(bodies('last')).toEqual([3, 4]);
  expect(mock.recorder.count('first')).toBe(4);
});

test('tells listeners, and a reset forgets messages but keeps replies', async () => {
  const mock = mockComponent();
  const heard: unknown[] = [];
  const forget = mock.recorder.onReceived(({ body }) => heard.push(body));
  mock.recorder.whenReceived('a', (exchange) => void (exchange.body = 'reply'));
  const send = await sender(mock);
  void send('one');
  forget();
  mock.recorder.reset();
  void send('two');
  expect(heard).toEqual(['one']);
  expect(mock.recorder.received('a')).toMatchObject([{ sequence: 0, body: 'two' }]);
});
