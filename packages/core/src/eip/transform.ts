import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { settleValue } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the body to what the expression answers. */
export const transform = {
  name: 'transform',
  description: 'Sets the body to what the expression answers.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'New body.' }),
    fromType: option.string({ description: 'Data type of the body now.' }),
    toType: option.string({ description: 'Data type wanted.' }),
  },
  inlineExpression: 'expression',
  compile: compileTransform,
} as const satisfies EipDefinition;

async function compileTransform(step: StepModel, compiler: Compiler): Promise<Processor> {
  const model = step.options['expression'] as ExpressionModel | undefined;
  if (model === undefined) throw compiler.refuse(step, 'an expression is needed.');
  const expression = await compiler.expression(model);
  return (exchange, signal) =>
    settleValue(expression.evaluate(exchange, signal), (value) => {
      exchange.body = value ?? null;
    });
}
