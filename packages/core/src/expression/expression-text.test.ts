import { expect, test } from 'vitest';
import { expressionText } from './expression-text.ts';

const shown = (language: string, expression: string) => expressionText({ language, expression });

test('an expression is shown in the words of Camel', () => {
  expect(shown('header', 'id')).toBe('header(id)');
  expect(shown('simple', '${header.id}')).toBe('header(id)');
  expect(shown('simple', '${exchangeProperty.id}')).toBe('exchangeProperty(id)');
  expect(shown('simple', '${null}')).toBe('null');
  expect(shown('simple', '${header.a}-${header.b}')).toBe('${header.a}-${header.b}');
  expect(shown('jsonpath', '$.id')).toBe('jsonpath[$.id]');
  expect(shown('method', 'greeter?method=hello')).toBe('BeanExpression[greeter method:hello]');
  expect(shown('xpath', '/id')).toBe('xpath{/id}');
  const byId = () => 1;
  expect(expressionText({ language: 'function', function: byId })).toBe('byId');
});
