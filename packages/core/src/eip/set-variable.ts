import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { namedValue } from './named-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one variable. */
export const setVariable = {
  name: 'setVariable',
  description: 'Sets one variable.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the variable; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
  compile: compileSetVariable,
} as const satisfies EipDefinition;

async function compileSetVariable(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { name, expression } = step.options as { name: string; expression: ExpressionModel };
  const { variables } = compiler.host;
  return namedValue({ name, expression }, compiler, (exchange, key, value) => {
    if (value === null) variables.remove(exchange, key);
    else variables.set(exchange, key, value);
  });
}
