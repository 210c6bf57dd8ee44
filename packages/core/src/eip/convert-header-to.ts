import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Converts a header to another type. */
export const convertHeaderTo = {
  name: 'convertHeaderTo',
  description: 'Converts a header to another type.',
  shape: 'step',
  options: {
    name: option.string({ description: 'Name of the header.', required: true }),
    type: option.string({ description: 'Type: String, byte[], Integer, … or its Java name.', required: true }),
    toName: option.string({ description: 'Name for the result; the same when absent.' }),
    mandatory: option.boolean({
      description: 'Fails when there is no converter; else it becomes null.',
      default: true,
    }),
    charset: option.string({ description: 'Character set between text and bytes.' }),
  },
} as const satisfies EipDefinition;
