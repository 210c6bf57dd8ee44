import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps before a message is sent to an endpoint. */
export const interceptSendToEndpoint = {
  name: 'interceptSendToEndpoint',
  description: 'Runs its steps before a message is sent to an endpoint; that of a file also meets what programs send.',
  shape: 'block',
  options: {
    uri: option.string({ description: 'Pattern of endpoint URIs.', default: '*' }),
    skipSendToOriginalEndpoint: option.boolean({
      description: 'Does not send to the endpoint itself.',
      default: false,
    }),
    afterUri: option.string({ description: 'Endpoint to send to afterwards.' }),
    onWhen: option.expression({ description: 'Further condition.' }),
  },
  shorthand: 'uri',
} as const satisfies EipDefinition;
