import { createContext, route, type Exchange } from '@dhow/core';
import { VirtualClock } from '@dhow/core/testing';
import { expect, test } from 'vitest';
import { settle } from '../../test/fake-clock.ts';
import { cron, cronComponent } from './index.ts';

async function fired(
  uri: string | ReturnType<typeof cron>,
  from: string,
  until: string,
  work?: (exchange: Exchange) => void | Promise<void>,
) {
  const clock = new VirtualClock(Date.parse(from));
  const times: string[] = [];
  const exchanges: Exchange[] = [];
  const context = createContext({ components: [cronComponent()], clock });
  const start = typeof uri === 'string' ? route('r').from(uri) : route('r').from(uri);
  await context.addRoutes(
    start.process(({ exchange }) => {
      times.push(new Date(clock.now()).toISOString());
      exchanges.push(exchange as Exchange);
      return work?.(exchange as Exchange);
    }),
  );
  await context.start();
  await clock.advance(Date.parse(until) - Date.parse(from));
  await context.stop(0);
  return { times, exchanges };
}

const utc = 'trigger.timeZone=UTC';

test.for([
  [
    'cron:a?schedule=0+30+2+*+*+?',
    '2026-11-26T00:00:00Z',
    '2026-11-28T12:00:00Z',
    ['2026-11-26T02:30', '2026-11-27T02:30', '2026-11-28T02:30'],
  ],
  [
    'quartz:a?cron=0+0+6+?+*+MON-FRI',
    '2026-11-27T00:00:00Z',
    '2026-12-01T12:00:00Z',
    ['2026-11-27T06:00', '2026-11-30T06:00', '2026-12-01T06:00'],
  ],
  ['quartz:a?cron=0+0+6+?+*+1', '2026-11-27T00:00:00Z', '2026-11-30T12:00:00Z', ['2026-11-29T06:00']],
  ['cron:a?schedule=0+6+*+*+1', '2026-11-27T00:00:00Z', '2026-11-30T12:00:00Z', ['2026-11-30T06:00']],
  [
    'quartz:a?cron=0+0/15+8+*+*+?',
    '2026-11-26T08:10:00Z',
    '2026-11-26T12:00:00Z',
    ['2026-11-26T08:15', '2026-11-26T08:30', '2026-11-26T08:45'],
  ],
  ['quartz:a?cron=0+0+0+L+*+?', '2026-11-26T00:00:00Z', '2026-12-02T00:00:00Z', ['2026-11-30T00:00']],
  ['quartz:a?cron=0+0+0+?+*+6%233', '2026-12-01T00:00:00Z', '2026-12-30T00:00:00Z', ['2026-12-18T00:00']],
  ['quartz:a?cron=0+0+0+1+1+?+2027', '2026-12-31T00:00:00Z', '2027-01-02T00:00:00Z', ['2027-01-01T00:00']],
] as const)('%s', async ([uri, from, until, expected]) => {
  const { times } = await fired(`${uri}&${utc}`, from, until);
  expect(times).toEqual(expected.map((time) => `${time}:00.000Z`));
});

test('goes by the time zone, also where clocks are changed', async () => {
  const daily = (zone: string) => cron('a', '0 30 2 * * ?', { timeZone: zone });
  expect((await fired(daily('Africa/Kampala'), '2026-11-26T00:00:00Z', '2026-11-27T12:00:00Z')).times).toEqual([
    '2026-11-26T23:30:00.000Z',
  ]);
  const { times } = await fired(daily('Europe/Oslo'), '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z');
  expect(times).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
});

test('tells of its times in headers', async () => {
  const { exchanges } = await fired(
    `quartz:reports/nightly?cron=0+0+2+*+*+?&${utc}`,
    '2026-11-26T00:00:00Z',
    '2026-11-27T12:00:00Z',
  );
  expect(exchanges[1]!.headers.toObject()).toMatchObject({
    triggerGroup: 'reports',
    triggerName: 'nightly',
    scheduledFireTime: new Date('2026-11-27T02:00:00Z'),
    previousFireTime: new Date('2026-11-26T02:00:00Z'),
    nextFireTime: new Date('2026-11-28T02:00:00Z'),
  });
  expect(exchanges[0]!.body).toBeNull();
});

test('quartz repeats at an interval', async () => {
  const { times } = await fired(
    'quartz:a?trigger.repeatInterval=1000&trigger.repeatCount=2',
    '2026-11-26T00:00:00Z',
    '2026-11-26T00:01:00Z',
  );
  expect(times.map((time) => time.slice(17, 23))).toEqual(['00.500', '01.500', '02.500']);
});

test('one message at a time: what falls due meanwhile is left out', async () => {
  const clock = new VirtualClock('2026-11-26T00:00:00Z');
  const gate = Promise.withResolvers<void>();
  let count = 0;
  const context = createContext({ components: [cronComponent()], clock });
  await context.addRoutes(
    route('r')
      .from('cron:a?schedule=*+*+*+*+*')
      .process(() => (++count === 1 ? gate.promise : undefined)),
  );
  await context.start();
  await clock.advance(10 * 60_000);
  expect(count).toBe(1);
  gate.resolve();
  await settle();
  await clock.advance(60_000);
  expect(count).toBe(2);
  await context.routes.suspend('r');
  await clock.advance(5 * 60_000);
  expect(count).toBe(2);
  await context.routes.resume('r');
  await clock.advance(60_000);
  expect(count).toBe(3);
  await context.stop(0);
});

test.for([
  ['cron:a', 'option schedule is absent'],
  ['quartz:a?cron=0+0+25+*+*+?', 'option cron'],
  ['cron:a?schedule=soon', 'option schedule'],
  ['cron:a?schedule=*+*+*+*+*&trigger.timeZone=Mars/Base', 'trigger.timeZone'],
])('%s does not start', async ([uri, reason]) => {
  const context = createContext({ components: [cronComponent()] });
  await context.addRoutes(route('r').from(uri!).log('x'));
  await expect(context.start()).rejects.toThrow(reason);
});
