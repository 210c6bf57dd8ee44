import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { namedValue } from './named-value.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets one header. */
export const setHeader = {
  name: 'setHeader',
  description: 'Sets one header.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the header; may be Simple.', required: true }),
    expression: option.expression({ description: 'Value.', required: true }),
  },
  inlineExpression: 'expression',
  compile: compileSetHeader,
} as const satisfies EipDefinition;

async function compileSetHeader(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { name, expression } = step.options as { name: string; expression: ExpressionModel };
  if (name === '') throw compiler.refuse(step, 'the name is empty.');
  return namedValue({ name, expression }, compiler, (exchange, key, value) => void exchange.headers.set(key, value));
}
