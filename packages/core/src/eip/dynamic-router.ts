import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends to what the expression answers, until it answers null. */
export const dynamicRouter = {
  name: 'dynamicRouter',
  description: 'Sends to what the expression answers, until it answers null.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'Next URI or URIs; null ends.', required: true }),
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
