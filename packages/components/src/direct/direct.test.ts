import { Exchange } from '@dhow/core/component';
import { expect, test } from 'vitest';
import { settle } from '../../test/fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute } from '../../test/fake-context.ts';
import { directComponent } from './index.ts';

const { signal } = new AbortController();

test("hands the sender's own exchange to the route, without a promise while the route needs none", async () => {
  const context = fakeContext();
  const component = directComponent();
  const endpoint = fakeEndpoint(component, 'a', {}, context);
  const consumer = await endpoint.createConsumer!(
    fakeRoute((exchange) => void (exchange.body = `${exchange.body as string}!`)),
  );
  await consumer.start();
  const producer = await endpoint.createProducer!();
  const exchange = new Exchange('Hi');
  expect(producer.process(exchange, signal)).toBeUndefined();
  expect(exchange.body).toBe('Hi!');
});

test('waits for a consumer that starts later', async () => {
  const context = fakeContext();
  const component = directComponent();
  const producer = await fakeEndpoint(component, 'a', {}, context).createProducer!();
  const exchange = new Exchange('Hi');
  const sent = producer.process(exchange, signal);
  await context.clock.advance(10_000);
  const consumer = await fakeEndpoint(component, 'a', {}, context).createConsumer!(
    fakeRoute((received) => void (received.body = 'got it')),
  );
  await consumer.start();
  await sent;
  expect(exchange.body).toBe('got it');
});

test('gives up waiting for a consumer after the timeout', async () => {
  const context = fakeContext();
  const producer = await fakeEndpoint(directComponent(), 'none', { timeoutMs: 300 }, context).createProducer!();
  const failure = Promise.resolve(producer.process(new Exchange('Hi'), signal)).catch((error: unknown) => error);
  await context.clock.advance(300);
  expect(await failure).toMatchObject({
    code: 'DIRECT_NO_CONSUMER',
    exceptionType: 'org.apache.camel.component.direct.DirectConsumerNotAvailableException',
    message: 'No consumers available on endpoint: direct://none. Exchange[]',
  });
});

test('fails at once with block=false, and lets the message pass with failIfNoConsumers=false', async () => {
  const context = fakeContext();
  const strict = await fakeEndpoint(directComponent(), 'none', { block: false }, context).createProducer!();
  expect(() => strict.process(new Exchange('Hi'), signal)).toThrow('No consumers available');
  const lax = await fakeEndpoint(directComponent(), 'none', { block: false, failIfNoConsumers: false }, context)
    .createProducer!();
  expect(lax.process(new Exchange('Hi'), signal)).toBeUndefined();
});

test('refuses a second consumer, and takes one again after the first stopped', async () => {
  const context = fakeContext();
  const endpoint = fakeEndpoint(directComponent(), 'a', {}, context);
  const first = await endpoint.createConsumer!(fakeRoute(() => undefined));
  const second = await endpoint.createConsumer!(fakeRoute(() => undefined, 'r2'));
  await first.start();
  expect(() => second.start()).toThrow('Multiple consumers for the same endpoint is not allowed: direct://a');
  await first.stop();
  await second.start();
});

test('a sender that waits is released when its signal aborts', async () => {
  const context = fakeContext();
  const producer = await fakeEndpoint(directComponent(), 'none', {}, context).createProducer!();
  const controller = new AbortController();
  const failure = Promise.resolve(producer.process(new Exchange('Hi'), controller.signal)).catch((e: unknown) => e);
  await settle();
  controller.abort(new Error('shutdown'));
  expect(await failure).toMatchObject({ message: 'shutdown' });
});
