import { expect, test } from 'vitest';
import { settle } from '../../test/fake-clock.ts';
import { fakeContext, fakeEndpoint, fakeRoute, withDefaults } from '../../test/fake-context.ts';
import { timerComponent, timerSpec } from './index.ts';

async function started(options: Readonly<Record<string, unknown>>, process: Parameters<typeof fakeRoute>[0]) {
  const context = fakeContext();
  const endpoint = fakeEndpoint(timerComponent(), 'tick', options, context);
  const consumer = await endpoint.createConsumer!(fakeRoute(process));
  await consumer.start();
  return { context, consumer };
}

test('fires after the delay and then once a period, with an empty body', async () => {
  const seen: unknown[] = [];
  const { context } = await started({ delayMs: 10, periodMs: 100 }, (exchange) => void seen.push(exchange.body));
  await context.clock.advance(9);
  expect(seen).toHaveLength(0);
  await context.clock.advance(1);
  expect(seen).toEqual([null]);
  await context.clock.advance(250);
  expect(seen).toHaveLength(3);
});

test('fires first at a time of the calendar, at once when that has passed', async () => {
  const at = (ms: number) => {
    const time = new Date(ms);
    const two = (n: number) => String(n).padStart(2, '0');
    const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    return [day, `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`] as const;
  };
  const now = fakeContext().clock.now();
  let count = 0;
  const later = await started({ time: at(now + 60_000).join(' '), periodMs: 1000 }, () => void count++);
  await later.context.clock.advance(59_999);
  expect(count).toBe(0);
  await later.context.clock.advance(1001);
  expect(count).toBe(2);
  const past = await started({ time: at(now - 60_000).join('T'), periodMs: 0 }, () => void count++);
  await past.context.clock.advance(0);
  expect(count).toBe(3);
  await expect(started({ time: 'tomorrow' }, () => undefined)).rejects.toThrow('a time such as 2026-11-30 06:00:00');
});

test('ends after repeatCount messages and is idle then', async () => {
  let count = 0;
  const { context, consumer } = await started({ delayMs: 1, periodMs: 20, repeatCount: 2 }, () => void count++);
  expect(consumer.isIdle!()).toBe(false);
  await context.clock.advance(1000);
  expect(count).toBe(2);
  expect(consumer.isIdle!()).toBe(true);
});

test('with period 0 fires once; with a negative delay fires repeatCount times at once', async () => {
  let once = 0;
  const single = await started({ delayMs: 0, periodMs: 0 }, () => void once++);
  await single.context.clock.advance(5000);
  expect(once).toBe(1);
  let many = 0;
  const burst = await started({ delayMs: -1, repeatCount: 50 }, () => void many++);
  await burst.context.clock.advance(0);
  expect(many).toBe(50);
});

test('never runs two messages at a time, and catches up only with fixedRate', async () => {
  for (const [fixedRate, expected] of [
    [false, 3],
    [true, 5],
  ] as const) {
    let count = 0;
    let active = 0;
    const gates: (() => void)[] = [];
    const { context } = await started({ delayMs: 0, periodMs: 100, fixedRate }, async () => {
      expect(++active).toBe(1);
      if (count++ === 0) await new Promise<void>((resolve) => gates.push(resolve));
      active--;
    });
    await context.clock.advance(350);
    expect(count).toBe(1);
    gates[0]!();
    await settle();
    await context.clock.advance(100);
    expect(count).toBe(expected);
  }
});

test('tells name, period, time and count when asked to', async () => {
  let properties: Map<string, unknown> | undefined;
  const { context } = await started({ delayMs: 0, includeMetadata: true }, (exchange) => {
    properties = exchange.properties;
  });
  await context.clock.advance(0);
  expect(properties?.get('CamelTimerName')).toBe('tick');
  expect(properties?.get('CamelTimerCounter')).toBe(1);
});

test('a stop waits for the message under way and fires no more', async () => {
  let count = 0;
  const gates: (() => void)[] = [];
  const { context, consumer } = await started({ delayMs: 0, periodMs: 10 }, async () => {
    count++;
    await new Promise<void>((resolve) => gates.push(resolve));
  });
  await context.clock.advance(0);
  let stopped = false;
  const stopping = Promise.resolve(consumer.stop()).then(() => (stopped = true));
  await settle();
  expect(stopped).toBe(false);
  gates[0]!();
  await stopping;
  await context.clock.advance(1000);
  expect(count).toBe(1);
});

test("has Camel's defaults", () => {
  expect(withDefaults(timerSpec.options, {})).toMatchObject({ delayMs: 1000, periodMs: 1000, repeatCount: 0 });
});
