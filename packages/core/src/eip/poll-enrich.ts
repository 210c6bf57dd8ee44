import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Takes a message from an endpoint and joins it. */
export const pollEnrich = {
  name: 'pollEnrich',
  description: 'Takes a message from an endpoint and joins it.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URI to take from.', required: true }),
    timeout: option.duration({ description: 'How long to wait: -1 for ever, 0 not at all.', default: -1 }),
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    aggregateOnException: option.boolean({
      description: 'The strategy also gets a message that failed.',
      default: false,
    }),
    variableReceive: option.string({ description: 'Variable that takes the message.' }),
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
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
