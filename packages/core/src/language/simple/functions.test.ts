import { expect, test } from 'vitest';
import { Exchange } from '../../exchange/exchange.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import { testContext } from '../test-context.ts';
import { simpleFunctions } from './function-table.ts';
import { compileSimple } from './simple-language.ts';

const { signal } = new AbortController();
const greeter = { hello: (name: string) => `Hello ${name}` };

function evaluate(text: string, body: unknown = null, headers: Readonly<Record<string, unknown>> = {}): unknown {
  const exchange = new Exchange(body);
  exchange.headers = HeaderMap.from(headers);
  return compileSimple(text, 'expression', testContext({ greeter }, { key: 'value' }))(exchange, signal);
}

const date = new Date('2024-03-04T05:06:07.089Z');

test.each<[text: string, body: unknown, result: unknown]>([
  ["${replace('a','b')}", 'banana', 'bbnbnb'],
  ['${replace(&quot;,&apos;)}', '"x"', "'x'"],
  ['${substring(1,1)}', 'abcd', 'bc'],
  ["${substringBetween('a','d')}", 'abcd', 'bc'],
  ["${split(',')}", 'a,b', ['a', 'b']],
  ["${join('-')}", ['a', 'b'], 'a-b'],
  ["${pad(${body},-5,'0')}", 42, '00042'],
  ['${concat(a,b,c)}', null, 'acb'],
  ['${capitalize()}', 'foo bar', 'Foo Bar'],
  ['${sum(1,2,3)}', null, 6],
  ['${sum(1.5,1.5)}', null, null],
  ['${average(1,2,4)}', null, 2],
  ['${range(1,4)}', null, [1, 2, 3]],
  ['${reverse()}', ['a', 'b'], ['b', 'a']],
  ['${map(a,1)}', null, { a: '1' }],
  ["${listRemove('b')}", ['b', 'a', 'b'], ['a', 'b']],
  ["${iif(${body} == 'x',yes,no)}", 'x', 'yes'],
  ['${kindOfType()}', { a: 1 }, 'array'],
  ['${isEmpty()}', ' ', true],
  ['${toJson(${body})}', { a: [1, null] }, '{"a":[1,null]}'],
  ['${bean:greeter.hello}', 'Ada', 'Hello Ada'],
  ["${bean:greeter?method=hello('Bob')}", 'Ada', 'Hello Bob'],
  ['${properties:key}', null, 'value'],
  ['${properties:none:other}', null, 'other'],
  ['${base64Encode()}', 'hello', 'aGVsbG8=\r\n'],
  ['${bodyAs(String).length}', 42, 2],
  ['${mandatoryBodyAs(String).toUpperCase()}', 'a', 'A'],
  ['${convertTo(${body},String).length()}', 42, 2],
  ['${join()}', { a: 1, b: 2 }, 'a=1,b=2'],
  ['${newEmpty(LIST)}', null, []],
  ['${attachments.size}', null, 0],
])('%s of %j', (text, body, result) => {
  expect(evaluate(text, body)).toEqual(result);
});

test.each([
  ['yyyy-MM-dd', '2024-03-04'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2024-03-04T05:06:07.089Z'],
  ['EEE, d MMM yyyy', 'Mon, 4 Mar 2024'],
  ['D w u', '64 10 1'],
  ['z', 'UTC'],
])('a date by the pattern %s', (pattern, result) => {
  expect(evaluate(`\${date-with-timezone:header.d:UTC:${pattern}}`, null, { d: date })).toBe(result);
});

test.each([
  ['Europe/Oslo', 'CET'],
  ['America/New_York', 'EST'],
  ['Africa/Nairobi', 'EAT'],
  ['America/Sao_Paulo', 'BRT'],
])('the zone %s is called %s', (zone, name) => {
  expect(evaluate(`\${date-with-timezone:header.d:${zone}:z}`, null, { d: date })).toBe(name);
});

test('a date is moved by offsets and read in a time zone', () => {
  expect(evaluate('${date-with-timezone:header.d+24h:America/New_York:yyyy-MM-dd HH:mm}', null, { d: date })).toBe(
    '2024-03-05 00:06',
  );
});

test('setHeader gives nothing and sets the header', () => {
  const exchange = new Exchange('x');
  const value = compileSimple("a${setHeader(h,Integer,'5')}b", 'expression', testContext())(exchange, signal);
  expect([value, exchange.headers.get('h')]).toEqual(['ab', 5]);
});

test('a bean that fails leaves its exception on the exchange', () => {
  const failing = {
    boom: () => {
      throw new Error('bang');
    },
  };
  const exchange = new Exchange('x');
  compileSimple('${bean:b.boom}', 'expression', testContext({ b: failing }))(exchange, signal);
  expect(exchange.exception).toEqual(new Error('bang'));
});

test('every function is described in a sentence', () => {
  for (const { name, description } of Object.values(simpleFunctions).flat()) {
    expect([name, description]).toEqual([name, expect.stringMatching(/[.;]$/)]);
  }
});

test('shows the exchange and where it is', () => {
  const exchange = new Exchange('Hi');
  exchange.headers = HeaderMap.from({ a: 1 });
  exchange.fromRouteId = 'r1';
  const of = (text: string) =>
    String(compileSimple(text, 'expression', testContext())(exchange, signal)).replace(exchange.id, 'ID');
  const dump =
    'Exchange[\n\tId                  ID\n\tHeaders             {a=1}\n\tBodyType            String\n\tBody                Hi\n]';
  expect(of('${logExchange}')).toBe(dump);
  expect(of('${messageHistory}')).toContain(dump);
  expect(of('${messageHistory(true)}')).toContain(dump);
  expect(of('${messageHistory(false)}')).toMatch(/ r1\/r1 +0\n$/);
});
