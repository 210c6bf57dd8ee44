import { describe, expect, test } from 'vitest';
import { exceptionTypeOf } from '../../error-handling/exception-types.ts';
import { Exchange } from '../../exchange/exchange.ts';
import { HeaderMap } from '../../exchange/header-map.ts';
import { testContext } from '../test-context.ts';
import { compileSimple } from './simple-language.ts';

const { signal } = new AbortController();
const people = new Map([['first', 'Ada']]);

function evaluate(text: string, body: unknown = null, headers: Readonly<Record<string, unknown>> = {}): unknown {
  const exchange = new Exchange(body);
  exchange.headers = HeaderMap.from(headers);
  return compileSimple(text, 'expression', testContext({ people }, { key: 'value' }))(exchange, signal);
}

function failureOf(text: string, body: unknown = null): string {
  try {
    evaluate(text, body, { l: ['a'] });
  } catch (error) {
    return exceptionTypeOf(error);
  }
  return 'none';
}

describe('blanks and quotes in arguments', () => {
  test.each<[text: string, body: unknown, result: unknown]>([
    ['${replace(l, x)}', 'hello', 'he x xo'],
    ["${substringAfter('a b', ' ')}", null, null],
    ['${uppercase( abc )}', null, ' ABC '],
    ["${uppercase('a','b')}", null, 'A,B'],
    ["${concat('a' , 'b')}", null, 'ab'],
    ["${concat('a\"b')}", 'x', 'xab'],
    ['${join(a , b)}', 'x,y', ' bxa  by'],
    ['${list(,)}', null, []],
    ['${val(a,b)}', null, 'a,b'],
    ["${replace('a','${body}')}", 'a', '${body}'],
  ])('%s of %j', (text, body, result) => {
    expect(evaluate(text, body)).toEqual(result);
  });
});

describe('what a function makes of other values', () => {
  test.each<[text: string, body: unknown, result: unknown]>([
    ['${length()}', ['a', 'b'], 6],
    ['${length()}', 'é', 2],
    ['${normalizeWhitespace()}', ' a   b\nc ', 'a b\nc'],
    ['${quote()}', '"a"', '"a"'],
    ['${safeQuote()}', ['a'], '"[a]"'],
    ['${concat(${header.none},x)}', null, 'x'],
    ['${concat(${header.none},${header.none})}', null, null],
    ['${substring(-1,-1)}', 'abcd', 'bc'],
    ["${pad(${body},3,'')}", 'a', 'a  '],
    ['${join()}', ['a', null, 'b'], 'a,b'],
    ['${base64Encode()}', 5, null],
    ['${hash(${body})}', { a: 1 }, null],
    ['${abs()}', ['a'], null],
    ['${sum(${body},1)}', 2.5, 3],
    ['${range(-2,1)}', null, null],
    ['${distinct(${body},a)}', ['a', 'b'], new Set(['a', 'b'])],
    ['${reverse()}', '', []],
    ['${listAdd(z)}', 'a,b', null],
    ['${listAdd(${header.none})}', ['a'], ['a']],
    ['${listRemove(1)}', ['a', 'b'], ['a']],
    ['${listRemove(last)}', ['a', 'b'], ['a']],
    ['${mapAdd(a,1)}', 'text', null],
    ['${mapAdd(a,${header.none})}', { a: 1 }, { a: 1 }],
    ['${forEach(${body},${sum(${body},1)})}', [1, 2], [2, 3]],
    ['${not()}', 'x', false],
    ['${toJson(${body})}', 5, '5'],
    ['${toJson(${body})}', ['a/b'], String.raw`["a\/b"]`],
    ['${toPrettyJson(${body})}', { a: [] }, '{\n\t"a": [\n\t\t\n\t]\n}\n'],
    ['${pretty(${body})}', [1], '[\n\t1\n]\n'],
    ['${pretty(${body})}', ['a'], null],
    ['${pretty(${body})}', '<a>x <b>y</b><c/></a>', '<a>\n  <b>\n    y\n  </b>\n  <c>\n  </c>\n</a>'],
    ['${simpleJsonpath(k[0])}', '{"k":[5]}', 5],
    ['${bodyAs(int)}', null, 0],
    ['${messageAs(String)}', 'x', null],
    ['${exchange.getIn().getBody()}', 'x', 'x'],
    ['${body.compareTo(a)}', 'c', 2],
    ["${body.put('a','b')}", { a: 1 }, 1],
    ['${body[0]}', new Set(['x']), 'x'],
  ])('%s of %j', (text, body, result) => {
    expect(evaluate(text, body)).toEqual(result);
  });

  test.each([
    ['${join()}', null, 'java.lang.IllegalArgumentException'],
    ['${collate(2)}', null, 'java.lang.IllegalArgumentException'],
    ['${collate(${header.l})}', 'x', 'java.lang.NullPointerException'],
    ['${sort()}', ['a', null], 'java.lang.NullPointerException'],
    ['${sort()}', ['a', 1], 'java.lang.ClassCastException'],
    ['${substring(x)}', null, 'org.apache.camel.TypeConversionException'],
    ['${substringBefore(${header.none})}', 'a', 'java.lang.NullPointerException'],
    ['${range(${header.none},5)}', null, 'java.lang.NullPointerException'],
    ["${range('5')}", null, 'org.apache.camel.TypeConversionException'],
    ["${split('{')}", 'a', 'java.util.regex.PatternSyntaxException'],
    ['${capitalize()}', '', 'java.lang.ArrayIndexOutOfBoundsException'],
    ['${base64Encode()}', ['a'], 'org.apache.camel.TypeConversionException'],
    ["${empty('map')}", null, 'java.lang.IllegalArgumentException'],
    ["${throwException(m,'java.io.IOException')}", null, 'org.apache.camel.RuntimeCamelException'],
    ['${properties:none}', null, 'org.apache.camel.RuntimeCamelException'],
    ['${simpleJsonpath(a)}', 'no json', 'org.apache.camel.TypeConversionException'],
    ['${simpleJsonpath(header:none,a)}', null, 'org.apache.camel.RuntimeCamelException'],
    ['${body.get(9)}', ['a'], 'org.apache.camel.language.bean.RuntimeBeanExpressionException'],
    ['${body.substring(9)}', 'a', 'org.apache.camel.language.bean.RuntimeBeanExpressionException'],
    ['${body.toUpperCase}', 'a', 'org.apache.camel.language.bean.RuntimeBeanExpressionException'],
    ['${body[x].y}', {}, 'org.apache.camel.language.bean.RuntimeBeanExpressionException'],
    ['${date:property.x}', null, 'java.lang.IllegalArgumentException'],
    ["${pretty('{}')}", null, 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException'],
    ['${date:now+h:HH}', null, 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException'],
    ['${headerAs(l,String).length}', null, 'org.apache.camel.language.simple.types.SimpleIllegalSyntaxException'],
  ])('%s of %j fails with %s', (text, body, type) => {
    expect(failureOf(text, body)).toBe(type);
  });

  test('setHeader with null takes the header away', () => {
    const exchange = new Exchange('x');
    exchange.headers.set('a', 1);
    compileSimple('${setHeader(a,${null})}', 'expression', testContext())(exchange, signal);
    expect(exchange.headers.get('a')).toBeUndefined();
  });

  test.each([
    ['+02:00', '05:06 GMT'],
    ['GMT+25', '05:06 GMT'],
    ['GMT+2', '07:06 GMT+02:00'],
    ['Asia/Tokyo', '14:06 JST'],
  ])('the zone %s reads %s', (zone, text) => {
    const of = `\${date-with-timezone:header.d:${zone}:HH:mm z}`;
    expect(evaluate(of, null, { d: new Date('2024-03-04T05:06:07Z') })).toBe(zone.includes(':') ? `00:${text}` : text);
  });

  test('the last days of a year may be in the first week of the next', () => {
    expect(evaluate('${date-with-timezone:header.d:UTC:Y}', null, { d: new Date('2024-12-31T12:00:00Z') })).toBe(
      '2025',
    );
  });
});
