import { expect, onTestFinished, test } from 'vitest';
import { route, routes } from '../builder/route-steps.ts';
import { createTestContext } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';

/** A context with the route `worked`, and one that sends what it gets to a control bus. */
async function controlled(uri: string) {
  const context = createTestContext();
  await context.addRoutes(
    routes(
      route('worked').from('loopback:worked').to('mock:worked') as never,
      route('bus').from('loopback:bus').to(uri) as never,
    ),
  );
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  const status = () => context.routes.status('worked');
  const send = (body?: unknown) => context.clock.runUntil(context.send('loopback:bus', body, { pattern: 'InOut' }));
  return { context, send, status };
}

test('it stops, starts, suspends and resumes a route', async () => {
  const { context, send, status } = await controlled('controlbus:route?routeId=worked&action=stop');
  await send();
  expect(status()).toBe('Stopped');
  const act = (action: string) => context.send(`controlbus:route?routeId=worked&action=${action}`);
  await act('start');
  expect(status()).toBe('Started');
  await act('suspend');
  expect(status()).toBe('Suspended');
  await act('resume');
  expect(status()).toBe('Started');
});

test('a restart waits between stop and start', async () => {
  for (const [more, ms] of [
    ['', 1000],
    ['&restartDelay=250', 250],
  ] as const) {
    const { context, send } = await controlled(`controlbus:route?routeId=worked&action=restart${more}`);
    const began = context.clock.now();
    await send();
    expect(context.clock.now() - began).toBe(ms);
  }
});

test('a route that fails by the control bus is stopped, with that as its last error', async () => {
  const { context, send, status } = await controlled('controlbus:route?routeId=worked&action=fail');
  await send();
  expect(status()).toBe('Stopped');
  expect(context.routes.get('worked')!.lastError).toMatchObject({ code: 'ROUTE_STOPPED_AS_FAILED' });
});

test('statistics are answered whatever route is named', async () => {
  for (const uri of ['controlbus:route?action=stats', 'controlbus:route?routeId=current&action=stats'])
    expect((await (await controlled(uri)).send()).body).toBe('JMX is disabled, cannot get stats');
});

test('a language that is not there is told at the start', async () => {
  await expect(controlled('controlbus:language:simpel')).rejects.toThrow(/simpel.*simple/s);
});

test('it answers the status of a route, of the current one as well', async () => {
  expect((await (await controlled('controlbus:route?routeId=worked&action=status')).send()).body).toBe('Started');
  expect((await (await controlled('controlbus:route?routeId=current&action=status')).send()).body).toBe('Started');
});

test('a route may stop itself: its message is done first', async () => {
  const { context, send } = await controlled('controlbus:route?routeId=current&action=stop');
  expect((await send()).exception).toBeUndefined();
  await settle();
  expect(context.routes.status('bus')).toBe('Stopped');
});

test('asynchronously the sender does not wait', async () => {
  const { context, status } = await controlled('controlbus:route?routeId=worked&action=restart&async=true');
  await context.send('loopback:bus');
  expect(status()).not.toBe('Started');
  await context.clock.advance(1000);
  expect(status()).toBe('Started');
});

test('what is done is told in the log, at the level given', async () => {
  const told = async (more: string) => {
    const { context, send } = await controlled(`controlbus:route?routeId=worked&action=stop${more}`);
    await send();
    return context.logged.lines
      .filter(({ logger }) => logger === 'controlbus')
      .map(({ level, message }) => [level, message]);
  };
  expect(await told('')).toEqual([['INFO', 'Action stop of route worked is done.']]);
  expect(await told('&loggingLevel=DEBUG')).toMatchObject([['DEBUG', {}]]);
  expect(await told('&loggingLevel=OFF')).toEqual([]);
});

test('an action that is none, and a route that is none, do nothing, as in Camel', async () => {
  for (const uri of ['controlbus:route?routeId=worked&action=dance', 'controlbus:route?routeId=other&action=stop']) {
    const { context, send, status } = await controlled(uri);
    expect((await send()).exception).toBeUndefined();
    expect(status()).toBe('Started');
    expect(context.logged.lines.filter(({ logger }) => logger === 'controlbus')).toEqual([]);
  }
});

test('a language evaluates the body', async () => {
  const { send } = await controlled('controlbus:language:simple');
  expect((await send('${camelId} ${body}')).body).toBe('dhow ${camelId} ${body}');
});
