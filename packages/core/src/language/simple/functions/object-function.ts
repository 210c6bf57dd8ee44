import type { Exchange } from '../../../exchange/exchange.ts';
import { compilePath } from '../../object-path/walk-path.ts';
import { prefix, type FunctionCall, type SimpleFunction } from '../function-call.ts';

/** A value with an optional path behind it: `body`, `body.name`, `body[0]?.x`. */
export function object(
  name: string,
  description: string,
  value: (exchange: Exchange, of: FunctionCall) => unknown,
): SimpleFunction {
  return prefix(name, [name, `${name}.path`], description, (of) => {
    if (/^\w/.test(of.rest)) throw of.syntax(`Unknown function: ${of.text}`);
    if (of.rest === '') return (exchange) => value(exchange, of) ?? null;
    const walk = /^\s|\s$|\s(?![^([]*[)\]])/.test(of.rest)
      ? undefined
      : compilePath(of.rest, (text) => of.expression(text));
    if (walk === undefined) throw of.syntax(`Valid syntax: \${${name}.OGNL} was: ${of.text}`);
    return (exchange, signal) => walk(value(exchange, of), exchange, signal);
  });
}
