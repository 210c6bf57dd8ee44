import { option } from '../component/option-spec.ts';
import type { EipDefinition } from './eip-definition.ts';

/** Puts messages into order. */
export const resequence = {
  name: 'resequence',
  description: 'Puts messages into order.',
  shape: 'block',
  options: {
    expression: option.expression({ description: 'What is compared.', required: true }),
    batchConfig: option.object(
      {
        batchSize: option.integer({ description: 'Messages of a batch.', default: 100 }),
        batchTimeout: option.duration({ description: 'Time after which a batch is sent anyway.', default: 1000 }),
        allowDuplicates: option.boolean({ description: 'Keeps messages that compare equal.', default: false }),
        reverse: option.boolean({ description: 'Greatest first.', default: false }),
        ignoreInvalidExchanges: option.boolean({ description: 'Drops messages without a value.', default: false }),
      },
      { description: 'Sorts batches.' },
    ),
    streamConfig: option.object(
      {
        capacity: option.integer({ description: 'Messages held at most.', default: 1000 }),
        timeout: option.duration({ description: 'How long a gap is waited for.', default: 1000 }),
        deliveryAttemptInterval: option.duration({ description: 'How often deliveries are tried.', default: 1000 }),
        ignoreInvalidExchanges: option.boolean({ description: 'Drops messages without a value.', default: false }),
        rejectOld: option.boolean({ description: 'Fails messages older than the last delivered.', default: false }),
        comparator: option.ref<unknown>()({ description: 'Comparator of sequence elements.' }),
      },
      { description: 'Fills gaps of a running sequence.' },
    ),
  },
  inlineExpression: 'expression',
} as const satisfies EipDefinition;
