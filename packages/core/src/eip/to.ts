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
} as const satisfies EipDefinition;
