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
} as const satisfies EipDefinition;
