import { expect, test } from 'vitest';
import { copyResults } from './copy-results.ts';
import { Exchange } from './exchange.ts';
import { splitPlaceNames } from './part-place.ts';
import type { PropertyNote } from './property-note.ts';

const note = (name: string, value: unknown): PropertyNote => ({
  property: (asked) => (asked === name ? value : undefined),
  writeTo: (properties) => void properties.set(name, value),
});

function noted(): Exchange {
  const exchange = new Exchange<unknown>('body');
  exchange.properties.set('state', 'written');
  exchange.setPlace({ names: splitPlaceNames, size: undefined }, 2, false);
  exchange.setNote(note('state', 'noted'));
  exchange.aggregatedSize = 3;
  exchange.tryBlock = true;
  return exchange;
}
const all = {
  state: 'noted',
  CamelSplitIndex: 2,
  CamelSplitComplete: false,
  TryRouteBlock: true,
  CamelAggregatedSize: 3,
};

test('what the engine notes reads as properties, one by one and together', () => {
  const exchange = noted();
  for (const [name, value] of Object.entries(all)) expect(exchange.property(name)).toBe(value);
  expect(Object.fromEntries(exchange.properties)).toEqual(all);
  for (const [name, value] of Object.entries(all)) expect(exchange.property(name)).toBe(value);
});

test('what is written later counts', () => {
  const exchange = noted();
  exchange.properties.set('state', 'later');
  expect(exchange.property('state')).toBe('later');
  exchange.setNote(note('state', 'again'));
  expect(exchange.property('state')).toBe('again');
});

test('each can be removed, before anything looked at them and after', () => {
  for (const look of [false, true]) {
    const exchange = noted();
    if (look) void exchange.properties;
    for (const name of Object.keys(all)) exchange.removeProperty(name);
    expect(Object.fromEntries(exchange.properties)).toEqual({});
    expect(exchange.hasProperties).toBe(false);
  }
});

test('copies and results take them along, and do not share them', () => {
  const exchange = noted();
  const copy = exchange.copy();
  copy.removeProperty('state');
  expect(exchange.property('state')).toBe('noted');
  const target = new Exchange<unknown>(null);
  target.properties.set('own', 1);
  copyResults(target, exchange);
  expect(Object.fromEntries(target.properties)).toEqual({ ...all, own: 1 });
});

test('what few exchanges have is there when it was set, and copies get what is theirs', () => {
  const exchange = new Exchange<unknown>(null);
  const completions = [{}];
  exchange.completions = undefined;
  expect([exchange.completions, exchange.failureRoutes, exchange.claims, exchange.created]).toEqual([
    undefined,
    undefined,
    undefined,
    0,
  ]);
  exchange.completions = completions;
  exchange.failureRoutes = ['a'];
  exchange.created = 5;
  exchange.setHidden('secret', 1);
  const copy = exchange.copy();
  expect([copy.completions, copy.failureRoutes, copy.created, copy.property('secret')]).toEqual([
    undefined,
    ['a'],
    5,
    undefined,
  ]);
  expect([exchange.completions, exchange.property('secret')]).toEqual([completions, 1]);
});
