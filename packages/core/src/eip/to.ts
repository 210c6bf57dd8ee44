import { tellSend } from '../engine/send-events.ts';
import type { Compiler } from '../engine/compiler.ts';
import type { StepModel } from '../model/route-model.ts';
import type { Processor } from './processor.ts';
import type { ResolvedOptions } from '../component/option-spec.ts';
import { aroundSend } from './around-send.ts';
import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to an endpoint. */
export const to = {
  name: 'to',
  description: 'Sends to an endpoint.',
  shape: 'step',
  options: {
    uri: option.endpoint({ description: 'Endpoint.', required: true }),
    parameters: option.map({ description: 'Options of the endpoint.' }),
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Pattern for this call.' }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the reply; the message stays as it is.' }),
  },
  shorthand: 'uri',
  compile: compileTo,
} as const satisfies EipDefinition;

async function compileTo(step: StepModel, compiler: Compiler): Promise<Processor> {
  const { uri, parameters, pattern, variableSend, variableReceive } = step.options as ResolvedOptions<
    typeof to.options
  >;
  const endpoint = compiler.endpoint(uri, parameters);
  const send = await compiler.producer(endpoint);
  const target = endpoint.uri;
  const { events } = compiler.host;
  const plain: Processor = (exchange, signal) => {
    exchange.toEndpoint = target;
    return events.active ? tellSend(send, target, exchange, signal, compiler.host) : send(exchange, signal);
  };
  return aroundSend(plain, { pattern, variableSend, variableReceive }, compiler);
}
