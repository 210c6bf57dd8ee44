import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { slipHop, slipUris } from './slip-hop.ts';
import { option } from '../component/option-spec.ts';
import { slipOptions } from './slip-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to a list of URIs one after the other. */
export const routingSlip = {
  name: 'routingSlip',
  description: 'Sends to a list of URIs one after the other.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URIs, computed once.', required: true }),
    ...slipOptions,
  },
  inlineExpression: 'expression',
  compile: compileRoutingSlip,
} as const satisfies EipDefinition;

async function compileRoutingSlip(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof routingSlip.options>;
  const expression = await compiler.expression(options.expression as ExpressionModel);
  const hop = slipHop(compiler, options.ignoreInvalidEndpoints, options.allowedSchemes);
  return async (exchange, signal) => {
    const value = await expression.evaluate(exchange, signal);
    // The slip before this one left where it was last.
    exchange.removeProperty('CamelSlipEndpoint');
    for (const uri of await slipUris(value, options.uriDelimiter)) if (!(await hop(uri, exchange, signal))) return;
  };
}
