import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Runs a function or a processor bean. */
export const process = {
  name: 'process',
  description: 'Runs a function or a processor bean.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({
      description: 'The processor: bean name, function, or object with process.',
      required: true,
    }),
  },
} as const satisfies EipDefinition;
