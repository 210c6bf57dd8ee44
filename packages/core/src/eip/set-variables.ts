import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { namedValues } from './named-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets several variables. */
export const setVariables = {
  name: 'setVariables',
  description: 'Sets several variables.',
  shape: 'step',
  options: {
    variables: option.list(
      option.object(
        {
          name: option.string({ description: 'Name of the variable.', required: true }),
          expression: option.expression({ description: 'Value.', required: true }),
        },
        { description: 'One variable.' },
      ),
      { description: 'The variables, set in order.', required: true },
    ),
  },
  compile: compileSetVariables,
} as const satisfies EipDefinition;

async function compileSetVariables(step: StepModel, compiler: Compiler): Promise<Processor> {
  const entries = step.options['variables'] as readonly { name: string; expression: ExpressionModel }[];
  const { variables } = compiler.host;
  return namedValues(entries, compiler, (exchange, key, value) => variables.set(exchange, key, value));
}
