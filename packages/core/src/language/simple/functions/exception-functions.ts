import { isExceptionOf } from '../../../error-handling/exception-types.ts';
import type { Exchange } from '../../../exchange/exchange.ts';
import { call, prefix, withPath, word, type SimpleFunction } from '../function-call.ts';
import { object } from './object-function.ts';

const exceptionOf = (exchange: Exchange) => exchange.exception ?? exchange.property('CamelExceptionCaught') ?? null;

/** It or the nearest of its causes that is of a class. */
function causeOf(exception: unknown, type: string): unknown {
  const seen = new Set<unknown>();
  for (let each = exception; each instanceof Error && !seen.has(each); each = each.cause) {
    if (isExceptionOf(each, type)) return each;
    seen.add(each);
  }
  return null;
}

const stackOf = (exchange: Exchange) => (exceptionOf(exchange) as Error | null)?.stack ?? null;

export const exceptionFunctions: readonly SimpleFunction[] = [
  object('exception', 'What failed, or was caught last.', exceptionOf),
  prefix('exception.message', ['exception.message'], 'The message of what failed.', (of) => {
    if (of.rest !== '') throw of.syntax(`Valid syntax: \${exception.OGNL} was: ${of.text}`);
    return (exchange) => (exceptionOf(exchange) as Error | null)?.message ?? null;
  }),
  word('exception.stacktrace', 'The stack of what failed.', () => stackOf),
  word('exception.stackTrace', 'The stack of what failed.', () => stackOf),
  withPath(
    call(
      'exceptionAs',
      [1, 1],
      ['exceptionAs(class)'],
      'What failed, or the nearest of its causes, that is of an exception class; null when none is. As in CSimple.',
      (of) => (exchange) => causeOf(exceptionOf(exchange), of.args[0]!.trim()),
    ),
  ),
];
