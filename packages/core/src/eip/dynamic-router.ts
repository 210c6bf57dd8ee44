import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import { mayGoOn } from '../engine/event-loop-turn.ts';
import { slipHop, slipUris } from './slip-hop.ts';
import { option } from '../component/option-spec.ts';
import { slipOptions } from './slip-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to what the expression answers, until it answers null. */
export const dynamicRouter = {
  name: 'dynamicRouter',
  description: 'Sends to what the expression answers, until it answers null.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Next URI or URIs; null ends.', required: true }),
    ...slipOptions,
  },
  inlineExpression: 'expression',
  compile: compileDynamicRouter,
} as const satisfies EipDefinition;

async function compileDynamicRouter(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof dynamicRouter.options>;
  const expression = await compiler.expression(options.expression as ExpressionModel);
  const hop = slipHop(compiler, options.ignoreInvalidEndpoints, options.allowedSchemes);
  return async (exchange, signal) => {
    // The router before this one left where it was last.
    exchange.removeProperty('CamelSlipEndpoint');
    for (let asked = 0; ; asked++) {
      await mayGoOn(asked, signal);
      const uris = await slipUris(await expression.evaluate(exchange, signal), options.uriDelimiter);
      if (uris.length === 0) return;
      for (const uri of uris) if (!(await hop(uri, exchange, signal))) return;
    }
  };
}
