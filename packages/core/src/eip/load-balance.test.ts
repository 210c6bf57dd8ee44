import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

const balance = async (
  options: Readonly<Record<string, unknown>>,
  bodies: readonly unknown[],
  down: readonly string[] = [],
) => {
  const context = await startSteps((steps) =>
    steps.eip('loadBalance', options, (members) => members.to('mock:a').to('mock:b').to('mock:c')),
  );
  for (const name of down) context.mocks.get(`mock:${name}`).fail(new TypeError(`${name} is down`));
  const done = [];
  for (const body of bodies) done.push(await context.send('loopback:in', body));
  return { done, seen: ['a', 'b', 'c'].map((name) => context.mocks.get(`mock:${name}`).bodies) };
};

test('in turn', async () => {
  const { seen } = await balance({ roundRobinLoadBalancer: {} }, [1, 2, 3, 4]);
  expect(seen).toEqual([[1, 4], [2], [3]]);
});

test('to all', async () => {
  expect((await balance({ topicLoadBalancer: {} }, [1])).seen).toEqual([[1], [1], [1]]);
});

test('by chance, each message to one', async () => {
  expect(
    (await balance({ randomLoadBalancer: {} }, [1, 2, 3])).seen.flat().toSorted((a, b) => Number(a) - Number(b)),
  ).toEqual([1, 2, 3]);
});

test('a key stays with its member', async () => {
  const correlationExpression = { language: 'simple', expression: '${body}' };
  const { seen } = await balance({ stickyLoadBalancer: { correlationExpression } }, ['x', 'y', 'x', 'z', 'y']);
  expect(seen).toEqual([['x', 'x'], ['y', 'y'], ['z']]);
});

test('by weights in turn', async () => {
  const { seen } = await balance(
    { weightedLoadBalancer: { distributionRatio: '2,1,1', roundRobin: true } },
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  expect(seen).toEqual([
    [1, 4, 5, 8],
    [2, 6],
    [3, 7],
  ]);
});

test('by weights and chance', async () => {
  const rounds = new Set<string>();
  for (let n = 0; n < 40; n++) {
    const { seen } = await balance({ weightedLoadBalancer: { distributionRatio: '2,1,1' } }, [1, 2, 3, 4]);
    expect(seen.map(({ length }) => length)).toEqual([2, 1, 1]);
    rounds.add(JSON.stringify(seen));
  }
  expect(rounds.size).toBeGreaterThan(1);
});

test('the next one when one fails, as often as allowed, and for the classes named', async () => {
  const all = await balance({ failoverLoadBalancer: {} }, [1], ['a', 'b']);
  expect(all.seen).toEqual([[1], [1], [1]]);
  expect(all.done[0]!.exception).toBeUndefined();
  const once = await balance({ failoverLoadBalancer: { maximumFailoverAttempts: 1 } }, [1], ['a', 'b']);
  expect(once.done[0]!.exception).toMatchObject({ message: 'b is down' });
  const named = await balance({ failoverLoadBalancer: { exception: ['RangeError'] } }, [1], ['a']);
  expect(named.done[0]!.exception).toMatchObject({ message: 'a is down' });
});

test('it stays with the last that worked when sticky', async () => {
  const { seen } = await balance({ failoverLoadBalancer: { sticky: true } }, [1, 2], ['a']);
  expect(seen).toEqual([[1], [1, 2], []]);
});

test('by a function', async () => {
  const ref = (_: unknown, count: number) => count - 1;
  expect((await balance({ customLoadBalancer: { ref } }, [1])).seen).toEqual([[], [], [1]]);
});

test('a function that answers no index fails the message', async () => {
  const { done } = await balance({ customLoadBalancer: { ref: () => 7 } }, [1]);
  expect(done[0]!.exception).toMatchObject({
    message: expect.stringContaining('expected the index of a step, 0 to 2'),
  });
});

test('a kind is needed, and as many weights as members', async () => {
  await expect(balance({}, [])).rejects.toThrow('it needs a kind');
  await expect(balance({ weightedLoadBalancer: { distributionRatio: '1,2' } }, [])).rejects.toThrow('match');
  for (const distributionRatio of ['0,0,0', '1,-1,1', '1,x,1'])
    await expect(balance({ weightedLoadBalancer: { distributionRatio } }, [])).rejects.toThrow('not all 0');
});

test('failing over may start at the next one each time', async () => {
  const { seen } = await balance({ failoverLoadBalancer: { roundRobin: true } }, [1, 2, 3, 4]);
  expect(seen).toEqual([[1, 4], [2], [3]]);
});

test('weights may have another delimiter', async () => {
  const weightedLoadBalancer = { distributionRatio: '2;1;1', distributionRatioDelimiter: ';', roundRobin: true };
  const { seen } = await balance({ weightedLoadBalancer }, [1, 2, 3, 4]);
  expect(seen.map(({ length }) => length)).toEqual([2, 1, 1]);
});

test('a member that fails is tried again before it fails over, unless no error handler is inherited', async () => {
  const tried = async (inheritErrorHandler: boolean) => {
    const context = await startSteps((steps) =>
      steps
        .errorHandler('defaultErrorHandler', { redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } })
        .eip('loadBalance', { failoverLoadBalancer: { inheritErrorHandler } }, (members) =>
          members.to('mock:a').to('mock:b'),
        ),
    );
    context.mocks.get('mock:a').fail(new Error('down'));
    await context.send('loopback:in', 1);
    return ['a', 'b'].map((name) => context.mocks.get(`mock:${name}`).received.length);
  };
  expect(await tried(true)).toEqual([3, 1]);
  expect(await tried(false)).toEqual([1, 1]);
});

test('two kinds are refused, by their names', async () => {
  await expect(balance({ roundRobinLoadBalancer: {}, topicLoadBalancer: {} }, [])).rejects.toThrow(
    'it has roundRobinLoadBalancer and topicLoadBalancer: keep one of them',
  );
});

test('weights that are no numbers are refused', async () => {
  const options = { weightedLoadBalancer: { distributionRatio: 'a,b' } };
  const start = runSteps((steps) => steps.eip('loadBalance', options, (inner) => inner.to('mock:a').to('mock:b')));
  await expect(start).rejects.toThrow('must be whole numbers');
});
