import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Repeats its steps. */
export const loop = {
  name: 'loop',
  description: 'Repeats its steps.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'How many times, or the condition of doWhile.', required: true }),
    doWhile: option.boolean({ description: 'Repeats while the expression is true.', default: false }),
    copy: option.boolean({ description: 'Each round starts from the message as it was.', default: false }),
    breakOnShutdown: option.boolean({ description: 'Ends early when the context stops.', default: false }),
    onPrepare: option.ref<unknown>()({ description: 'Processor that prepares each copy.' }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
