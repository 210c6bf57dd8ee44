import { option } from '../component/option-spec.ts';
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
    cacheSize: option.integer({
      description: 'Producers kept for reuse: 0 is the default of 1000, -1 keeps none.',
      default: 0,
    }),
    ignoreInvalidEndpoint: option.boolean({
      description: 'Skips a computed URI that cannot be made an endpoint.',
      default: false,
    }),
    allowedSchemes: option.string({
      description: 'Comma-separated schemes that a computed URI may have; all when absent.',
    }),
    allowOptimisedComponents: option.boolean({
      description: 'Kept for Camel routes; has no effect here.',
      default: true,
    }),
    autoStartComponents: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: true }),
  },
  shorthand: 'uri',
} as const satisfies EipDefinition;
