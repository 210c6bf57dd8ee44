import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs its steps when a message enters a route. */
export const interceptFrom = {
  name: 'interceptFrom',
  description: 'Runs its steps when a message enters a route.',
  shape: 'block',
  options: {
    uri: option.string({ description: 'Pattern of endpoint URIs; all when absent.' }),
    onWhen: option.expression({ description: 'Further condition.' }),
  },
  shorthand: 'uri',
} as const satisfies EipDefinition;
