import { expect, test } from 'vitest';
import { NamedException } from '../../error-handling/exception-types.ts';
import { Exchange } from '../../exchange/exchange.ts';
import { testContext } from '../test-context.ts';
import { compileSimple } from './simple-language.ts';

class Tools {
  static shout(text: string): string {
    return text.toUpperCase();
  }

  hush(text: string): string {
    return text.toLowerCase();
  }
}

const { signal } = new AbortController();
const evaluate = (text: string, exchange: Exchange = new Exchange('Body')) =>
  compileSimple(text, 'expression', testContext({ 'org.acme.Tools': Tools }))(exchange, signal);

function failed(exception: unknown): Exchange {
  const exchange = new Exchange('Body');
  exchange.exception = exception;
  return exchange;
}

test('an exception of a class is found in what failed and in its causes', () => {
  const refused = new NamedException('java.net.ConnectException', 'refused');
  const failure = failed(new Error('outer', { cause: refused }));
  expect(evaluate('${exceptionAs(java.net.ConnectException)}', failure)).toBe(refused);
  expect(evaluate('${exceptionAs(java.io.IOException).message}', failure)).toBe('refused');
  expect(evaluate('${exceptionAs(Exception)?.message}', failure)).toBe('outer');
  expect(evaluate('${exceptionAs(java.sql.SQLException)}', failure)).toBeNull();
  expect(evaluate('${exceptionAs(java.io.IOException)}')).toBeNull();
  expect(evaluate('${exchange.exception.cause.message}', failure)).toBe('refused');
});

test('what the exchange and its message say of themselves', () => {
  const exchange = new Exchange<unknown>('Body');
  expect(evaluate('${exchange.hasOut}|${exchange.isTransacted}|${exchange.transacted}', exchange)).toBe(
    'false|false|false',
  );
  expect(evaluate('${exchange.hasProperties}|${exchange.getIn().hasHeaders()}', exchange)).toBe('false|false');
  exchange.headers.set('h', 'v');
  exchange.properties.set('p', 'v');
  expect(evaluate('${exchange.hasProperties}|${exchange.getMessage().hasHeaders()}', exchange)).toBe('true|true');
  expect(evaluate('${exchange.getMessage().messageTimestamp}', exchange)).toBe(0);
  exchange.headers.set('CamelMessageTimestamp', 5);
  expect(evaluate('${exchange.getMessage().messageTimestamp}', exchange)).toBe(5);
});

test('where a message came from is shown without secrets', () => {
  const exchange = new Exchange('Body');
  exchange.fromEndpointUri = 'sftp://ada:geheim@example.org/in?password=geheim&delay=5';
  expect(evaluate('${exchange.fromEndpoint.endpointUri}', exchange)).toBe(
    'sftp://ada:xxxxx@example.org/in?password=xxxxx&delay=5',
  );
  expect(evaluate('${exchange.fromEndpoint.endpointBaseUri}', exchange)).toBe('sftp://ada:xxxxx@example.org/in');
  expect(evaluate('from ${exchange.getFromEndpoint()}', exchange)).toContain('from sftp://ada:xxxxx@');
  expect(evaluate('${exchange.fromEndpoint}')).toBeNull();
});

test.each([
  '${attachment[x]}',
  '${attachmentContent(x)}',
  '${attachmentContentAs(x,String)}',
  '${attachmentContentAsText(x)}',
  '${attachmentContentType(x)}',
  '${attachmentHeader(x,name)}',
  '${attachmentHeaderAs(x,name,String)}',
])('%s finds nothing', (text) => {
  expect(evaluate(text)).toBeNull();
});

test.each<[text: string, advice: string]>([
  ['${htmlClean()}', 'HTML needs a library'],
  ['${setAttachment(a,b)}', 'variable or header'],
  ['${a2a:message}', 'A2A'],
  ['${property.x}', '${exchangeProperty.name}'],
  ['${out.body}', '${body}'],
  ['${sysenv}', '${env.NAME}'],
  ['${groovy:1+1}', 'No code is evaluated'],
  ['${now()}', '${date:now}'],
  ['${uperCase()}', 'Did you mean ${uppercase}?'],
])('%s is refused with what to write instead', (text, advice) => {
  expect(() => evaluate(text)).toThrow(advice);
});

test('methods of registered classes are called by their class', () => {
  expect(evaluate('${bean:type:org.acme.Tools.shout}')).toBe('BODY');
  expect(evaluate("${bean:type:org.acme.Tools?method=hush('ABC')}")).toBe('abc');
  expect(() => evaluate('${bean:type:java.lang.Math.abs(1)}')).toThrow(
    'java.lang.Math. Java\'s classes are not here: register a class or object as "java.lang.Math"',
  );
});

test('a function of an init block may be given another value than the body', () => {
  const block = '$init{\n $up ~:= ${trim()} ~> ${uppercase()};\n}init$\n';
  expect(evaluate(`${block}\${function(up)}`)).toBe('BODY');
  expect(evaluate(`${block}\${function(up,'Hello \${body}')}`)).toBe('HELLO BODY');
  expect(evaluate(`${block}\${up('a')}, \${up(b)} and $up()`)).toBe('A, B and BODY');
  // Without braces only the empty brackets are a call, as in Camel.
  expect(evaluate(`${block}$up('a'), $up`)).toBe("$up('a'), $up");
});
