import { canonical } from '../convert/conversion-error.ts';
import { javaTypeOf, resolveTypeName } from '../convert/java-type.ts';
import { exceptionMessage, exceptionTypeOf, NamedException } from '../error-handling/exception-types.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { converter, primitives } from './converter.ts';
import { settleValue } from './then-run.ts';
import { conversionOptions } from './conversion-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Converts the body to another type. */
export const convertBodyTo = {
  name: 'convertBodyTo',
  description: 'Converts the body to another type.',
  shape: 'step',
  options: conversionOptions,
  shorthand: 'type',
  compile: compileConvertBodyTo,
} as const satisfies EipDefinition;

function compileConvertBodyTo(step: StepModel, compiler: Compiler): Processor {
  const { type, charset, mandatory } = step.options as ResolvedOptions<typeof convertBodyTo.options>;
  const convert = converter(type, charset, mandatory, step, compiler);
  return (exchange) => {
    const put = (value: unknown) => {
      exchange.body = value;
    };
    try {
      return settleValue(convert(exchange.body), put);
    } catch (error) {
      // Camel takes it away again only when the conversion went well.
      if (charset !== undefined) exchange.properties.set('CamelCharsetName', charset);
      throw mandatory ? invalidPayload(exchange, type, error) : error;
    }
  };
}

function invalidPayload(exchange: Exchange, type: string, cause: unknown): NamedException {
  const wanted = primitives.has(type) ? type : canonical(resolveTypeName(type) ?? type);
  // A message has an id in Camel from its first failure on.
  const wasTold = exchange.header('CamelRedeliveryCounter') !== undefined;
  const message = `No body available of type: ${wanted} but has type: ${canonical(javaTypeOf(exchange.body))} on: Message${wasTold ? `[${exchange.id}]` : ''}`;
  const told = `${message}. Caused by: ${exceptionMessage(cause)}. ${String(exchange)}. Caused by: [${exceptionTypeOf(cause)} - ${exceptionMessage(cause)}]`;
  return new NamedException('org.apache.camel.InvalidPayloadException', told, { cause });
}
