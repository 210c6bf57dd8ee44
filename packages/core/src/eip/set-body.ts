import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { settleValue } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the body. */
export const setBody = {
  name: 'setBody',
  description: 'Sets the body.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'New body.', required: true }),
  },
  inlineExpression: 'expression',
  compile: compileSetBody,
} as const satisfies EipDefinition;

async function compileSetBody(step: StepModel, compiler: Compiler): Promise<Processor> {
  const expression = await compiler.bodyExpression(step.options['expression'] as ExpressionModel);
  return (exchange, signal) =>
    settleValue(expression.evaluate(exchange, signal), (value) => {
      if (exchange.exception === undefined) exchange.body = value ?? null;
    });
}
