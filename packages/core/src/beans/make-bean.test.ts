import { expect, test } from 'vitest';
import { makeBean } from './make-bean.ts';

class Greeter {
  friend: unknown = undefined;
  ready = false;
  prepare() {
    this.ready = true;
  }
}

const join = (old: { body: unknown }, next: { body: unknown }) => [old.body, next.body];

const make = (type: string, more: object = {}, properties?: Readonly<Record<string, unknown>>) => {
  const registered: Readonly<Record<string, unknown>> = { Greeter, ada: 'Ada', join, joiner: () => join };
  return makeBean(
    { name: 'b', type, options: { ...more }, ...(properties === undefined ? {} : { properties }) },
    { lookup: (name) => registered[name], names: () => Object.keys(registered), resolve: (text) => text },
  );
};

test('a property may be another bean, which must be there', () => {
  expect(make('Greeter', {}, { friend: '#bean:ada' })).toMatchObject({ friend: 'Ada' });
  expect(() => make('Greeter', {}, { friend: '#bean:bob' })).toThrow('there is no bean "bob"');
});

test('the method that is called at the start must be there', () => {
  expect(make('Greeter', { initMethod: 'prepare' })).toMatchObject({ ready: true });
  expect(() => make('Greeter', { initMethod: 'nope' })).toThrow('it has no method "nope"');
});

test("Java's collections and simple values need no class", () => {
  expect(make('java.util.ArrayList')).toEqual([]);
  expect(make('#class:java.util.LinkedHashMap')).toEqual(new Map());
  expect(make('java.util.HashSet')).toEqual(new Set());
  expect(make('java.lang.Integer', { constructors: { 0: '5' } })).toBe(5);
  expect(() => make('java.lang.Thread')).toThrow('no class is registered');
});

test('a function that is no maker is told with how to write one', () => {
  expect(make('joiner')).toBe(join);
  expect(() => make('join')).toThrow(/bean b: .*"join" .* cannot make it \(Cannot read properties .*"\(\) => bean"/);
});
