import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps as one saga: all done, or all compensated. */
export const saga = {
  name: 'saga',
  description: 'Runs its steps as one saga: all done, or all compensated.',
  shape: 'block',
  options: {
    sagaService: option.ref<unknown>()({ description: 'Coordinator; the one of the context when absent.' }),
    propagation: option.enum(['REQUIRED', 'REQUIRES_NEW', 'MANDATORY', 'SUPPORTS', 'NOT_SUPPORTED', 'NEVER'], {
      description: 'How it joins a saga under way.',
      default: 'REQUIRED',
    }),
    completionMode: option.enum(['AUTO', 'MANUAL'], {
      description: 'Whether it completes with the exchange.',
      default: 'AUTO',
    }),
    timeout: option.duration({ description: 'Compensated when not complete within.' }),
    compensation: option.endpoint({ description: 'Called to compensate.' }),
    completion: option.endpoint({ description: 'Called on completion.' }),
    option: option.list(
      option.object(
        {
          key: option.string({ description: 'Name of the header.', required: true }),
          expression: option.expression({ description: 'Value, taken when the saga is joined.', required: true }),
        },
        { description: 'One value.' },
      ),
      { description: 'Values handed to compensation and completion as headers.' },
    ),
  },
} as const satisfies EipDefinition;
