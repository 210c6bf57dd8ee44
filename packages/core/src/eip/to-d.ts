import type { ExpressionModel } from '../expression/expression.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { textOf } from '../convert/java-text.ts';
import { aroundSend } from './around-send.ts';
import { computedTarget } from './computed-target.ts';
import { withParameters } from './uri-parameters.ts';
import { settleValue } from './then-run.ts';
import { option } from '../component/option-spec.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to an endpoint whose URI is computed. */
export const toD = {
  name: 'toD',
  description: 'Sends to an endpoint whose URI is computed.',
  shape: 'step',
  options: {
    uri: option.endpoint({ description: 'Endpoint, in Simple.', required: true }),
    parameters: option.map({ description: 'Options of the endpoint.' }),
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Pattern for this call.' }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the reply; the message stays as it is.' }),
    ignoreInvalidEndpoint: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    ...computedEndpointOptions,
  },
  shorthand: 'uri',
  compile: compileToD,
} as const satisfies EipDefinition;

async function compileToD(step: StepModel, compiler: Compiler): Promise<Processor> {
  const options = step.options as ResolvedOptions<typeof toD.options>;
  if (options.uri === '') throw compiler.refuse(step, 'the uri is empty.');
  const { parameters, pattern, variableSend, variableReceive, ignoreInvalidEndpoint, allowedSchemes } = options;
  const uri = await compiler.expression(uriExpression(withParameters(options.uri, parameters)));
  const target = computedTarget(compiler, { ignoreInvalid: ignoreInvalidEndpoint, allowedSchemes });
  const go = (text: unknown, exchange: Exchange, signal: AbortSignal): void | Promise<void> => {
    if (text === null || text === undefined || text === '') return;
    return target(textOf(text))?.send(exchange, signal);
  };
  const around = { pattern, variableSend, variableReceive };
  // The URI is computed from the message itself, not from the variable that is sent.
  if (variableSend !== undefined)
    return (exchange, signal) =>
      settleValue(uri.evaluate(exchange, signal), (text) => {
        const send: Processor = (sent, sentSignal) => go(text, sent, sentSignal);
        return aroundSend(send, around, compiler)(exchange, signal);
      });
  const plain: Processor = (exchange, signal) =>
    settleValue(uri.evaluate(exchange, signal), (text) => go(text, exchange, signal));
  return aroundSend(plain, around, compiler);
}

/** `language:header:to` says in which language the URI stands; it is Simple otherwise. */
function uriExpression(text: string): ExpressionModel {
  const [, language, expression] = /^language:(\w+):(.*)$/s.exec(text) ?? [];
  return { language: language ?? 'simple', expression: expression ?? text };
}
