import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { NamedException } from '../error-handling/exception-types.ts';
import { converter } from './converter.ts';
import { settleValue } from './then-run.ts';
import { namedConversionOptions } from './conversion-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Converts a variable to another type. */
export const convertVariableTo = {
  name: 'convertVariableTo',
  description: 'Converts a variable to another type.',
  shape: 'step',
  options: namedConversionOptions,
  compile: compileConvertVariableTo,
} as const satisfies EipDefinition;

function compileConvertVariableTo(step: StepModel, compiler: Compiler): Processor {
  const { name, type, toName, charset, mandatory } = step.options as ResolvedOptions<typeof convertVariableTo.options>;
  const convert = converter(type, charset, mandatory, step, compiler);
  const { variables } = compiler.host;
  return (exchange) => {
    const found = variables.get(exchange, name);
    if (mandatory && (found === undefined || found === null)) {
      const told = `No '${name}' variable available. ${String(exchange)}`;
      throw new NamedException('org.apache.camel.NoSuchVariableException', told);
    }
    return settleValue(convert(found), (value) => variables.set(exchange, toName ?? name, value));
  };
}
