import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../convert/java-text.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { joinReply, strategyOf } from './aggregation-strategy.ts';
import { pollSource, receiveInto, takeMessage } from './poll-source.ts';
import { option } from '../component/option-spec.ts';
import { strategyOptions } from './strategy-options.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Takes a message from an endpoint and joins it. */
export const pollEnrich = {
  name: 'pollEnrich',
  description: 'Takes a message from an endpoint and joins it.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URI to take from.', required: true }),
    timeout: option.duration({ description: 'How long to wait: -1 for ever, 0 not at all.', default: -1 }),
    ...strategyOptions,
    aggregateOnException: option.boolean({
      description: 'The strategy also gets a message that failed.',
      default: false,
    }),
    variableReceive: option.string({ description: 'Variable that takes the message.' }),
    ignoreInvalidEndpoint: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    ...computedEndpointOptions,
  },
  inlineExpression: 'expression',
  compile: compilePollEnrich,
} as const satisfies EipDefinition;

async function compilePollEnrich(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof pollEnrich.options>;
  const { timeout, aggregateOnException, variableReceive, ignoreInvalidEndpoint, allowedSchemes } = options;
  const uri = await compiler.expression(options.expression as ExpressionModel);
  const strategy = strategyOf(options, compiler, `pollEnrich in route ${compiler.routeId}`);
  const source = pollSource(compiler, 'pollEnrich', { ignoreInvalid: ignoreInvalidEndpoint, allowedSchemes });
  const { variables } = compiler.host;
  return async (exchange, signal) => {
    const text = await uri.evaluate(exchange, signal);
    if (text === null || text === undefined) return;
    const from = source(textOf(text));
    if (from === undefined) return;
    const resource = await from.poll(timeout, signal);
    for (const completion of resource?.completions ?? resource?.unitOfWork?.takeCompletions() ?? [])
      exchange.unitOfWork?.addCompletion(completion);
    if (resource?.exception !== undefined && !aggregateOnException) {
      copyResults(exchange, resource);
      exchange.toEndpoint = from.uri;
      return;
    }
    if (variableReceive !== undefined) receiveInto(exchange, variableReceive, resource, variables);
    else if (strategy) {
      const joined = await joinReply(strategy, exchange, resource as Exchange);
      if (joined) copyResults(exchange, joined);
    } else takeMessage(exchange, resource);
    exchange.toEndpoint = from.uri;
  };
}
