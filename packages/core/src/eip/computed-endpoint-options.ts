import { option } from '../component/option-spec.ts';

/** Options of the patterns whose endpoint is computed for each message. */
export const computedEndpointOptions = {
  cacheSize: option.integer({
    description: 'Producers kept for reuse: 0 is the default of 1000, -1 keeps none.',
    default: 0,
  }),
  allowedSchemes: option.string({
    description: 'Comma-separated schemes that a computed URI may have; all when absent.',
  }),
  allowOptimisedComponents: option.boolean({
    description: 'Kept for Camel routes; has no effect here.',
    default: true,
  }),
  autoStartComponents: option.boolean({ description: 'Kept for Camel routes; has no effect here.', default: true }),
} as const;
