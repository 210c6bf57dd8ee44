import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Turns the body into text or bytes. */
export const marshal = {
  name: 'marshal',
  description: 'Turns the body into text or bytes.',
  shape: 'step',
  options: {
    dataFormat: option.dataFormat({ description: 'Data format with its options.', required: true }),
    variableSend: option.string({ description: 'Variable whose value is taken as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the result.' }),
  },
} as const satisfies EipDefinition;
