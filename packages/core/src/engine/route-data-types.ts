import { settleValue } from '../eip/then-run.ts';
import type { DataTypeTransformer } from '../eip/transform-data-type.ts';
import type { Processor } from '../eip/processor.ts';
import { RouteError } from '../errors/route-error.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isTruthy } from '../language/predicate-value.ts';
import type { Compiler } from './compiler.ts';
import { contain } from './pipeline.ts';
import type { RouteSettings } from './route-options.ts';

/** Says whether a body is of a data type: a bean of the type's name with the ending `Validator`. */
export type DataTypeValidator = (body: unknown) => boolean | Promise<boolean>;

/**
 * Stands around the steps of a route: `inputType` before them, `outputType` after them. As in Camel, what fails here is the
 * sender's, and no error handler of the route deals with it.
 */
export function withDataTypes(steps: Processor, settings: RouteSettings, compiler: Compiler): Processor {
  const { inputType, outputType } = settings;
  const before = inputType && contain(typed(inputType, 'inputType', compiler));
  const after = outputType && contain(typed(outputType, 'outputType', compiler));
  if (before === undefined && after === undefined) return steps;
  const ifGood =
    (next: Processor): Processor =>
    (exchange, signal) =>
      exchange.exception === undefined ? next(exchange, signal) : undefined;
  const chain = [before, before === undefined ? steps : ifGood(steps), after && ifGood(after)];
  return chain
    .filter((each) => each !== undefined)
    .reduce((first, second) => (exchange, signal) => {
      const waiting = first(exchange, signal);
      return waiting === undefined ? second(exchange, signal) : waiting.then(() => second(exchange, signal));
    });
}

function typed(type: NonNullable<RouteSettings['inputType']>, name: string, compiler: Compiler): Processor {
  const { urn, validate } = type;
  const { context, routeId } = compiler;
  const transform = transformerTo(urn, compiler);
  const validator = context.bean(`${urn}Validator`);
  const refuse = (reason: string) =>
    new RouteError('ROUTE_DATA_TYPE', { place: `${name} of route ${routeId}`, type: urn, reason });
  if (validate === true && typeof validator !== 'function')
    throw refuse(`there is no validator: register a function "${urn}Validator" that answers true or false.`);
  const check = (exchange: Exchange): void | Promise<void> => {
    if (validate !== true) return;
    return settleValue((validator as DataTypeValidator)(exchange.body), (isValid) => {
      if (!isTruthy(isValid)) throw refuse('the validator does not take the body.');
    });
  };
  return (exchange) => {
    if (transform === undefined) return check(exchange);
    return settleValue(transform(exchange.body), (body) => {
      exchange.body = body;
      return check(exchange);
    });
  };
}

/** A bean `>type` or `type`, or the conversion to a Java type. */
function transformerTo(urn: string, { context }: Compiler): DataTypeTransformer | undefined {
  const bean = context.bean(`>${urn}`) ?? context.bean(urn);
  if (typeof bean === 'function') return bean as DataTypeTransformer;
  const java = /^java:(?<type>.+)$/.exec(urn)?.groups?.['type'];
  return java === undefined ? undefined : (body) => context.convert(body, java);
}
