import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Asks another endpoint and joins its reply. */
export const enrich = {
  name: 'enrich',
  description: 'Asks another endpoint and joins its reply.',
  shape: 'step',
  options: {
    expression: option.expression({ description: 'URI to ask.', required: true }),
    aggregationStrategy: option.ref<unknown>()({
      description: 'Strategy that joins the replies: a bean name or a function (old, new) => exchange.',
    }),
    aggregationStrategyMethodName: option.string({ description: 'Method of a plain bean to call as the strategy.' }),
    aggregationStrategyMethodAllowNull: option.boolean({
      description: 'Whether the method is called with null for the first exchange.',
      default: false,
    }),
    aggregateOnException: option.boolean({
      description: 'The strategy also gets a reply that failed.',
      default: false,
    }),
    shareUnitOfWork: option.boolean({ description: 'The request shares the unit of work.', default: false }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the reply.' }),
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
