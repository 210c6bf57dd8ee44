import { RouteError } from '../errors/route-error.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../convert/java-text.ts';
import { resolveTypeName } from '../convert/java-type.ts';
import { isExceptionOf, NamedException } from '../error-handling/exception-types.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Throws. */
export const throwException = {
  name: 'throwException',
  description: 'Throws.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({ description: 'Exception to throw: bean name or object.' }),
    exceptionType: option.string({ description: 'Class of the exception.' }),
    message: option.string({ description: 'Message, in Simple.' }),
  },
  compile: compileThrowException,
} as const satisfies EipDefinition;

async function compileThrowException(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { ref, exceptionType, message } = step.options as ResolvedOptions<typeof throwException.options>;
  if (ref !== undefined) {
    const bean = compiler.bean<unknown>(ref, 'throwException');
    return (exchange) => {
      exchange.exception = typeof bean === 'function' && !(bean instanceof Error) ? (bean as () => unknown)() : bean;
    };
  }
  if (exceptionType === undefined) throw compiler.refuse(step, 'ref or exceptionType must be configured.');
  const unfit = unfitness(exceptionType);
  const text =
    message === undefined ? undefined : await compiler.expression({ language: 'simple', expression: message });
  const reason = `Error creating new instance of class ${exceptionType}`;
  const fail = (exchange: Exchange, cause: unknown) => {
    exchange.exception = new RouteError('ROUTE_EXCHANGE_FAILED', { reason, exchange: String(exchange) }, { cause });
  };
  const raise = (exchange: Exchange, value: unknown) => {
    if (unfit) return fail(exchange, unfit);
    exchange.exception = new NamedException(exceptionType, value === undefined ? undefined : textOf(value));
  };
  return (exchange, signal) => {
    try {
      const value = text?.evaluate(exchange, signal);
      if (value instanceof Promise)
        return value.then(
          (settled) => raise(exchange, settled),
          (error: unknown) => fail(exchange, error),
        );
      raise(exchange, value);
    } catch (error) {
      fail(exchange, error);
    }
  };
}

/** Classes that are not made from a message alone. */
const withoutMessage = new Set([
  'java.nio.channels.ClosedChannelException',
  'org.apache.camel.CamelExchangeException',
  'org.apache.camel.CamelExecutionException',
  'org.apache.camel.ExchangeTimedOutException',
  'org.apache.camel.InvalidPayloadException',
  'org.apache.camel.NoTypeConversionAvailableException',
  'org.apache.camel.RuntimeExchangeException',
  'org.apache.camel.TypeConversionException',
  'org.apache.camel.ValidationException',
]);

/** Why a class cannot be thrown: it is no exception, or cannot be made from a message. */
function unfitness(type: string): NamedException | undefined {
  if (withoutMessage.has(type)) {
    const message = `${type}.<init>(java.lang.String)`;
    return new NamedException('java.lang.NoSuchMethodException', message);
  }
  const isException = isExceptionOf(new NamedException(type), 'java.lang.Exception');
  if (isException && (resolveTypeName(type) === undefined || type === 'java.lang.Exception')) return undefined;
  const module = `(${type} and java.lang.Exception are in module java.base of loader 'bootstrap')`;
  const message = `class ${type} cannot be cast to class java.lang.Exception ${module}`;
  return new NamedException('java.lang.ClassCastException', message);
}
