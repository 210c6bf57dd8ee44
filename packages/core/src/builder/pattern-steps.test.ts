import { expect, test } from 'vitest';
import { MemoryTransactions } from '../../test/memory-transactions.ts';
import { startSteps } from '../../test/run-steps.ts';
import { standardEips } from '../eip/standard-eips.ts';
import { createTestContext } from '../testing/test-context.ts';
import { loadYaml } from '../yaml/load-yaml.ts';
import { RouteSteps, route } from './route-steps.ts';

/** Clauses stand in their patterns; these two need objects that only a resumable source has, and are rare. */
const withoutMethod = new Set(['when', 'otherwise', 'doCatch', 'doFinally', 'onFallback', 'pausable', 'resumable']);

test('the builder has a method for each pattern', () => {
  const missing = standardEips.map(({ name }) => name).filter((name) => !(name in RouteSteps.prototype));
  expect(missing.toSorted()).toEqual([...withoutMethod].toSorted());
});

test('transacted commits what its steps did, and rolls back when one fails', async () => {
  const source = new MemoryTransactions();
  const context = await startSteps(
    (start) =>
      start.transacted(
        (inner) =>
          inner.eip('process', { ref: source.insert('a') }).process(({ body }) => {
            if (body === 'bad') throw new Error('refused');
          }),
        { ref: source },
      ),
    {},
  );
  await context.send('loopback:in', 'bad');
  expect(source.rows).toEqual([]);
  await context.send('loopback:in', 'good');
  expect(source.rows).toEqual(['a']);
});

test('transacted takes the only data source, and how it joins a transaction', async () => {
  const source = new MemoryTransactions();
  const context = await startSteps(
    (start) => start.transacted((inner) => inner.log('x'), { ref: 'PROPAGATION_MANDATORY' }),
    { beans: { source } },
  );
  expect(String((await context.send('loopback:in')).exception)).toContain('mandatory');
});

test('policy stands around its steps', async () => {
  const order: string[] = [];
  const wrap =
    (inner: (exchange: unknown, signal: unknown) => unknown) => async (exchange: unknown, signal: unknown) => {
      order.push('before');
      await inner(exchange, signal);
      order.push('after');
    };
  const context = await startSteps((start) =>
    start.policy({ wrap }, (inner) => inner.process(() => void order.push('step'))),
  );
  await context.send('loopback:in');
  expect(order).toEqual(['before', 'step', 'after']);
});

test('saga compensates with its values when a step fails', async () => {
  const context = await startSteps((start) =>
    start.saga({ compensation: 'mock:undo', values: { report: ({ body }) => `report ${String(body)}` } }, (inner) =>
      inner.throwException('java.io.IOException', 'down'),
    ),
  );
  await context.send('loopback:in', 7);
  expect(context.mocks.get('mock:undo').received.map(({ headers }) => headers['report'])).toEqual(['report 7']);
});

test('rollback only marks the message when it is told so', async () => {
  const context = await startSteps((start) => start.rollback(undefined, { markRollbackOnly: true }));
  const { exception, rollbackOnly } = await context.send('loopback:in');
  expect([exception, rollbackOnly]).toEqual([undefined, true]);
});

test('loadBalance takes blocks in turn, or by a value', async () => {
  const turns = await startSteps((start) => start.loadBalance([(one) => one.to('mock:a'), (one) => one.to('mock:b')]));
  for (const body of [1, 2, 3]) await turns.send('loopback:in', body);
  expect([turns.mocks.get('mock:a').bodies, turns.mocks.get('mock:b').bodies]).toEqual([[1, 3], [2]]);
  const sticky = await startSteps((start) =>
    start.loadBalance([(one) => one.to('mock:a'), (one) => one.to('mock:b')], { stickyBy: ({ body }) => body }),
  );
  for (const body of ['x', 'x', 'y', 'x']) await sticky.send('loopback:in', body);
  expect(sticky.mocks.get('mock:a').bodies).toEqual(['x', 'x', 'x']);
});

test('resequence puts messages into order', async () => {
  const context = await startSteps((start) =>
    start.resequence(
      ({ body }) => body,
      { batchConfig: { batchSize: 3 } },
      (inner) => inner.to('mock:out'),
    ),
  );
  for (const body of [3, 1, 2]) await context.send('loopback:in', body);
  await context.clock.advance(0);
  expect(context.mocks.get('mock:out').bodies).toEqual([1, 2, 3]);
});

test('cache answers what its steps answered before', async () => {
  let asked = 0;
  const context = await startSteps((start) =>
    start.cache(
      ({ body }) => body,
      (inner) => inner.transform(() => ++asked),
    ),
  );
  expect([await context.request('loopback:in', 'k'), await context.request('loopback:in', 'k')]).toEqual([1, 1]);
  expect(await context.request('loopback:in', 'other')).toBe(2);
});

test('setHeaders and setVariables set all values, each seeing those before it', async () => {
  const context = await startSteps((start) =>
    start
      .setHeaders({ unit: 'Bo', place: ({ header }) => `${String(header('unit'))}!`, rows: 3 })
      .setVariables({ total: 5, text: ({ header }) => header('place') })
      .convertHeaderTo('rows', 'String')
      .convertVariableTo('total', 'String', { toName: 'shown' })
      .to('mock:out'),
  );
  await context.send('loopback:in');
  const { exchange, headers } = context.mocks.get('mock:out').received[0]!;
  expect(headers).toMatchObject({ unit: 'Bo', place: 'Bo!', rows: '3' });
  expect(Object.fromEntries(exchange.variables)).toEqual({ total: 5, text: 'Bo!', shown: '5' });
});

test('removeProperties takes away what matches', async () => {
  const context = await startSteps((start) =>
    start.setProperty('aOne', 1).setProperty('aTwo', 2).removeProperties('a*', 'aTwo').to('mock:out'),
  );
  await context.send('loopback:in');
  const { exchange } = context.mocks.get('mock:out').received[0]!;
  expect([exchange.property('aOne'), exchange.property('aTwo')]).toEqual([undefined, 2]);
});

test('setExchangePattern, script, bean and transformDataType do what their patterns do', async () => {
  const seen: unknown[] = [];
  const greeter = { greet: (name: unknown) => `Hello ${String(name)}` };
  const context = await startSteps(
    (start) =>
      start
        .setExchangePattern('InOut')
        .script(({ body }) => seen.push(body))
        .bean(greeter, 'greet')
        .transformDataType('loud')
        .to('mock:out'),
    { beans: { loud: (body: unknown) => `${String(body)}!` } },
  );
  await context.send('loopback:in', 'Bo');
  const [{ body, exchange }] = context.mocks.get('mock:out').received as unknown as [
    { body: unknown; exchange: { pattern: string } },
  ];
  expect([seen, body, exchange.pattern]).toEqual([['Bo'], 'Hello Bo!', 'InOut']);
});

test('kamelet calls a template with its parameters', async () => {
  const context = createTestContext();
  await context.addRoutes(
    loadYaml(`
- routeTemplate:
    id: greet
    parameters: [{ name: word }]
    from: { uri: "kamelet:source", steps: [{ setBody: { simple: "{{word}} \${body}" } }] }
`),
  );
  await context.addRoutes(route('r').from('loopback:in').kamelet('greet', { word: 'Hi' }).to('mock:out'));
  await context.start();
  await context.send('loopback:in', 'Bo');
  expect(context.mocks.get('mock:out').bodies).toEqual(['Hi Bo']);
  await context.stop();
});

test('interceptions of the route run before its steps, its source and its sends', async () => {
  const context = await startSteps((start) =>
    start
      .intercept({ onWhen: ({ body }) => body === 'x' }, (inner) => inner.to('mock:each'))
      .interceptFrom({}, (inner) => inner.to('mock:first'))
      .interceptSendToEndpoint('mock:real', { skipSendToOriginalEndpoint: true }, (inner) => inner.to('mock:instead'))
      .to('mock:real'),
  );
  await context.send('loopback:in', 'x');
  await context.send('loopback:in', 'y');
  const bodies = (uri: string) => context.mocks.get(uri).bodies;
  expect(bodies('mock:each')).toEqual(['x']);
  expect(bodies('mock:first')).toEqual(['x', 'y']);
  expect([bodies('mock:real'), bodies('mock:instead')]).toEqual([[], ['x', 'y']]);
});

test('patterns with computed endpoints take the options of their patterns', async () => {
  const context = await startSteps((start) =>
    start
      .setVariable('part', 'a part')
      .wireTap('mock:tap', { variableSend: 'part', onPrepare: (copy: { body: unknown }) => void (copy.body += '!') })
      .enrich('mock:asked', { variableSend: 'part', variableReceive: 'answer' })
      .recipientList(() => 'mock:one;mock:two', { delimiter: ';', stopOnException: true })
      .routingSlip(() => 'nope:x#mock:slip', { uriDelimiter: '#', ignoreInvalidEndpoints: true })
      .claimCheck('Push')
      .claimCheck('Pop', { aggregationStrategy: (now: unknown) => now })
      .onCompletion({ mode: 'BeforeConsumer', onWhen: ({ body }) => body === 'x' }, (last) => last.to('mock:last')),
  );
  await context.send('loopback:in', 'x');
  await context.mocks.get('mock:tap').whenCount(1);
  const uris = ['tap', 'asked', 'one', 'two', 'slip', 'last'];
  const bodies = uris.map((uri) => context.mocks.get(`mock:${uri}`).bodies);
  expect(bodies).toEqual([['a part!'], ['a part'], ['x'], ['x'], ['x'], ['x']]);
});

test('groups are complete by sizes and times that functions compute', async () => {
  const context = await startSteps((start) =>
    start.aggregate(
      () => 'all',
      {
        aggregationStrategy: '#class:GroupedBodyAggregationStrategy',
        completionSizeExpression: ({ body }) => (body as number) * 10,
        completionTimeoutExpression: ({ body }) => body as number,
      },
      (group) => group.to('mock:group'),
    ),
  );
  await context.send('loopback:in', 50);
  await context.clock.advance(50);
  expect(context.mocks.get('mock:group').bodies).toEqual([[50]]);
});
