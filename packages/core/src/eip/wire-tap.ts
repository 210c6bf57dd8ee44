import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sends a copy to an endpoint and does not wait. */
export const wireTap = {
  name: 'wireTap',
  description: 'Sends a copy to an endpoint and does not wait.',
  shape: 'step',
  options: {
    uri: option.endpoint({ description: 'Endpoint, in Simple unless dynamicUri is false.', required: true }),
    parameters: option.map({ description: 'Options of the endpoint.' }),
    copy: option.boolean({ description: 'Sends a copy of the exchange; else a new one.', default: true }),
    dynamicUri: option.boolean({ description: 'Whether the URI is computed.', default: true }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares the copy.' }),
    pattern: option.enum(['InOnly', 'InOut'], { description: 'Kept for Camel routes; the copy is InOnly.' }),
    variableSend: option.string({ description: 'Variable whose value is sent as body.' }),
    variableReceive: option.string({ description: 'Kept for Camel routes; has no effect here.' }),
    executorService: option.ref<unknown>()({
      description: 'Name of a thread pool in Camel; here it only switches parallel processing on.',
    }),
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
} as const satisfies EipDefinition;
