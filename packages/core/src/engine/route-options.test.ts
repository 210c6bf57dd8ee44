import { expect, onTestFinished, test } from 'vitest';
import { sources } from '../../test/sources.ts';
import { route, type RouteOptions, type RouteSteps } from '../builder/route-steps.ts';
import type { HeaderTypes } from '../builder/message.ts';
import { createTestContext, type TestContext, type TestContextOptions } from '../testing/test-context.ts';
import { settle } from '../testing/virtual-clock.ts';
import { loadYaml } from '../yaml/load-yaml.ts';

type Steps = RouteSteps<unknown, HeaderTypes>;

/** A started context with one route of these options. */
async function started(
  options: RouteOptions | Readonly<Record<string, unknown>>,
  build: (steps: Steps) => { toRoutes: Steps['toRoutes'] } = (steps) => steps.to('mock:out'),
  settings: TestContextOptions = {},
): Promise<TestContext> {
  const context = createTestContext(settings);
  await context.addRoutes(
    build(
      route('r')
        .from('loopback:in')
        .options(options as RouteOptions),
    ),
  );
  await context.start();
  onTestFinished(() => context.clock.runUntil(context.stop()));
  return context;
}

const lines = (context: TestContext, logger: string) =>
  context.logged.lines.filter((line) => line.logger === logger).map(({ message }) => message);

test('an option that a route does not have is refused with the nearest name', async () => {
  await expect(started({ streamCashe: true })).rejects.toThrow(/unknown option "streamCashe".*streamCache/);
});

test('placeholders stand for any option', async () => {
  const context = createTestContext({ properties: { auto: 'false', order: '7' } });
  await context.addRoutes(
    route('a')
      .from('loopback:a')
      .options({ autoStartup: '{{auto}}' as never })
      .to('mock:out'),
    route('b')
      .from('loopback:b')
      .options({ startupOrder: '{{order}}' as never })
      .to('mock:out'),
  );
  await context.start();
  expect(context.routes.status('a')).toBe('Stopped');
  expect(context.routes.startupOrder('b')).toBe(7);
  await context.stop();
});

test('a value that an option does not take is refused', async () => {
  await expect(started({ autoStartup: 'perhaps' })).rejects.toThrow(/"autoStartup" does not take "perhaps"/);
});

test('precondition leaves a route out, also of a reload', async () => {
  const context = createTestContext({ properties: { country: 'ke' } });
  const only = (id: string, country: string) =>
    route(id)
      .from(`loopback:${id}`)
      .options({ precondition: `'{{country}}' == '${country}'` })
      .to('mock:out');
  await context.addRoutes(only('kenya', 'ke'), only('malawi', 'mw'));
  await context.start();
  expect(context.routes.ids).toEqual(['kenya']);
  await context.reloadRoutes(only('malawi', 'mw'));
  expect(context.routes.ids).toEqual(['kenya']);
  await context.stop();
});

test('nodePrefixId stands before the ids of the steps', async () => {
  const context = await started({ nodePrefixId: 'north-' }, (steps) => steps.step('load', (inner) => inner.log('x')));
  expect(context.routes.get('r')!.channels.map(({ id }) => id)).toEqual(['north-load', 'north-log1']);
});

test('steps of one id are apart in routes of different prefixes', async () => {
  const context = createTestContext();
  const from = (id: string, nodePrefixId: string) =>
    route(id).from(`loopback:${id}`).options({ nodePrefixId }).to('mock:out').id('send');
  await context.addRoutes(from('a', 'a-'), from('b', 'b-'));
  await context.start();
  expect(context.routes.list().flatMap(({ channels }) => channels.map(({ id }) => id))).toEqual(['a-send', 'b-send']);
  await expect(context.addRoutes(from('c', 'a-'))).rejects.toThrow(/"?a-send/);
  await context.stop();
});

test('errorHandlerRef names the error handler of the route', async () => {
  const context = await started(
    { errorHandlerRef: '#toDead' },
    (steps) => steps.throwException('java.io.IOException', 'down'),
    { beans: { toDead: { kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead' } } } },
  );
  expect((await context.send('loopback:in', 'x')).exception).toBeUndefined();
  expect(context.mocks.get('mock:dead').bodies).toEqual(['x']);
});

test('an errorHandler of the route goes before its errorHandlerRef', async () => {
  const context = await started(
    { errorHandlerRef: '#toDead' },
    (steps) => steps.errorHandler('noErrorHandler', {}).throwException('java.io.IOException', 'down'),
    { beans: { toDead: { kind: 'deadLetterChannel', options: { deadLetterUri: 'mock:dead' } } } },
  );
  expect((await context.send('loopback:in', 'x')).exception).toMatchObject({ message: 'down' });
});

test('delayer waits before each step', async () => {
  const context = await started({ delayer: 500 }, (steps) => steps.to('mock:a').to('mock:b'));
  const sent = context.send('loopback:in', 'x');
  await context.clock.advance(499);
  expect(context.mocks.get('mock:a').received).toHaveLength(0);
  await context.clock.advance(1);
  expect(context.mocks.get('mock:a').received).toHaveLength(1);
  expect(context.mocks.get('mock:b').received).toHaveLength(0);
  await context.clock.advance(500);
  await sent;
  expect(context.mocks.get('mock:b').received).toHaveLength(1);
});

test('a forced stop does not wait for the delayer', async () => {
  const context = createTestContext({ shutdownTimeoutMs: 100 });
  await context.addRoutes(route('r').from('loopback:in').options({ delayer: 3_600_000 }).to('mock:a'));
  await context.start();
  const sent = context.send('loopback:in', 'x');
  await settle();
  const stopping = context.stop();
  await context.clock.advance(100);
  await Promise.all([sent, stopping]);
  expect(context.phase).toBe('stopped');
});

test('trace writes a line for the beginning, each step and the end, and nothing of the message', async () => {
  const context = await started({ trace: true }, (steps) =>
    steps.setBody('Amina').delay(30).throwException('java.io.IOException', 'no room for Amina'),
  );
  await context.clock.runUntil(context.send('loopback:in', 'Amina', { headers: { name: 'Amina' } }));
  const traced = lines(context, 'tracing');
  expect(traced.map((line) => line.replace(/[0-9a-f]+-[0-9a-f]{8}/, 'ID'))).toEqual([
    '*--> [r] ID java.lang.String',
    '     [r] [setBody setBody1] ID java.lang.String 0 ms',
    '     [r] [delay delay1] ID java.lang.String 30 ms',
    '     [r] [throwException throwException1] ID java.lang.String 0 ms failed: java.io.IOException',
    '*<-- [r] ID java.lang.String 30 ms failed: java.io.IOException',
  ]);
  expect(traced.join()).not.toContain('Amina');
});

test('without trace nothing is written', async () => {
  const context = await started({});
  await context.send('loopback:in', 'x');
  expect(lines(context, 'tracing')).toEqual([]);
});

test('messageHistory shows the way of the message when the error handler gives up, without the message', async () => {
  const context = await started({ messageHistory: true }, (steps) =>
    steps
      .filter(
        () => true,
        (inner) => inner.delay(40),
      )
      .throwException('java.io.IOException', 'no room for Amina'),
  );
  await context.clock.runUntil(context.send('loopback:in', 'Amina'));
  const [line] = lines(context, 'r').filter((each) => each.includes('Exhausted'));
  expect(line!.split('\n').map((each) => each.replaceAll(/ +/g, ' ').trim())).toEqual([
    expect.stringContaining('Failed delivery'),
    '',
    'Message History',
    expect.stringMatching(/^-+$/),
    'Source ID Processor Elapsed (ms)',
    'r/r from[loopback://in] 0',
    'r/filter1 filter 40',
    'r/delay1 delay 40',
    'r/throwException1 throwException',
    '',
  ]);
  expect(line).not.toContain('Amina');
});

test('messageHistory of a part of a split goes on from that of the whole, which does not see it', async () => {
  const context = await started({ messageHistory: true }, (steps) =>
    steps
      .split(
        () => ['a', 'b'],
        (inner) => inner.transform({ language: 'simple', expression: '${messageHistory(false)}' }).to('mock:part'),
      )
      .transform({ language: 'simple', expression: '${messageHistory(false)}' })
      .to('mock:whole'),
  );
  await context.send('loopback:in', 'x');
  const ids = (text: unknown) => [...String(text).matchAll(/r\/(\w+\d)/g)].map(([, id]) => id);
  const [first, second] = context.mocks.get('mock:part').bodies.map(ids);
  expect(first).toEqual(['split1', 'transform1']);
  expect(second).toEqual(['split1', 'transform1']);
  expect(ids(context.mocks.get('mock:whole').bodies[0])).toEqual(['split1', 'transform2']);
});

test('without messageHistory the log shows none', async () => {
  const context = await started({}, (steps) => steps.throwException('java.io.IOException', 'down'));
  await context.send('loopback:in', 'x');
  expect(lines(context, 'r').join()).not.toContain('Message History');
});

test.each([true, false])('logMask %s: passwords in lines of the step log', async (logMask) => {
  const context = await started({ logMask }, (steps) => steps.log('user=x&password=geheim ${body}'));
  await context.send('loopback:in', '{"apiKey": "d2pat_1"}');
  expect(lines(context, 'r')).toEqual([
    logMask ? 'user=x&password=xxxxx {"apiKey": "xxxxx"}' : 'user=x&password=geheim {"apiKey": "d2pat_1"}',
  ]);
});

test('inputType and outputType make the body so, by a bean of the name or by conversion', async () => {
  const context = await started(
    { inputType: { urn: 'java:java.lang.Integer' }, outputType: { urn: 'report' } },
    (steps) => steps.to('mock:in'),
    { beans: { '>report': async (body: unknown) => ({ total: body }) } },
  );
  const { body } = await context.send('loopback:in', '42');
  expect(context.mocks.get('mock:in').bodies).toEqual([42]);
  expect(body).toEqual({ total: 42 });
});

test('a type without a transformer leaves the message as it comes', async () => {
  const context = await started({ inputType: { urn: 'plain-text' } });
  await context.send('loopback:in', 'x');
  expect(context.mocks.get('mock:out').bodies).toEqual(['x']);
});

test('a message that the validator of inputType does not take fails before the first step, and no body is told', async () => {
  const context = await started(
    { inputType: { urn: 'report', validate: true } },
    (steps) => steps.errorHandler('deadLetterChannel', { deadLetterUri: 'mock:dead' }).to('mock:out'),
    { beans: { reportValidator: (body: unknown) => body === 'good' } },
  );
  const bad = await context.send('loopback:in', 'Amina');
  expect(bad.exception).toMatchObject({ code: 'ROUTE_DATA_TYPE' });
  expect(String(bad.exception)).not.toContain('Amina');
  await context.send('loopback:in', 'good');
  expect(context.mocks.get('mock:out').bodies).toEqual(['good']);
  expect(context.mocks.get('mock:dead').bodies).toEqual([]);
});

test('a reply that the validator of outputType does not take fails', async () => {
  const beans = { replyValidator: async (body: unknown) => body === 'good' };
  const context = await started({ outputType: { urn: 'reply', validate: true } }, (steps) => steps.delay(0), { beans });
  expect((await context.clock.runUntil(context.send('loopback:in', 'bad'))).exception).toMatchObject({
    code: 'ROUTE_DATA_TYPE',
  });
  expect((await context.clock.runUntil(context.send('loopback:in', 'good'))).exception).toBeUndefined();
});

test('validate without a validator is refused with what to register', async () => {
  await expect(started({ outputType: { urn: 'reply', validate: true } })).rejects.toThrow(/"replyValidator"/);
});

test('startupOrder says in what order routes start', async () => {
  const ended: string[] = [];
  const { component } = sources(ended);
  const context = createTestContext({ components: [component] });
  const from = (id: string, startupOrder: number) =>
    route(id).from(`source:${id}`).options({ startupOrder }).to('mock:out');
  await context.addRoutes(from('second', 20), from('first', 10));
  await context.start();
  expect(context.routes.ids).toEqual(['first', 'second']);
  await context.stop();
  expect(ended).toEqual(['second', 'first']);
});

test.each([
  [undefined, 'unread'],
  [true, 'kept'],
])('streamCache %s: what a step that takes a stream finds', async (streamCache, found) => {
  async function* rows() {
    yield 1;
  }
  const context = await started(streamCache === undefined ? {} : { streamCache }, (steps) => steps.to('mock:out'));
  const body = rows();
  await context.send('loopback:in', body);
  expect(context.mocks.get('mock:out').bodies[0] === body ? 'unread' : 'kept').toBe(found);
});

test('group and description are those of the route', async () => {
  const context = await started({ group: 'reports', description: 'Monthly reports.' }, (steps) =>
    steps.transform({ language: 'simple', expression: '${routeGroup}' }),
  );
  expect((await context.send('loopback:in', 'x')).body).toBe('reports');
  expect(context.routes.get('r')!.model.description).toBe('Monthly reports.');
});

test.each(['routePolicy', 'routePolicyRef'])('%s names the policies that watch the route', async (name) => {
  const seen: string[] = [];
  const policy = (id: string) => ({ onStart: () => void seen.push(id), onStop: () => void seen.push(`-${id}`) });
  const context = await started({ [name]: '#a, #b' }, undefined, { beans: { a: policy('a'), b: policy('b') } });
  await context.stop();
  expect(seen).toEqual(['a', 'b', '-a', '-b']);
});

test('routeConfigurationId names the configurations that apply', async () => {
  const yaml = `
- routeConfiguration:
    id: careful
    onException:
      - onException: { exception: [java.io.IOException], handled: { constant: "true" }, steps: [{ to: "mock:careful" }] }
- route:
    id: r
    routeConfigurationId: careful
    kamelet: true
    inputType: { urn: plain, id: i, description: d, note: n }
    outputType: { urn: plain, id: o, description: d, note: n }
    from:
      uri: "loopback:in"
      steps: [{ throwException: { exceptionType: java.io.IOException, message: down } }]
`;
  const context = createTestContext();
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  expect((await context.send('loopback:in', 'x')).exception).toBeUndefined();
  expect(context.mocks.get('mock:careful').bodies).toEqual(['x']);
  await context.stop();
});

test('parameters and variableReceive of from', async () => {
  const yaml = `
- route:
    id: r
    from:
      uri: "source:a"
      parameters: { size: 3 }
      variableReceive: incoming
      steps: [{ to: "mock:out" }]
`;
  const { component, routes } = sources();
  const context = createTestContext({ components: [component] });
  await context.addRoutes(loadYaml(yaml));
  await context.start();
  const reader = routes.get('a')!;
  await reader.process(reader.createExchange('report'));
  const { body, exchange } = context.mocks.get('mock:out').received[0]!;
  expect([body, exchange.variables.get('incoming')]).toEqual([null, 'report']);
  expect(context.routes.get('r')!.endpoint.uri).toContain('size=3');
  await context.stop();
});
