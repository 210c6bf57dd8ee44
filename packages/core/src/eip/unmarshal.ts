import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Turns text or bytes into data. */
export const unmarshal = {
  name: 'unmarshal',
  description: 'Turns text or bytes into data.',
  shape: 'step',
  options: {
    dataFormat: option.dataFormat({ description: 'Data format with its options.', required: true }),
    variableSend: option.string({ description: 'Variable whose value is taken as body.' }),
    variableReceive: option.string({ description: 'Variable that takes the result.' }),
    allowNullBody: option.boolean({ description: 'Lets a null body pass.', default: false }),
  },
} as const satisfies EipDefinition;
