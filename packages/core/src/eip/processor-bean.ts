import { RouteError } from '../errors/route-error.ts';
import type { Processor } from './processor.ts';

/** A bean as a processor: a function `(exchange, signal)`, or an object with such a method `process`. */
export function toProcessor(bean: unknown, name: string, what: string): Processor {
  if (typeof bean === 'function') return bean as Processor;
  const process = (bean as { process?: unknown } | null | undefined)?.process;
  if (typeof process === 'function')
    return (exchange, signal) => (bean as { process: Processor }).process(exchange, signal);
  throw new RouteError('ROUTE_BAD_BEAN', {
    what,
    found: name,
    reason: 'a function (exchange, signal) or an object with process(exchange, signal) is needed.',
  });
}
