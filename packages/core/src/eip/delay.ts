import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { convertTo } from '../convert/convert.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Waits before the next step. */
export const delay = {
  name: 'delay',
  description: 'Waits before the next step.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Milliseconds to wait.', required: true }),
    asyncDelayed: option.boolean({
      description: 'Kept for Camel routes; a wait never blocks a thread here.',
      default: true,
    }),
    callerRunsWhenRejected: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: true,
    }),
    executorService: option.ref<unknown>()({
      description: 'Kept for Camel routes; has no effect here.',
    }),
  },
  inlineExpression: 'expression',
  compile: compileDelay,
} as const satisfies EipDefinition;

async function compileDelay(step: StepModel, compiler: Compiler): Promise<Processor> {
  const expression = await compiler.expression(step.options['expression'] as ExpressionModel);
  return async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    if (value === null || value === undefined) return;
    const ms = convertTo(value, 'java.lang.Long');
    if (Number(ms) > 0) await compiler.clock.sleep(Number(ms), signal);
  };
}
