import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Converts the body to another type. */
export const convertBodyTo = {
  name: 'convertBodyTo',
  description: 'Converts the body to another type.',
  shape: 'step',
  options: {
    type: option.string({ description: 'Type: String, byte[], Integer, … or its Java name.', required: true }),
    mandatory: option.boolean({
      description: 'Fails when there is no converter; else the body becomes null.',
      default: true,
    }),
    charset: option.string({ description: 'Character set between text and bytes.' }),
  },
  shorthand: 'type',
} as const satisfies EipDefinition;
