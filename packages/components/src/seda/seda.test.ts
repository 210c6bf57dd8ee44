import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { settle } from '../../test/fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute } from '../../test/fake-context.ts';
import { sedaComponent } from './index.ts';

const { signal } = new AbortController();
type Options = Readonly<Record<string, unknown>>;

async function pair(producerOptions: Options, consumerOptions: Options, process: Parameters<typeof fakeRoute>[0]) {
  const context = fakeContext();
  const component = sedaComponent();
  const consumer = await fakeEndpoint(component, 'q', consumerOptions, context).createConsumer!(fakeRoute(process));
  const producer = await fakeEndpoint(component, 'q', producerOptions, context).createProducer!();
  return { context, component, consumer, producer };
}

test('the sender goes on before the route gets its copy of the message', async () => {
  const seen: unknown[] = [];
  const { consumer, producer } = await pair({}, {}, (exchange) => void seen.push(exchange.body));
  await consumer.start();
  const exchange = new Exchange('Hi');
  expect(producer.process(exchange, signal)).toBeUndefined();
  exchange.body = 'changed later';
  expect(seen).toEqual([]);
  await settle();
  expect(seen).toEqual(['Hi']);
});

test('headers, properties and variables go with the message; the route is its own', async () => {
  let received: Exchange | undefined;
  const { consumer, producer } = await pair({}, {}, (exchange) => void (received = exchange));
  await consumer.start();
  const exchange = new Exchange('Hi');
  exchange.headers.set('h', 1);
  exchange.properties.set('p', 2);
  exchange.variables.set('v', 3);
  void producer.process(exchange, signal);
  await settle();
  expect([received!.header('H'), received!.property('p'), received!.variable('v')]).toEqual([1, 2, 3]);
  expect(received!.fromRouteId).toBe('r1');
  expect(received).not.toBe(exchange);
});

test('a sender that expects a reply waits and gets the result', async () => {
  const { consumer, producer } = await pair(
    {},
    {},
    (exchange) => void (exchange.body = `S(${exchange.body as string})`),
  );
  await consumer.start();
  const exchange = new Exchange('Hi', 'InOut');
  await producer.process(exchange, signal);
  expect(exchange.body).toBe('S(Hi)');
});

test('a failure of the reading route reaches the sender that waits', async () => {
  const { consumer, producer } = await pair({ waitForTaskToComplete: 'Always' }, {}, () => {
    throw new Error('refused');
  });
  await consumer.start();
  const exchange = new Exchange('Hi');
  await producer.process(exchange, signal);
  expect(exchange.exception).toMatchObject({ message: 'refused' });
});

test('gives up on the reply after the timeout and takes the message out of the queue', async () => {
  const { context, consumer, producer } = await pair({ timeoutMs: 500 }, {}, () => undefined);
  await consumer.start();
  void consumer.suspend!();
  const failure = Promise.resolve(producer.process(new Exchange('Hi', 'InOut'), signal)).catch((e: unknown) => e);
  await settle();
  await context.clock.advance(500);
  expect(await failure).toMatchObject({ code: 'SEDA_REPLY_TIMEOUT' });
  expect(consumer.isIdle!()).toBe(true);
});

test('a full queue makes the sender wait until the reader has made room', async () => {
  const gates: (() => void)[] = [];
  const { consumer, producer } = await pair({ size: 1 }, {}, () => new Promise<void>((resolve) => gates.push(resolve)));
  await consumer.start();
  void producer.process(new Exchange(1), signal);
  await settle();
  expect(producer.process(new Exchange(2), signal)).toBeUndefined();
  let third = false;
  const sent = Promise.resolve(producer.process(new Exchange(3), signal)).then(() => (third = true));
  await settle();
  expect(third).toBe(false);
  gates[0]!();
  await sent;
  expect(third).toBe(true);
});

test('a full queue fails with blockWhenFull=false, drops with discardWhenFull, and fails when nobody reads it', async () => {
  const context = fakeContext();
  const component = sedaComponent();
  const full = async (name: string, options: Options) => {
    const producer = await fakeEndpoint(component, name, { size: 1, ...options }, context).createProducer!();
    void producer.process(new Exchange('a'), signal);
    return () => producer.process(new Exchange('b'), signal);
  };
  expect(await full('x', { blockWhenFull: false })).toThrow('Queue full');
  expect(await full('y', {})).toThrow('Queue full');
  expect((await full('z', { discardWhenFull: true }))()).toBeUndefined();
  const late = Promise.resolve((await full('t', { offerTimeoutMs: 100 }))()).catch((error: unknown) => error);
  await context.clock.advance(100);
  expect(await late).toMatchObject({
    message: 'Fails to insert element into queue, after timeout of 100 milliseconds',
    exceptionType: 'java.lang.IllegalStateException',
  });
});

test('works on as many messages at a time as concurrentConsumers says', async () => {
  let active = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  const { consumer, producer } = await pair({}, { concurrentConsumers: 3 }, async () => {
    most = Math.max(most, ++active);
    await new Promise<void>((resolve) => gates.push(resolve));
    active--;
  });
  await consumer.start();
  for (let n = 0; n < 10; n++) void producer.process(new Exchange(n), signal);
  await settle();
  for (let n = 0; n < 10; n++) {
    gates.shift()?.();
    await settle();
  }
  expect(most).toBe(3);
  expect(consumer.isIdle!()).toBe(true);
});

test('a stop waits until the queue is empty; with purgeWhenStopping it throws the rest away', async () => {
  const seen: unknown[] = [];
  const { consumer, producer } = await pair({}, {}, async (exchange) => {
    await settle(1);
    seen.push(exchange.body);
  });
  await consumer.start();
  for (let n = 0; n < 5; n++) void producer.process(new Exchange(n), signal);
  await consumer.stop();
  expect(seen).toEqual([0, 1, 2, 3, 4]);

  const purged = await pair({}, { purgeWhenStopping: true }, (exchange) => void seen.push(exchange.body));
  await purged.consumer.start();
  void purged.producer.process(new Exchange('gone'), signal);
  await purged.consumer.stop();
  await settle();
  expect(seen).not.toContain('gone');
});

test('a suspended reader leaves messages in the queue until it is resumed', async () => {
  const seen: unknown[] = [];
  const { consumer, producer } = await pair({}, {}, (exchange) => void seen.push(exchange.body));
  await consumer.start();
  void consumer.suspend!();
  void producer.process(new Exchange('later'), signal);
  await settle();
  expect(seen).toEqual([]);
  void consumer.resume!();
  await settle();
  expect(seen).toEqual(['later']);
});

test('a second reader is refused, unless multipleConsumers gives each of them every message', async () => {
  const context = fakeContext();
  const component = sedaComponent();
  const seen: string[] = [];
  const places: unknown[] = [];
  const reader = async (name: string, options: Options, id: string) => {
    const endpoint = fakeEndpoint(component, name, options, context);
    const route = fakeRoute((exchange) => {
      seen.push(`${id}:${exchange.body as string}`);
      places.push([exchange.property('CamelMulticastIndex'), exchange.property('CamelMulticastComplete')]);
    }, id);
    return await endpoint.createConsumer!(route);
  };
  await (await reader('one', {}, 'a')).start();
  const second = await reader('one', {}, 'b');
  expect(() => second.start()).toThrow('Multiple consumers for the same endpoint is not allowed: seda://one');

  await (await reader('all', { multipleConsumers: true }, 'c1')).start();
  await (await reader('all', { multipleConsumers: true }, 'c2')).start();
  const producer = await fakeEndpoint(component, 'all', {}, context).createProducer!();
  void producer.process(new Exchange('Hi'), signal);
  await settle();
  expect(seen.sort()).toEqual(['c1:Hi', 'c2:Hi']);
  expect(places).toEqual([
    [0, false],
    [1, true],
  ]);
});

test('with multipleConsumers no reader answers, and also a single one is told its place', async () => {
  const context = fakeContext();
  const component = sedaComponent();
  const options = { multipleConsumers: true };
  const route = fakeRoute((exchange) => {
    seen.push([exchange.property('CamelMulticastIndex'), exchange.property('CamelMulticastComplete')]);
    exchange.body = 'answer';
  }, 'r');
  const seen: unknown[] = [];
  await (await fakeEndpoint(component, 'all', options, context).createConsumer!(route)).start();
  const producer = await fakeEndpoint(component, 'all', options, context).createProducer!();
  const exchange = new Exchange('asked', 'InOut');
  await producer.process(exchange, signal);
  expect(seen).toEqual([[0, true]]);
  expect(exchange.body).toBe('asked');
});

test('polling takes a queued message, waits for one, or gives nothing after its time', async () => {
  const context = fakeContext();
  const endpoint = fakeEndpoint(sedaComponent(), 'q', {}, context);
  const producer = await endpoint.createProducer!();
  void producer.process(new Exchange('there'), signal);
  expect((await endpoint.poll!(0, signal))?.body).toBe('there');
  expect(await endpoint.poll!(0, signal)).toBeUndefined();
  const waiting = endpoint.poll!(500, signal);
  void producer.process(new Exchange('later'), signal);
  expect((await waiting)?.body).toBe('later');
  const nothing = endpoint.poll!(50, signal);
  await context.clock.advance(50);
  expect(await nothing).toBeUndefined();
});

test('keeps order over many messages and wraps around without losing any', async () => {
  const seen: unknown[] = [];
  const { consumer, producer } = await pair({ size: 5000 }, {}, (exchange) => void seen.push(exchange.body));
  await consumer.start();
  for (let n = 0; n < 5000; n++) void producer.process(new Exchange(n), signal);
  await consumer.stop();
  expect(seen).toEqual(Array.from({ length: 5000 }, (_, n) => n));
});

test('the place in a trace goes with the queued message', async () => {
  const seen: unknown[] = [];
  const { consumer, producer } = await pair({}, {}, (exchange) => void seen.push(exchange.trace));
  await consumer.start();
  const exchange = new Exchange('Hi');
  const place = { outer: undefined, logFields: {}, headers: () => ({}), joinedBy: () => place };
  exchange.trace = place;
  void producer.process(exchange, signal);
  exchange.trace = undefined;
  await settle();
  expect(seen).toEqual([place]);
});
