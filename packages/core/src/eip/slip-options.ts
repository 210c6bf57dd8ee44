import { option } from '../component/option-spec.ts';
import { computedEndpointOptions } from './computed-endpoint-options.ts';

/** Options of the patterns that send from one URI to the next: `routingSlip` and `dynamicRouter`. */
export const slipOptions = {
  uriDelimiter: option.string({ description: 'Between URIs.', default: ',' }),
  ignoreInvalidEndpoints: option.boolean({
    description: 'Skips a computed URI that cannot be made an endpoint.',
    default: false,
  }),
  ...computedEndpointOptions,
} as const;
