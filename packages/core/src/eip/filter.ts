import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps only for messages that its predicate takes. */
export const filter = {
  name: 'filter',
  description: 'Runs its steps only for messages that its predicate takes.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Predicate.', required: true }),
    statusPropertyName: option.string({ description: 'Exchange property that keeps whether the message passed.' }),
  },
  inlineExpression: 'expression',
  compile: compileFilter,
} as const satisfies EipDefinition;

async function compileFilter(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { statusPropertyName } = step.options as ResolvedOptions<typeof filter.options>;
  const predicate = await compiler.predicate(step.options['expression'] as ExpressionModel);
  const inner = await compiler.steps(step.steps ?? []);
  const pass = (exchange: Exchange, passed: boolean, signal: AbortSignal): void | Promise<void> => {
    if (statusPropertyName !== undefined) exchange.properties.set(statusPropertyName, passed);
    if (passed) return inner(exchange, signal);
  };
  return (exchange, signal) => {
    const passed = predicate.test(exchange, signal);
    return typeof passed === 'boolean'
      ? pass(exchange, passed, signal)
      : passed.then((settled) => pass(exchange, settled, signal));
  };
}
