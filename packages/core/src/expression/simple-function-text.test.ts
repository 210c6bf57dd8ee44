import { expect, test } from 'vitest';
import { simpleFunctionText } from './simple-function-text.ts';

test.each([
  ['body', 'body'],
  ['in.body', 'body'],
  ['body.name', 'bodyOgnl(.name)'],
  ['body?.name', 'bodyOgnl(?.name)'],
  ['body[0]', 'bodyOgnl([0])'],
  ['headers.id', 'header(id)'],
  ["header['id']", 'header(id)'],
  ['in.header.id', 'header(id)'],
  ['header.id.length', 'headerOgnl(id.length)'],
  ['headers.size', 'headers.size'],
  ['exchangeProperty[id]', 'exchangeProperty(id)'],
  ['exchangeProperty.id.length', 'propertyOgnl(id.length)'],
  ['variable.id', 'variable(id)'],
  ['exchange.pattern', 'exchangeOgnl(.pattern)'],
  ['bodyAs(String)', 'bodyAs[String]'],
  ['headerAs(id,String)', 'headerAs(id, String)'],
  ['bean:greeter', 'BeanExpression[greeter]'],
  ['bean:greeter.hello', 'BeanExpression[greeter method:hello]'],
  ['bean:greeter::hello', 'BeanExpression[greeter method:hello]'],
  ['bean:greeter?method=hello(body)', 'BeanExpression[greeter method:hello(body)]'],
  ['ref:people', 'ref(people)'],
  ['date:now:yyyy', 'date(now:yyyy)'],
  ['properties:a:b', 'properties(a)'],
  ['sys.home', 'systemProperty(home)'],
  ['env.HOME', 'systemEnvironment(HOME)'],
  ['collate(2)', 'collate(${body},2)'],
  ['exception.message', 'exchangeExceptionMessage'],
  ['routeId', 'routeId'],
])('%s is shown as Camel shows it', (written, shown) => {
  expect(simpleFunctionText(written)).toBe(shown);
});
