import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Lets each message through only once. */
export const idempotentConsumer = {
  name: 'idempotentConsumer',
  description: 'Lets each message through only once.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'Id of the message.', required: true }),
    idempotentRepository: option.ref<unknown>()({
      description: 'Repository of the ids: bean name or object.',
      required: true,
    }),
    eager: option.boolean({ description: 'Takes the id before the steps run.', default: true }),
    completionEager: option.boolean({
      description: 'Confirms at the end of the block, not of the exchange.',
      default: false,
    }),
    skipDuplicate: option.boolean({ description: 'Skips duplicates; else marks them.', default: true }),
    removeOnFailure: option.boolean({ description: 'Gives the id back when the exchange fails.', default: true }),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
