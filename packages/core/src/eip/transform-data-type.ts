import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Transforms the body between declared data types. */
export const transformDataType = {
  name: 'transformDataType',
  description: 'Transforms the body between declared data types.',
  shape: 'step',
  options: {
    fromType: option.string({ description: 'Data type of the body now.' }),
    toType: option.string({ description: 'Data type wanted.', required: true }),
  },
} as const satisfies EipDefinition;
