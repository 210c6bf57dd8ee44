import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to a list of URIs one after the other. */
export const routingSlip = {
  name: 'routingSlip',
  description: 'Sends to a list of URIs one after the other.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URIs, computed once.', required: true }),
    uriDelimiter: option.string({ description: 'Between URIs.', default: ',' }),
    cacheSize: option.integer({
      description: 'Producers kept for reuse: 0 is the default of 1000, -1 keeps none.',
      default: 0,
    }),
    ignoreInvalidEndpoints: option.boolean({
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
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
