import { option } from '../component/option-spec.ts';

/** Options of the patterns whose endpoint is computed for each message. */
export const computedEndpointOptions = {
  cacheSize: option.integer({
    description: 'Kept for Camel routes; the last 1000 producers of the context are kept for reuse.',
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
