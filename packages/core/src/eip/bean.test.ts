import { expect, test } from 'vitest';
import { runSteps, startSteps } from '../../test/run-steps.ts';

class Counter {
  count = 0;
  next() {
    return ++this.count;
  }
}
class Greeter {
  greet(name: unknown) {
    return `Hello ${String(name)}`;
  }
  add(a: number, b: number) {
    return a + b;
  }
  nothing() {
    return undefined;
  }
}
const called = async (
  options: Readonly<Record<string, unknown>>,
  beans: Readonly<Record<string, unknown>> = { greeter: new Greeter() },
) => (await runSteps((steps) => steps.eip('bean', options), 'Ada', { beans: { ...beans } })).body;

test('the method of a bean gets the body, and what it gives is the new one', async () => {
  expect(await called({ ref: 'greeter', method: 'greet' })).toBe('Hello Ada');
  expect(await called({ ref: new Greeter(), method: 'greet' })).toBe('Hello Ada');
});

test('it may have arguments, and one that gives nothing leaves the body as it was', async () => {
  expect(await called({ ref: 'greeter', method: 'add(2, 3)' })).toBe(5);
  expect(await called({ ref: 'greeter', method: 'nothing' })).toBe('Ada');
});

test('a bean of a class is made once, or anew for each call', async () => {
  const counted = async (scope: string) => {
    const context = await startSteps((steps) => steps.eip('bean', { beanType: 'Counter', method: 'next', scope }), {
      beans: { Counter },
    });
    const bodies = [];
    for (let n = 0; n < 2; n++) bodies.push((await context.send('loopback:in', 'x')).body);
    return bodies;
  };
  expect(await counted('Singleton')).toEqual([1, 2]);
  expect(await counted('Prototype')).toEqual([1, 1]);
});

test('within one message a bean of scope Request is the same', async () => {
  const twice = (scope: string) =>
    runSteps(
      (steps) => {
        const options = { beanType: 'Counter', method: 'next', scope };
        return steps.eip('bean', options).eip('bean', options);
      },
      'x',
      { beans: { Counter } },
    );
  expect((await twice('Request')).body).toBe(2);
  expect((await twice('Prototype')).body).toBe(1);
});

test('a function is called as a processor', async () => {
  const ref = (exchange: { body: unknown }) => void (exchange.body = 'processed');
  expect(await called({ ref })).toBe('processed');
});

test('a bean may be named with what it is; a star is the body where the body comes first', async () => {
  const beans = { joiner: { join: (...values: unknown[]) => values } };
  for (const ref of ['joiner', 'bean:joiner', 'ref:joiner']) {
    const run = await runSteps((steps) => steps.eip('bean', { ref, method: 'join(*, 1, *)' }), 'a', { beans });
    expect(run.body).toEqual(['a', 1, null]);
  }
});

test('a bean or method that is not there is refused', async () => {
  const start = (options: Readonly<Record<string, unknown>>) =>
    startSteps((steps) => steps.eip('bean', options), { beans: { greeter: {} } });
  await expect(start({})).rejects.toThrow('ref or beanType must be configured');
  await expect(start({ ref: 'greter' })).rejects.toThrow(/greter.*greeter/s);
  await expect(start({ ref: new Greeter(), method: 'grete' })).rejects.toThrow('no method "grete"');
});
