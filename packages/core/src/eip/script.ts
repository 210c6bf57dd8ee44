import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs an expression for its effect; its value is dropped. */
export const script = {
  name: 'script',
  description: 'Runs an expression for its effect; its value is dropped.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'What is run.', required: true }),
  },
  inlineExpression: 'expression',
  compile: compileScript,
} as const satisfies EipDefinition;

async function compileScript(step: StepModel, compiler: Compiler): Promise<Processor> {
  const expression = await compiler.expression(step.options['expression'] as ExpressionModel);
  return (exchange, signal) => {
    const value = expression.evaluate(exchange, signal);
    if (value instanceof Promise) return value.then(() => undefined);
  };
}
