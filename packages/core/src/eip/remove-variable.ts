import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes a variable. */
export const removeVariable = {
  name: 'removeVariable',
  description: 'Removes a variable.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the variable.', required: true }),
  },
  shorthand: 'name',
  compile: compileRemoveVariable,
} as const satisfies EipDefinition;

function compileRemoveVariable(step: StepModel, compiler: Compiler): Processor {
  const { name } = step.options as { name: string };
  const { variables } = compiler.host;
  return (exchange) => variables.remove(exchange, name);
}
