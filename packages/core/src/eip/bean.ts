import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Calls a method of a bean. */
export const bean = {
  name: 'bean',
  description: 'Calls a method of a bean.',
  shape: 'step',
  options: {
    ref: option.ref<unknown>()({ description: 'The bean: name or object.' }),
    beanType: option.string({ description: 'Class of a bean made at need; use ref here.' }),
    method: option.string({ description: 'Method, with or without arguments in brackets.' }),
    scope: option.enum(['Singleton', 'Request', 'Prototype'], {
      description: 'How often the bean is made.',
      default: 'Singleton',
    }),
  },
  shorthand: 'ref',
} as const satisfies EipDefinition;
