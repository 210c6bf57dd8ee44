import { isMap, resolveTypeName } from '../../../convert/java-type.ts';
import { exceptionLineage, NamedException } from '../../../error-handling/exception-types.ts';
import { numberTypeOf } from '../../../convert/java-number.ts';
import { combine, convertOrNull, nothingOf, settle, toText, type Evaluate } from '../../evaluation.ts';
import { LanguageError } from '../../language-error.ts';
import { isTruthy } from '../../predicate-value.ts';
import { call, withBlanks, withPath, word, type FunctionCall, type SimpleFunction } from '../function-call.ts';

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Set || value instanceof Map) return value.size === 0;
  return isMap(value) && Object.keys(value).length === 0;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (numberTypeOf(value) !== undefined) return 'number';
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value;
  if (Array.isArray(value) || value instanceof Uint8Array || value instanceof Set || isMap(value)) return 'array';
  return 'object';
}

/** A type as an argument names it; unknown ones are found when the expression is read. */
export function typeArgument(of: FunctionCall, name: string): string {
  const full = resolveTypeName(name);
  if (full === undefined) throw of.syntax(`ClassNotFoundException: ${name}`);
  return full;
}

function compileIif(of: FunctionCall): Evaluate {
  const args = of.quotedArgs();
  if (args.length === 0 || args.length > 3) {
    throw of.syntax(`Valid syntax: \${iif(predicate,trueExpression,falseExpression)} was: ${of.text}`);
  }
  if (args.length < 3) {
    return () => {
      throw new LanguageError('SIMPLE_INDEX', `Index ${args.length} out of bounds for length ${args.length}`);
    };
  }
  const test = of.predicate(args[0]!);
  const yes = of.expression(args[1]!);
  const no = of.expression(args[2]!);
  return (exchange, signal) =>
    settle(test(exchange, signal), (result) => (isTruthy(result) ? yes : no)(exchange, signal));
}

/** An expression throws what a method need not declare; all else comes wrapped, as in Camel. */
function asRuntimeException(error: NamedException): Error {
  if (exceptionLineage(error).includes('java.lang.RuntimeException')) return error;
  return new LanguageError('SIMPLE_RUNTIME', `${error.exceptionType}: ${error.message}`, { cause: error });
}

/** Sets something named by the first argument, as written, to the last, converted to the type between them. */
function setter(
  name: string,
  description: string,
  set: (exchange: Parameters<Evaluate>[0], key: string, value: unknown, of: FunctionCall) => void,
): SimpleFunction {
  const entry = call(name, [2, 3], [`${name}(name,exp)`, `${name}(name,type,exp)`], description, (of) => {
    const [key] = of.args as [string];
    const type = of.args.length === 3 ? of.args[1]! : undefined;
    return combine([of.argument(of.args.length - 1)], ([value], exchange) => {
      set(exchange, key, type === undefined ? value : convertOrNull(value, typeArgument(of, type)), of);
      return null;
    });
  });
  return withBlanks(entry);
}

export const logicFunctions: readonly SimpleFunction[] = [
  call('iif', [0, Infinity], ['iif(predicate,yes,no)'], 'One of two values by a condition.', compileIif),
  call('not', [0, Infinity], ['not()', 'not(exp)'], 'The opposite of a condition, or of the body as one.', (of) =>
    combine([of.predicate(of.rest === '' ? '${body}' : of.rest)], ([value]) => !isTruthy(value)),
  ),
  call('isEmpty', [0, 1], ['isEmpty()', 'isEmpty(exp)'], 'Whether the value is null, blank, or has no items.', (of) =>
    combine([of.argument(0)], ([value]) => isEmpty(value)),
  ),
  call(
    'kindOfType',
    [0, 1],
    ['kindOfType()', 'kindOfType(exp)'],
    'null, number, boolean, string, array or object.',
    (of) => combine([of.argument(0)], ([value]) => kindOf(value)),
  ),
  call('val', [1, Infinity], ['val(exp)'], 'The value of an expression; quotes round a text stay.', (of) =>
    of.expression(of.rest),
  ),
  word('null', 'Nothing.', () => () => null),
  withPath(
    call('convertTo', [1, 2], ['convertTo(type)', 'convertTo(exp,type)'], 'The value converted to a type.', (of) => {
      const source = of.args.length === 2 ? of.argument(0) : of.expression('${body}');
      const type = typeArgument(of, of.args.at(-1)!);
      const nothing = nothingOf[of.args.at(-1)!.trim()];
      return combine([source], ([value]) => convertOrNull(value ?? nothing, type));
    }),
  ),
  call(
    'assert',
    [2, 2],
    ['assert(predicate,message)'],
    'Fails with the message unless the condition is true.',
    (of) => {
      const test = of.predicate(of.quotedArgs()[0]!);
      const message = of.argument(1);
      return combine([test], ([value], exchange, signal) => {
        if (isTruthy(value)) return null;
        return settle(message(exchange, signal), (text) => {
          throw new LanguageError('SIMPLE_ASSERTION', toText(text) as string);
        });
      });
    },
  ),
  call(
    'throwException',
    [1, 2],
    ['throwException(message)', 'throwException(message,type)'],
    'Fails with an exception, an IllegalArgumentException by default.',
    (of) => {
      const type = of.args[1];
      if (type !== undefined && !type.includes('.')) throw of.syntax(`ClassNotFoundException: ${type}`);
      return combine([of.argument(0)], ([message]) => {
        const text = toText(message) as string;
        if (type === undefined) throw new NamedException('java.lang.IllegalArgumentException', text);
        throw asRuntimeException(new NamedException(type, text));
      });
    },
  ),
  setter('setHeader', 'Sets a header, or takes it away when the value is null; gives null.', (exchange, key, value) => {
    if (value === null || value === undefined) exchange.headers.delete(key);
    else exchange.headers.set(key, value);
  }),
  setter('setVariable', 'Sets a variable; gives null.', (exchange, key, value, { context }) => {
    if (context.setVariable === undefined && (value === null || value === undefined)) exchange.variables.delete(key);
    else if (context.setVariable === undefined) exchange.variables.set(key, value);
    else context.setVariable(exchange, key, value);
  }),
];
