import { expect, test } from 'vitest';
import { exceptionTypeOf } from '../error-handling/exception-types.ts';
import { Exchange } from '../exchange/exchange.ts';
import { VariableScopes } from './variable-scopes.ts';

test('a prefix that is no scope is refused, as in Camel, and a group has a name', () => {
  const scopes = new VariableScopes();
  const exchange = new Exchange<unknown>(null);
  const failure = (name: string) => {
    try {
      scopes.set(exchange, name, 'x');
    } catch (error) {
      return `${exceptionTypeOf(error)}: ${(error as Error).message}`;
    }
    return undefined;
  };
  expect(failure('globl:v')).toBe(
    'java.lang.IllegalArgumentException: VariableRepository with id: globl does not exist',
  );
  expect(failure('group:v')).toBe('java.lang.IllegalArgumentException: Name must be groupId:name syntax');
  expect(['v', 'global:v', 'route:v', 'group:g:v', 'exchange:v', 'header:v'].map(failure)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
