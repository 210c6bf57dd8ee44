import { expect, test } from 'vitest';
import { Exchange } from '../exchange/exchange.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { ThrottleGates } from './throttle-gates.ts';

test('a gate that nobody needs is forgotten, one that still counts is not', async () => {
  const clock = new VirtualClock();
  const gates = new ThrottleGates(1000, clock);
  const pass = (key: string) => gates.of(key).pass(1, true, new Exchange(0), new AbortController().signal);
  const old = gates.of('old');
  expect(pass('old')).toBe(true);
  await clock.advance(1000);
  expect(pass('new')).toBe(true);
  for (let n = 0; n < 1000; n++) gates.of(`key ${n}`);
  expect(pass('new')).toBe(false);
  expect(gates.of('old')).not.toBe(old);
});
