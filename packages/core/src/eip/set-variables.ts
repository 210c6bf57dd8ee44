import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Sets several variables. */
export const setVariables = {
  name: 'setVariables',
  description: 'Sets several variables.',
  shape: 'step',
  options: {
    variables: option.list(
      option.object(
        {
          name: option.string({ description: 'Name of the variable.', required: true }),
          expression: option.expression({ description: 'Value.', required: true }),
        },
        { description: 'One variable.' },
      ),
      { description: 'The variables, set in order.', required: true },
    ),
  },
} as const satisfies EipDefinition;
