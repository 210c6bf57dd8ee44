import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets several headers. */
export const setHeaders = {
  name: 'setHeaders',
  description: 'Sets several headers.',
  shape: 'step',
  options: {
    headers: option.list(
      option.object(
        {
          name: option.string({ description: 'Name of the header.', required: true }),
          expression: option.expression({ description: 'Value.', required: true }),
        },
        { description: 'One header.' },
      ),
      { description: 'The headers, set in order.', required: true },
    ),
  },
} as const satisfies EipDefinition;
