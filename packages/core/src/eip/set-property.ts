import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { namedValue } from './named-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one exchange property. */
export const setProperty = {
  name: 'setProperty',
  description: 'Sets one exchange property.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the exchange property; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
  compile: compileSetProperty,
} as const satisfies EipDefinition;

async function compileSetProperty(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { name, expression } = step.options as { name: string; expression: ExpressionModel };
  return namedValue({ name, expression }, compiler, (exchange, key, value) => {
    if (value === null) exchange.removeProperty(key);
    else exchange.properties.set(key, value);
  });
}
