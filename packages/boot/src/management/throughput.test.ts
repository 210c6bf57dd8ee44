import { expect, test } from 'vitest';
import { Throughput } from './throughput.ts';

test('comes near the rate of the last minutes, and falls when nothing comes', () => {
  const throughput = new Throughput(0);
  for (let second = 1; second <= 300; second++) throughput.sample(second * 10, second * 1000);
  expect(throughput.sample(3000, 300_000)).toBeCloseTo(10, 0);
  expect(throughput.sample(3000, 360_000)).toBeCloseTo(10 / Math.E, 0);
});

test('the first look after a long while tells the rate of that while', () => {
  expect(new Throughput(0).sample(36_000, 3_600_000)).toBeCloseTo(10, 5);
});

test('a counter that was reset begins anew, and two looks at once tell the same', () => {
  const throughput = new Throughput(0);
  const rate = throughput.sample(1000, 60_000);
  expect(throughput.sample(1000, 60_000)).toBe(rate);
  expect(throughput.sample(5, 61_000)).toBe(0);
});
