import { option, type ComponentSpec } from '@dhow/core/component';
import { sourceOptions, targetOptions } from '../endpoint-options.ts';

export const directOptions = {
  block: option.boolean({
    description: 'Whether a sender waits for a consumer that is not started yet.',
    default: true,
    side: 'producer',
  }),
  timeoutMs: option.duration({
    uri: 'timeout',
    description: 'How long a sender waits for a consumer.',
    default: 30_000,
    unit: 'ms',
    side: 'producer',
  }),
  failIfNoConsumers: option.boolean({
    description: 'Whether sending without a consumer fails; if not, the message passes by unchanged.',
    default: true,
    side: 'producer',
  }),
  ...sourceOptions,
  ...targetOptions,
} as const;

export const directSpec = {
  scheme: 'direct',
  title: 'Direct',
  description: "Calls another route in the same context, in the caller's exchange and without a queue between them.",
  path: { name: 'name', description: 'Name of the endpoint, the same on both sides.', required: true },
  options: directOptions,
} as const satisfies ComponentSpec;
