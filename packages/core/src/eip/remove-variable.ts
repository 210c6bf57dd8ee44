import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import { textOf } from '../convert/java-text.ts';
import { settleValue } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Removes a variable. */
export const removeVariable = {
  name: 'removeVariable',
  description: 'Removes a variable.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the variable; may be Simple.', required: true }),
  },
  shorthand: 'name',
  compile: compileRemoveVariable,
} as const satisfies EipDefinition;

async function compileRemoveVariable(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { name } = step.options as { name: string };
  const { variables } = compiler.host;
  if (!name.includes('${')) return (exchange) => variables.remove(exchange, name);
  const computed = await compiler.expression({ language: 'simple', expression: name });
  return (exchange, signal) =>
    settleValue(computed.evaluate(exchange, signal), (key) => variables.remove(exchange, textOf(key)));
}
