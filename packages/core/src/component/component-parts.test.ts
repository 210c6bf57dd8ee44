import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';
import { normaliseUri, parseEndpointUri, splitUri } from './endpoint-uri.ts';
import { rowNumberOf, withRowNumber } from './row-number.ts';

test.each([
  ['500', 500],
  ['-1', -1],
  ['5s', 5000],
  ['1m30s', 90_000],
  ['2h', 7_200_000],
  ['1d', 86_400_000],
  ['10 seconds', 10_000],
  ['PT1M0.5S', 60_500],
  ['P1DT1H', 90_000_000],
])('the duration %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', 'P', 'soon', '5x', '5s later', '1.5s'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('a URI has a scheme, a path and options, decoded', () => {
  expect(splitUri('file:in/box?delete=true&include=a%26b')).toMatchObject({ scheme: 'file', path: 'in/box' });
  const normal = normaliseUri('timer', 'tick', { b: '2', a: '1' });
  expect(normal.uri).toBe('timer://tick?a=1&b=2');
  expect(() => splitUri('no scheme at all')).toThrow(/no endpoint URI/);
});

test('options that a component does not know are told with the nearest name', () => {
  const spec = {
    scheme: 'timer',
    title: 'Timer',
    description: 'Ticks.',
    options: { period: { type: 'duration', description: 'Between ticks.' } },
  } as const;
  const parse = (uri: string) => parseEndpointUri(uri, undefined, spec);
  expect(() => parse('timer:a?perod=5')).toThrow(/perod.*period/s);
  expect(() => parse('timer:a?period=soon')).toThrow(/soon/);
});

test('what splits goes together again', () => {
  const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/);
  const value = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !/^RAW|^\s|\s$/.test(text));
  fc.assert(
    fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (options) => {
      const { uri } = normaliseUri('x', 'path', options);
      expect({ ...splitUri(uri).query }).toEqual({ ...options });
    }),
  );
});

test('a row number is carried out of sight, by whatever is an object', () => {
  const row = withRowNumber({ a: 1 }, 12);
  expect(rowNumberOf(row)).toBe(12);
  expect(Object.keys(row)).toEqual(['a']);
  expect({ ...row }).toEqual({ a: 1 });
  expect(rowNumberOf('text')).toBeUndefined();
  expect(rowNumberOf(null)).toBeUndefined();
});

test('the path of a component may stand among its options, and is its name when it stands nowhere', () => {
  const spec = {
    scheme: 'seda',
    title: 'SEDA',
    description: 'Queues.',
    path: { name: 'name', description: 'The queue.', required: true },
    options: { size: { type: 'integer', description: 'Places.' } },
  } as const;
  expect(parseEndpointUri('seda', { name: 'q', size: 5 }, spec)).toMatchObject({ uri: 'seda://q?size=5', path: 'q' });
  expect(parseEndpointUri('seda?name=q', undefined, spec)).toMatchObject({ uri: 'seda://q' });
  expect(parseEndpointUri('seda', undefined, spec)).toMatchObject({ uri: 'seda', path: 'seda' });
  expect(() => parseEndpointUri('seda:', undefined, spec)).toThrow('the name is missing');
});

test('an option that has one value is not written twice; what goes on as it is may be', () => {
  const spec = {
    scheme: 'queue',
    title: 'Queue',
    description: 'Queues.',
    lenient: true,
    options: {
      size: { type: 'integer', description: 'Places.' },
      names: { type: 'list', description: 'Names.' },
    },
  } as const;
  expect(() => parseEndpointUri('queue:q?size=1&size=2', undefined, spec)).toThrow('"size" stands there twice');
  expect(parseEndpointUri('queue:q?names=a&names=b&x=1&x=2', undefined, spec).rest).toEqual({ x: '2' });
});
