import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { markIntercepted } from '../engine/step-interception.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps when a message enters a route. */
export const interceptFrom = {
  name: 'interceptFrom',
  description: 'Runs its steps when a message enters a route.',
  shape: 'block',
  options: {
    uri: option.string({ description: 'Pattern of endpoint URIs; all when absent.' }),
    onWhen: option.expression({ description: 'Further condition.' }),
  },
  shorthand: 'uri',
  compile: compileInterceptFrom,
} as const satisfies EipDefinition;

async function compileInterceptFrom(step: StepModel, compiler: Compiler): Promise<Processor> {
  const onWhen = step.options['onWhen'] as ExpressionModel | undefined;
  const condition = onWhen && (await compiler.predicate(onWhen));
  const block = await compiler.steps(step.steps ?? []);
  return async (exchange, signal) => {
    exchange.properties.set('CamelInterceptedEndpoint', exchange.fromEndpointUri);
    markIntercepted(exchange, compiler, undefined);
    if (!condition || (await condition.test(exchange, signal))) await block(exchange, signal);
  };
}
