import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { settleValue } from './then-run.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { transformDataType } from './transform-data-type.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets the body to what the expression answers. */
export const transform = {
  name: 'transform',
  description: 'Sets the body to what the expression answers.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'New body.' }),
    fromType: option.string({ description: 'Data type of the body now, beside toType.' }),
    toType: option.string({ description: 'Data type wanted, instead of an expression.' }),
  },
  inlineExpression: 'expression',
  compile: compileTransform,
} as const satisfies EipDefinition;

async function compileTransform(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { fromType, toType } = step.options as ResolvedOptions<typeof transform.options>;
  const model = step.options['expression'] as ExpressionModel | undefined;
  if (model !== undefined && (toType ?? fromType) !== undefined)
    throw compiler.refuse(step, 'an expression and data types exclude each other: keep one.');
  if (toType !== undefined) return transformDataType.compile(step, compiler);
  if (model === undefined) throw compiler.refuse(step, 'an expression or toType is needed.');
  const expression = await compiler.bodyExpression(model);
  return (exchange, signal) =>
    settleValue(expression.evaluate(exchange, signal), (value) => {
      if (exchange.exception === undefined) exchange.body = value ?? null;
    });
}
