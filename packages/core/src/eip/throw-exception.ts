import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Throws. */
export const throwException = {
  name: 'throwException',
  description: 'Throws.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({ description: 'Exception to throw: bean name or object.' }),
    exceptionType: option.string({ description: 'Class of the exception.' }),
    message: option.string({ description: 'Message, in Simple.' }),
  },
} as const satisfies EipDefinition;
