import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { textOf } from '../convert/java-text.ts';
import { pollSource, receiveInto, takeMessage } from './poll-source.ts';
import { withParameters } from './uri-parameters.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Takes one message from an endpoint; its body replaces the body. */
export const poll = {
  name: 'poll',
  description: 'Takes one message from an endpoint; its body replaces the body.',
  shape: 'step',
  options: {
    uri: option.endpoint({ description: 'Endpoint to take from.', required: true }),
    parameters: option.map({ description: 'Options of the endpoint.' }),
    timeout: option.duration({ description: 'How long to wait for a message.', default: 20000 }),
    variableReceive: option.string({ description: 'Variable that takes the message.' }),
  },
  shorthand: 'uri',
  compile: compilePoll,
} as const satisfies EipDefinition;

async function compilePoll(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { uri, parameters, timeout, variableReceive } = step.options as ResolvedOptions<typeof poll.options>;
  if (uri === '') throw compiler.refuse(step, 'the uri is empty.');
  const text = withParameters(uri, parameters);
  const computed = await compiler.expression({ language: 'simple', expression: text });
  const source = pollSource(compiler, 'poll', { ignoreInvalid: false, allowedSchemes: undefined });
  const { variables } = compiler.host;
  return async (exchange, signal) => {
    const from = source(textOf(await computed.evaluate(exchange, signal)))!;
    const resource = await from.poll(timeout, signal);
    exchange.toEndpoint = from.uri;
    for (const completion of resource?.completions ?? resource?.unitOfWork?.takeCompletions() ?? [])
      exchange.unitOfWork?.addCompletion(completion);
    if (variableReceive !== undefined) receiveInto(exchange, variableReceive, resource, variables);
    else takeMessage(exchange, resource);
  };
}
