import { expect, test } from 'vitest';
import type { Endpoint } from '../component/component.ts';
import { DynamicProducers } from './dynamic-producers.ts';

test('past the limit the producer goes that was used least recently', async () => {
  const stopped: string[] = [];
  const endpoint = (uri: string): Endpoint => ({
    uri,
    createProducer: () => ({ process: () => undefined, stop: () => void stopped.push(uri) }),
  });
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(endpoint);
  const producers = new DynamicProducers(undefined, 2);
  for (const used of [a, b, a, c, a, d]) await producers.get(used!);
  await Promise.resolve();
  expect(stopped).toEqual(['b', 'c']);
  await producers.stop();
  expect(stopped.toSorted()).toEqual(['a', 'b', 'c', 'd']);
});
