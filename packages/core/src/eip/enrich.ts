import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { ExpressionModel } from '../expression/expression.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../convert/java-text.ts';
import type { ExchangeUnitOfWork } from '../engine/exchange-unit-of-work.ts';
import type { VariableScopes } from '../engine/variable-scopes.ts';
import { contain, mayContinue } from '../engine/pipeline.ts';
import { copyResults } from '../exchange/copy-results.ts';
import { joinReply, strategyOf, type AggregationStrategy } from './aggregation-strategy.ts';
import { computedTarget } from './computed-target.ts';
import { asPart } from './part-runner.ts';
import { keepReadable } from '../stream-cache/keep-readable.ts';
import { option } from '../component/option-spec.ts';
import { strategyOptions } from './strategy-options.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Asks another endpoint and joins its reply. */
export const enrich = {
  name: 'enrich',
  description: 'Asks another endpoint and joins its reply.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URI to ask.', required: true }),
    ...strategyOptions,
    aggregateOnException: option.boolean({
      description: 'The strategy also gets a reply that failed.',
      default: false,
    }),
    shareUnitOfWork: option.boolean({ description: 'The request shares the unit of work.', default: false }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the reply.' }),
    ignoreInvalidEndpoint: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    ...computedEndpointOptions,
  },
  inlineExpression: 'expression',
  compile: compileEnrich,
} as const satisfies EipDefinition;

async function compileEnrich(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof enrich.options>;
  const { variableSend, variableReceive, aggregateOnException, shareUnitOfWork } = options;
  const uri = await compiler.expression(options.expression as ExpressionModel);
  const own = strategyOf(options, compiler, `enrich in route ${compiler.routeId}`);
  const strategy = own ?? replaceMessage;
  // The body that the other endpoint has read goes on in this route.
  const keeps = (own !== undefined || variableReceive !== undefined) && compiler.streamCaching !== 'never';
  const { ignoreInvalidEndpoint, allowedSchemes } = options;
  const target = computedTarget(compiler, { ignoreInvalid: ignoreInvalidEndpoint, allowedSchemes });
  const { variables } = compiler.host;
  return async (exchange, signal) => {
    const text = await uri.evaluate(exchange, signal);
    if (text === null || text === undefined) return;
    const to = target(textOf(text));
    if (to === undefined) return;
    if (keeps) keepReadable(exchange);
    const resource = exchange.copy();
    resource.belongsTo(exchange);
    resource.pattern = 'InOut';
    if (variableSend !== undefined) resource.body = variables.get(exchange, variableSend) ?? null;
    const parent = shareUnitOfWork ? (exchange.unitOfWork as ExchangeUnitOfWork | undefined) : undefined;
    await asPart(inNoRoute(contain(to.send)), compiler, parent)(resource, signal);
    if (!aggregateOnException && resource.exception !== undefined) {
      copyResults(exchange, resource);
      return;
    }
    const kept = variableReceive === undefined ? undefined : exchange.copy();
    const joined = await joinReply(strategy, exchange, resource);
    if (joined) copyResults(exchange, joined);
    if (kept) moveToVariable(exchange, kept, variableReceive!, variables);
    if (mayContinue(exchange)) exchange.toEndpoint = to.uri;
  };
}

/** What is asked is no part of the route that asks: a route called by `direct` counts as the first of its message, as in Camel. */
function inNoRoute(send: Processor): Processor {
  return (exchange, signal) => {
    (exchange.unitOfWork as ExchangeUnitOfWork).routes = [];
    return send(exchange, signal);
  };
}

const replaceMessage: AggregationStrategy = {
  aggregate(old, next) {
    if (old) copyResults(old, next);
    return old;
  },
};

/** The joined message goes to variables; the message stays as it was. */
function moveToVariable(exchange: Exchange, kept: Exchange, name: string, variables: VariableScopes): void {
  variables.setMessage(exchange, name, exchange.body, exchange.hasHeaders ? exchange.headers : []);
  exchange.body = kept.body;
  if (kept.hasHeaders) exchange.headers = kept.headers;
  else if (exchange.hasHeaders) exchange.headers.clear();
}
