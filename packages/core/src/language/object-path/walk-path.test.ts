import { expect, test } from 'vitest';
import { Exchange } from '../../exchange/exchange.ts';
import { compileSimple } from '../simple/simple-language.ts';
import { testContext } from '../test-context.ts';

const { signal } = new AbortController();

const evaluate = (text: string, exchange: Exchange): unknown =>
  compileSimple(text, 'expression', testContext())(exchange, signal);

test.each(["nope('a', 1)", 'nope()', 'nope'])('the method %s that is not there is named as it is written', (call) => {
  const exchange = new Exchange('x');
  expect(() => evaluate(`\${body.${call}}`, exchange)).toThrow(
    `Failed to invoke method: ${call} on null due to: org.apache.camel.component.bean.MethodNotFoundException: ` +
      `Method with name: ${call} not found on bean: x of type: java.lang.String on the exchange: Exchange[${exchange.id}]`,
  );
});

test('texts show the id of an exchange once a member of an object was asked for', () => {
  const exchange = new Exchange('x');
  evaluate('${body}', exchange);
  evaluate('${header.none.length}', exchange);
  expect(String(exchange)).toBe('Exchange[]');
  evaluate('${body.length}', exchange);
  expect(String(exchange)).toBe(`Exchange[${exchange.id}]`);
});
